// SPDX-License-Identifier: AGPL-3.0-or-later
// What the demo's conversations are about, and how often. Invented; codes are those of content/templates/conversation.json (a test checks them).
#pragma once
#include "platform/slice/demo.h"

namespace bydel::outreach::demo_words {

using demo::Weighted;

inline constexpr std::array<Weighted, 11> contact_ways { Weighted { "own_network", 24 }, { "word_of_mouth", 20 }, { "playground", 12 }, { "laundrette", 9 },
    { "courtyard", 8 }, { "street", 8 }, { "event", 7 }, { "referral_municipality", 4 }, { "door", 3 }, { "referral_partner", 3 }, { "helpline", 2 } };
inline constexpr std::array<Weighted, 10> places { Weighted { "her_home", 26 }, { "outdoors", 18 }, { "community_house", 14 }, { "phone", 13 },
    { "my_home", 9 }, { "school_or_day_care", 8 }, { "library", 5 }, { "clinic", 3 }, { "office", 3 }, { "online", 1 } };
inline constexpr std::array<Weighted, 6> activities { Weighted { "talked", 60 }, { "phone_call", 12 }, { "read_letter", 10 }, { "accompanied", 8 },
    { "showed_online", 6 }, { "interpreted", 4 } };
/// Rungs of the help ladder: who did it.
inline constexpr std::array<std::pair<std::int64_t, double>, 3> ladder { std::pair { std::int64_t { 1 }, 38.0 }, { 2, 40.0 }, { 3, 22.0 } };
inline constexpr std::array<Weighted, 16> themes { Weighted { "school_and_day_care", 14 }, { "child_development", 11 }, { "municipality_and_letters", 11 },
    { "language_lessons", 9 }, { "body_and_health", 9 }, { "work_and_education", 8 }, { "loneliness", 7 }, { "food_and_exercise", 6 }, { "teenagers", 6 },
    { "leisure", 5 }, { "money", 4 }, { "housing", 3 }, { "rights_duties_and_democracy", 3 }, { "media_and_limits", 2 }, { "violence", 1.2 },
    { "negative_social_control", 1 } };
inline constexpr std::array<Weighted, 6> next_steps { Weighted { "meet_again", 34 }, { "she_does_it", 24 }, { "nothing_more", 18 }, { "we_go_together", 14 },
    { "introduce_to_service", 10 }, { "not_stated", 2 } };
inline constexpr std::array<Weighted, 8> languages { Weighted { "ar", 32 }, { "so", 18 }, { "tr", 12 }, { "ur", 9 }, { "fa", 9 }, { "da", 8 }, { "ti", 4 },
    { "vi", 1 } };
inline constexpr std::array<int, 8> minutes { 15, 15, 30, 30, 30, 60, 60, 90 };

} // namespace bydel::outreach::demo_words
