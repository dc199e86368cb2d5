// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator's overviews: her month, the sensitive quarter, her mothers and who has gone silent.
#include "platform/i18n/i18n.h"
#include "platform/i18n/phone_number.h"
#include "platform/sync/quarantine.h"
#include "reporting/rules.h"
#include <algorithm>

namespace bydel::reporting {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static Result<Reply> list_people(Context&);
static Result<Reply> get_month(Context&);
static Result<Reply> get_quarter(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/groups/{group_id}/people",  http::in_group("people.person.read"),       list_people, "Mothers of the group and the month each was last active", Uses::reads, {}, {}, http::Audit::reads },
        { get, "/api/groups/{group_id}/month",   http::in_group("reporting.month.read"),     get_month,   "The group's month",                                       Uses::own },
        { get, "/api/groups/{group_id}/quarter", http::in_group("reporting.sensitive.read"), get_quarter, "Sensitive dimensions of a closed quarter, small numbers hidden", Uses::own },
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

static Json month_or_null(std::string const& month) { return month.empty() ? Json() : Json(month); }

static Json phone_of(people::Person const& person) { return person.phone ? Json(i18n::shown_phone_number(*person.phone)) : Json(); }

static Result<Reply> list_people(Context& context)
{
    Json::Array list;
    for (auto const& [member, last_active_month, silent] : activity_of(context, context.session())) {
        list.push_back(Json::object({ { "person_id", member.person.person_id }, { "display_name", member.person.display_name },
            { "phone", phone_of(member.person) }, { "language", member.person.language },
            { "state", is_active(member, context.today()) ? "active" : "left" }, { "joined_on", member.joined_on }, { "left_on", member.left_on },
            { "last_active_month", month_or_null(last_active_month) }, { "silent_months", silent }, { "phone_state", member.phone_state },
            { "invitation", member.invitation }, { "moved", member.moved } }));
    }
    return Reply { 200, Json::object({ { "people", Json(std::move(list)) } }) };
}

static Json silent_mothers(Context& context, db::Session& session)
{
    Json::Array silent;
    for (auto const& [member, last_active_month, months] : activity_of(context, session)) {
        if (months >= 2 && is_active(member, context.today()))
            silent.push_back(Json::object({ { "person_id", member.person.person_id }, { "display_name", member.person.display_name },
                { "last_active_month", month_or_null(last_active_month) }, { "silent_months", months } }));
    }
    return Json(std::move(silent));
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

static Json row_of(Tally const& tally, Json const& labels)
{
    auto row = to_json(told(tally.counts));
    row.set("code", tally.code);
    row.set("label", label(labels, tally.dimension, tally.code));
    return row;
}

static Json dimension_of(std::vector<Tally> tallies, std::string const& dimension, programme::Vocabulary const& vocabulary, Json const& labels)
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
    Json::Array rows;
    for (auto const& tally : tallies)
        rows.push_back(row_of(tally, labels));
    return Json::object({ { "dimension", dimension }, { "multiple", dimension == "activities" || dimension == "themes" }, { "rows", Json(std::move(rows)) } });
}

static Json month_answer(Context& context, db::Session& session, std::string const& month)
{
    auto const& group_id = context.in_path("group_id");
    auto const& programme_id = context.programme_id();
    auto tallies = tallies_of(session, programme_id, group_id, month);
    auto vocabulary = programme::vocabulary_of(session, programme_id, group_id);
    auto labels = programme::labels_of(session, programme_id, group_id, context.actor.language);
    Json::Array dimensions;
    for (auto const* dimension : { "contact_way", "place", "activities", "themes", "next_step", "ladder", "meeting", "minutes" })
        dimensions.push_back(dimension_of(tallies, dimension, vocabulary, labels));
    return Json::object({ { "month", month }, { "groups_months", Json::strings(outreach::months_of(session, programme_id, group_id)) },
        { "total", to_json(told(total_of(tallies))) },
        { "previous", to_json(told(total_of(tallies_of(session, programme_id, group_id, add_months(month, -1))))) },
        { "dimensions", Json(std::move(dimensions)) }, { "open_concerns", concern::count_open(session, programme_id, group_id) },
        { "contact_can_be_called", programme::can_be_called(session, programme_id, group_id) },
        { "quarantined", sync::count_waiting(session, programme_id, group_id) }, { "silent", silent_mothers(context, session) } });
}

static Result<Reply> get_month(Context& context)
{
    std::string month(context.request.parameter("month"));
    if (month.empty())
        month = month_of(context.today());
    if (!is_month(month))
        return fail({ 422, "field.not_a_month", "month" });
    TRY(catch_up(context.services.database, context.programme_id()));
    return Reply { 200, context.services.database.read([&](db::Session& session) { return month_answer(context, session, month); }) };
}

// --- the sensitive quarter --------------------------------------------------------------------------------------------------

static Json sensitive_row(Tally const& tally, Json const& labels, bool hidden)
{
    return Json::object({ { "code", tally.code }, { "label", label(labels, tally.dimension, tally.code) },
        { "conversations", hidden ? Json() : Json(tally.counts.conversations) }, { "women", hidden ? Json() : Json(tally.counts.women) } });
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
static std::optional<Json> sensitive_themes(std::vector<ClosedTally> const& quarter, std::int64_t told_by_open, std::vector<std::string> const& codes, Json const& labels)
{
    auto const total = cell_in(quarter, "total", "");
    if (is_too_few(total.tally.counts) || is_too_few(total.others))
        return std::nullopt;
    Json::Array rows;
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
    return Json::object({ { "dimension", "themes" }, { "rows", Json(std::move(rows)) } });
}

static std::optional<Json> languages(std::vector<ClosedTally> closed, i18n::Catalogue const& messages, std::string const& language)
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
    Json::Array rows;
    for (std::size_t i = 0; i < closed.size(); ++i) {
        auto const& tally = closed[i].tally;
        auto key = tally.code == "not_stated" ? std::string("vocabulary.not_stated") : "language." + tally.code;
        Json labels = Json::object({ { "language." + tally.code, messages.say(language, key) }, { "not_stated", messages.say(language, key) } });
        rows.push_back(sensitive_row(tally, labels, (*hidden)[i]));
    }
    return Json::object({ { "dimension", "language" }, { "rows", Json(std::move(rows)) } });
}

static Json::Array closed_dimensions(Context& context, db::Session& session, std::string const& quarter)
{
    auto const& group_id = context.in_path("group_id");
    auto closed = [&](std::string const& period) { return closed_tallies_of(session, context.programme_id(), group_id, period); };
    auto const first = month_of(first_day_of(quarter));
    auto labels = programme::labels_of(session, context.programme_id(), group_id, context.actor.language);
    auto sensitive = programme::vocabulary_of(session, context.programme_id(), group_id).sensitive_codes("themes");
    auto told = told_by_months({ closed(first), closed(add_months(first, 1)), closed(add_months(first, 2)) }, sensitive);
    auto const counted = closed(quarter);
    Json::Array dimensions;
    for (auto const& dimension :
        { sensitive_themes(counted, told, sensitive, labels), languages(counted, context.services.messages, context.actor.language) }) {
        if (dimension)
            dimensions.push_back(*dimension);
    }
    return dimensions;
}

static Json quarter_answer(Context& context, db::Session& session, std::string const& quarter)
{
    bool released = has_closed(session, context.programme_id(), quarter);
    return Json::object({ { "quarter", quarter }, { "released", released },
        { "dimensions", Json(released ? closed_dimensions(context, session, quarter) : Json::Array()) } });
}

static Result<Reply> get_quarter(Context& context)
{
    std::string quarter(context.request.parameter("quarter"));
    if (quarter.empty())
        quarter = quarter_of(add_months(month_of(context.today()), -3));
    if (!is_quarter(quarter))
        return fail({ 422, "field.not_a_quarter", "quarter" });
    TRY(close_periods(context.services.database, context.programme_id(), context.today()));
    return Reply { 200, context.services.database.read([&](db::Session& session) { return quarter_answer(context, session, quarter); }) };
}

} // namespace bydel::reporting
