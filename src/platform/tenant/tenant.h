// SPDX-License-Identifier: AGPL-3.0-or-later
// A programme as the platform knows it: whose rows these are, what day it is there, and whether anything in it is real. Its method and groups belong
// to the slice `programme`, its people to `people`.
#pragma once
#include "base/day.h"
#include "platform/db/rows.h"
#include "platform/db/tables.h"

namespace bydel::tenant {

/// A practice programme is for learning and showing: no number, file or letter of it may pass for a real one, and it stays one (design 9.16).
inline constexpr db::List kinds { "kind", "real practice" };

struct Programme {
    std::string programme_id;
    std::string name;
    std::string country;
    std::string currency;
    std::string time_zone;
    std::vector<std::string> languages;
    std::string kind = "real";

    bool is_practice() const { return kind == "practice"; }
};
constexpr auto fields_of(Programme const*)
{
    return std::tuple { Field { "programme_id", &Programme::programme_id, a_code() }, Field { "name", &Programme::name, text_of(1, 120) },
        Field { "country", &Programme::country, text_of(2, 2) }, Field { "currency", &Programme::currency, text_of(3, 3) },
        Field { "time_zone", &Programme::time_zone, text_of(1, 60) }, Field { "languages", &Programme::languages, Traits { Kind::language, 0, 100 } },
        Field { "kind", &Programme::kind, one_of(kinds.codes) } };
}
constexpr char const* name_of(Programme const*) { return "Programme"; }

std::optional<Programme> find(db::Session& session, std::string const& programme_id);
/// By programme_id.
std::vector<Programme> all(db::Session& session);
/// There is no way to change its kind afterwards.
Done add(db::Session& session, Programme const& programme, Milliseconds now);
/// The day it is in the programme's time zone; in UTC where there is no such programme.
std::string day_in(db::Session& session, std::string const& programme_id, Milliseconds now);

} // namespace bydel::tenant
