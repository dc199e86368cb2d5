// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's conversations: each mother at her own rate, by the season, none where she fell silent.
#include "outreach/demo_words.h"
#include "outreach/outreach.h"

namespace bydel::outreach {

/// The phone asks who did it only then (web/src/outreach/field/conversation.ts, ladder_applies).
static bool did_more_than_talk(std::vector<std::string> const& activities)
{
    return std::any_of(activities.begin(), activities.end(), [](std::string const& code) { return code != "talked"; });
}

static Conversation conversation(demo::Dice& dice, demo::Mother const& mother, std::string const& day)
{
    Conversation made;
    made.id = made.item_id = dice.id(day);
    made.held_on = made.saved_on = day;
    made.group_id = mother.group_on(day);
    made.done_by = mother.person_id;
    made.template_version = 1;
    made.women = dice.chance(0.12) ? 2 + static_cast<std::int64_t>(dice.below(5)) : 1;
    made.meeting = dice.chance(0.35) ? "first" : "again";
    made.contact_way = std::string(dice.weighted(demo_words::contact_ways));
    made.place = std::string(dice.weighted(demo_words::places));
    made.activities = dice.some(demo_words::activities, 0.3);
    made.themes = dice.some(demo_words::themes, 0.45);
    made.next_step = std::string(dice.weighted(demo_words::next_steps));
    made.minutes = dice.pick(demo_words::minutes);
    if (did_more_than_talk(made.activities) && dice.chance(0.85))
        made.ladder = dice.weighted(demo_words::ladder);
    if (dice.chance(0.7))
        made.language = std::string(dice.weighted(demo_words::languages));
    return made;
}

static Done add_month(demo::Stage& stage, db::Session& session, journal::Journal& journal, demo::Mother const& mother, std::string const& month)
{
    auto const& today = stage.plan.today;
    auto const days = days_between(first_day_of(month), month == month_of(today) ? today : last_day_of(month)) + 1;
    auto const share = static_cast<double>(days) / (days_between(first_day_of(month), last_day_of(month)) + 1);
    int const count = stage.dice.poisson(mother.per_month * stage.season(month) * share);
    for (int i = 0; i < count; ++i) {
        auto const day = add_days(first_day_of(month), static_cast<int>(stage.dice.below(static_cast<std::size_t>(days))));
        TRY(add_conversation(session, journal, conversation(stage.dice, mother, day)));
    }
    return {};
}

static Done add_conversations_of(demo::Stage& stage, db::Session& session, journal::Journal& journal, demo::Mother const& mother)
{
    for (auto month = month_of(mother.joined_on); month <= month_of(stage.plan.today); month = add_months(month, 1)) {
        if (!mother.is_silent_in(month))
            TRY(add_month(stage, session, journal, mother, month));
    }
    return {};
}

Done play_demo(demo::Stage& stage)
{
    static constexpr std::size_t at_once = 15;
    for (std::size_t from = 0; from < stage.mothers.size(); from += at_once) {
        auto const to = std::min(from + at_once, stage.mothers.size());
        TRY(stage.change([&](db::Session& session, journal::Journal& journal) -> Done {
            for (auto i = from; i < to; ++i)
                TRY(add_conversations_of(stage, session, journal, stage.mothers[i]));
            return {};
        }));
        stage.say(stage.plan.programme_id + ": " + std::to_string(to) + " of " + std::to_string(stage.mothers.size()) + " mothers");
    }
    return {};
}

} // namespace bydel::outreach
