// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator's overviews: her month, the sensitive quarter, her mothers and who has gone silent.
#include "platform/i18n/i18n.h"
#include "platform/i18n/phone_number.h"
#include "platform/sync/quarantine.h"
#include "reporting/rules.h"
#include "reporting/wire.h"
#include <algorithm>

namespace bydel::reporting {

using http::Context;
using http::Method;
using http::Query;
using http::Uses;

static Result<ListedMothers> list_people(Context&);
static Result<GroupMonth> get_month(Context&, Query<MonthAsked> const&);
static Result<GroupQuarter> get_quarter(Context&, Query<QuarterAsked> const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/groups/{group_id}/people",  http::in_group("people.person.read"),       http::by<list_people>(), "Mothers of the group and the month each was last active", Uses::reads, http::Audit::reads },
        { get, "/api/groups/{group_id}/month",   http::in_group("reporting.month.read"),     http::by<get_month>(),   "The group's month",                                       Uses::own },
        { get, "/api/groups/{group_id}/quarter", http::in_group("reporting.sensitive.read"), http::by<get_quarter>(), "Sensitive dimensions of a closed quarter, small numbers hidden", Uses::own },
    };
    // clang-format on
}

// --- mothers ----------------------------------------------------------------------------------------------------------------

struct Activity {
    people::Member member;
    std::string last_active_month;
    int silent = 0;
};

static bool is_active(people::Member const& member, std::string const& today) { return !member.left_on || *member.left_on >= today; }

static std::vector<Activity> activity_of(Context& context, db::Session& session)
{
    auto const& group_id = context.in_path("group_id");
    auto months = outreach::last_active_months(session, context.programme_id(), group_id);
    std::vector<Activity> all;
    for (auto& member : people::members_of(session, context.services.vault, context.programme_id(), group_id, context.services.clock.now())) {
        auto const month = months[member.person.person_id];
        auto silent = silent_months(month, member.joined_on, context.today());
        all.push_back({ std::move(member), month, silent });
    }
    std::sort(all.begin(), all.end(), [](Activity const& a, Activity const& b) { return a.member.person.display_name < b.member.person.display_name; });
    return all;
}

static std::optional<std::string> said(std::string const& month) { return month.empty() ? std::nullopt : std::optional(month); }

static std::optional<std::string> phone_of(people::Person const& person)
{
    return person.phone ? std::optional(i18n::shown_phone_number(*person.phone)) : std::nullopt;
}

static Result<ListedMothers> list_people(Context& context)
{
    ListedMothers all;
    for (auto const& [member, last_active_month, silent] : activity_of(context, context.session())) {
        all.people.push_back({ member.person.person_id, member.person.display_name, phone_of(member.person), member.person.language,
            is_active(member, context.today()) ? "active" : "left", member.joined_on, member.left_on, said(last_active_month), silent, member.phone_state,
            member.invitation, member.moved });
    }
    return all;
}

static std::vector<SilentMother> silent_mothers(Context& context, db::Session& session)
{
    std::vector<SilentMother> silent;
    for (auto const& [member, last_active_month, months] : activity_of(context, session)) {
        if (months >= 2 && is_active(member, context.today()))
            silent.push_back({ member.person.person_id, member.person.display_name, said(last_active_month), months });
    }
    return silent;
}

// --- the month --------------------------------------------------------------------------------------------------------------

static Counts total_of(std::vector<Tally> const& tallies)
{
    for (auto const& tally : tallies) {
        if (tally.dimension == "total")
            return tally.counts;
    }
    return {};
}

static std::string label(Json const& labels, std::string const& dimension, std::string const& code)
{
    auto const* list = code == "not_stated" ? labels.find("not_stated") : labels.find(dimension + "." + code);
    return list && list->as_string() ? *list->as_string() : code;
}

static MonthRow row_of(Tally const& tally, Json const& labels)
{
    auto const counts = told(tally.counts);
    return { tally.code, label(labels, tally.dimension, tally.code), counts.conversations, counts.women, counts.minutes, counts.mothers };
}

static MonthDimension dimension_of(std::vector<Tally> tallies, std::string const& dimension, programme::Vocabulary const& vocabulary, Json const& labels)
{
    std::erase_if(tallies, [&](Tally const& tally) {
        bool forgotten = tally.code.starts_with("own_") && !vocabulary.knows(dimension, tally.code); // what it counts as, sensitive or not, is not known
        return tally.dimension != dimension || forgotten || vocabulary.is_sensitive(dimension, tally.code);
    });
    bool ordered = dimension == "minutes" || dimension == "ladder";
    std::stable_sort(tallies.begin(), tallies.end(), [&](Tally const& a, Tally const& b) {
        if ((a.code == "not_stated") != (b.code == "not_stated"))
            return b.code == "not_stated";
        return ordered ? std::stoi("0" + a.code) < std::stoi("0" + b.code) : a.counts.conversations > b.counts.conversations;
    });
    MonthDimension told { dimension, dimension == "activities" || dimension == "themes", {} };
    for (auto const& tally : tallies)
        told.rows.push_back(row_of(tally, labels));
    return told;
}

static GroupMonth month_answer(Context& context, db::Session& session, std::string const& month)
{
    auto const& group_id = context.in_path("group_id");
    auto const& programme_id = context.programme_id();
    auto tallies = tallies_of(session, programme_id, group_id, month);
    auto vocabulary = programme::vocabulary_of(session, programme_id, group_id);
    auto labels = programme::labels_of(session, programme_id, group_id, context.actor.language);
    std::vector<MonthDimension> dimensions;
    for (auto const* dimension : { "contact_way", "place", "activities", "themes", "next_step", "ladder", "meeting", "minutes" })
        dimensions.push_back(dimension_of(tallies, dimension, vocabulary, labels));
    return { month, outreach::months_of(session, programme_id, group_id), told(total_of(tallies)),
        told(total_of(tallies_of(session, programme_id, group_id, add_months(month, -1)))), std::move(dimensions),
        concern::count_open(session, programme_id, group_id), programme::can_be_called(session, programme_id, group_id),
        sync::count_waiting(session, programme_id, group_id), silent_mothers(context, session) };
}

static Result<GroupMonth> get_month(Context& context, Query<MonthAsked> const& asked)
{
    auto const month = asked.month.value_or(month_of(context.today()));
    TRY(catch_up(context.services.database, context.programme_id()));
    return context.services.database.read([&](db::Session& session) { return month_answer(context, session, month); });
}

// --- the sensitive quarter --------------------------------------------------------------------------------------------------

static SensitiveRow sensitive_row(Tally const& tally, Json const& labels, bool hidden)
{
    SensitiveRow row { tally.code, label(labels, tally.dimension, tally.code), {}, {} };
    if (!hidden) {
        row.conversations = tally.counts.conversations;
        row.women = tally.counts.women;
    }
    return row;
}

static ClosedTally cell_in(std::vector<ClosedTally> const& closed, std::string const& dimension, std::string const& code)
{
    for (auto const& one : closed) {
        if (one.tally.dimension == dimension && one.tally.code == code)
            return one;
    }
    return { { "", "", dimension, code, {} }, {} };
}

/// How many conversations of these months were, at least, about hidden themes: what the open pages of the months tell together.
static std::int64_t told_by_months(std::vector<std::vector<ClosedTally>> const& months, std::vector<std::string> const& sensitive)
{
    std::int64_t told = 0;
    for (auto const& month : months) {
        std::vector<Counts> open;
        for (auto const& [tally, others] : month) {
            if (tally.dimension == "themes" && std::find(sensitive.begin(), sensitive.end(), tally.code) == sensitive.end())
                open.push_back(tally.counts);
        }
        told += about_none_of(cell_in(month, "total", "").tally.counts, open);
    }
    return told;
}

/// Themes are multiple choice: each is its own yes/no table. A single hidden one must not be told by the others and by the open themes.
static std::optional<SensitiveDimension> sensitive_themes(
    std::vector<ClosedTally> const& quarter, std::int64_t told_by_open, std::vector<std::string> const& codes, Json const& labels)
{
    auto const total = cell_in(quarter, "total", "");
    if (is_too_few(total.tally.counts) || is_too_few(total.others))
        return std::nullopt;
    std::vector<SensitiveRow> rows;
    int hidden_rows = 0;
    auto still_told = told_by_open;
    for (auto const& code : codes) {
        auto const cell = cell_in(quarter, "themes", code);
        bool hidden = !is_safe_of(cell.tally.counts, total.tally.counts) || !is_safe_of(cell.others, total.others);
        hidden_rows += hidden;
        still_told -= hidden ? 0 : cell.tally.counts.conversations;
        rows.push_back(sensitive_row(cell.tally, labels, hidden));
    }
    if (hidden_rows == 1 && total.tally.counts.conversations - std::max<std::int64_t>(0, still_told) < least_width)
        return std::nullopt;
    return SensitiveDimension { "themes", std::move(rows) };
}

static std::optional<SensitiveDimension> languages(std::vector<ClosedTally> closed, i18n::Catalogue const& messages, std::string const& language)
{
    std::erase_if(closed, [](ClosedTally const& one) { return one.tally.dimension != "language"; });
    std::vector<Counts> counts, others;
    for (auto const& one : closed) {
        counts.push_back(one.tally.counts);
        others.push_back(one.others);
    }
    auto hidden = hidden_rows(counts, others);
    if (!hidden)
        return std::nullopt;
    std::vector<SensitiveRow> rows;
    for (std::size_t i = 0; i < closed.size(); ++i) {
        auto const& tally = closed[i].tally;
        auto key = tally.code == "not_stated" ? std::string("vocabulary.not_stated") : "language." + tally.code;
        Json labels = Json::object({ { "language." + tally.code, messages.say(language, key) }, { "not_stated", messages.say(language, key) } });
        rows.push_back(sensitive_row(tally, labels, (*hidden)[i]));
    }
    return SensitiveDimension { "language", std::move(rows) };
}

static std::vector<SensitiveDimension> closed_dimensions(Context& context, db::Session& session, std::string const& quarter)
{
    auto const& group_id = context.in_path("group_id");
    auto closed = [&](std::string const& period) { return closed_tallies_of(session, context.programme_id(), group_id, period); };
    auto const first = month_of(first_day_of(quarter));
    auto labels = programme::labels_of(session, context.programme_id(), group_id, context.actor.language);
    auto sensitive = programme::vocabulary_of(session, context.programme_id(), group_id).sensitive_codes("themes");
    auto told = told_by_months({ closed(first), closed(add_months(first, 1)), closed(add_months(first, 2)) }, sensitive);
    auto const counted = closed(quarter);
    std::vector<SensitiveDimension> dimensions;
    for (auto const& dimension :
        { sensitive_themes(counted, told, sensitive, labels), languages(counted, context.services.messages, context.actor.language) }) {
        if (dimension)
            dimensions.push_back(*dimension);
    }
    return dimensions;
}

static GroupQuarter quarter_answer(Context& context, db::Session& session, std::string const& quarter)
{
    bool released = has_closed(session, context.programme_id(), quarter);
    return { quarter, released, released ? closed_dimensions(context, session, quarter) : std::vector<SensitiveDimension>() };
}

static Result<GroupQuarter> get_quarter(Context& context, Query<QuarterAsked> const& asked)
{
    auto const quarter = asked.quarter.value_or(quarter_of(add_months(month_of(context.today()), -3)));
    TRY(close_periods(context.services.database, context.programme_id(), context.today()));
    return context.services.database.read([&](db::Session& session) { return quarter_answer(context, session, quarter); });
}

} // namespace bydel::reporting
