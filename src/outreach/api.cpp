// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator records for a mother without a phone, one conversation or a paper sheet of many, and corrects what she herself recorded.
#include "base/id.h"
#include "base/text.h"
#include "outreach/rules.h"
#include "outreach/save.h"
#include "outreach/store.h"
#include <set>

namespace bydel::outreach {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static std::string const synced_as = "conversation";

static Result<Reply> tell_rules(Context&);
static Result<Reply> list_recorded(Context&);
static Result<Reply> record_sheet(Context&);
static Result<Reply> correct(Context&);
static Result<Reply> remove_recorded(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,    "/api/groups/{group_id}/recording_rules",    http::in_group("outreach.conversation.record"), tell_rules,      "What I may record: today, how far back, how many", Uses::reads },
        { get,    "/api/groups/{group_id}/conversations",      http::in_group("outreach.conversation.record"), list_recorded,   "What I recorded myself in the last 30 days", Uses::reads },
        { post,   "/api/groups/{group_id}/conversations",      http::in_group("outreach.conversation.record"), record_sheet,    "Record a sheet; all or nothing",             Uses::writes },
        { put,    "/api/groups/{group_id}/conversations/{id}", http::in_group("outreach.conversation.record"), correct,         "Correct what I recorded",                    Uses::writes, shape_of<Conversation>() },
        { remove, "/api/groups/{group_id}/conversations/{id}", http::in_group("outreach.conversation.record"), remove_recorded, "Remove what I recorded",                     Uses::writes },
    };
    // clang-format on
}

static Json as_json(Conversation const& conversation)
{
    auto json = to_json(conversation);
    json.set("done_by", conversation.done_by);
    return json;
}

static Result<Reply> tell_rules(Context& context)
{
    return Reply { 200,
        Json::object({ { "today", context.today() }, { "days_back", late_days }, { "editable_days", editable_days }, { "women_at_most", women_at_most },
            { "minutes_at_most", minutes_at_most } }) };
}

/// What may still be corrected, whenever it was held; `from` and `to` are of the day it was held.
static Result<Reply> list_recorded(Context& context)
{
    std::string from(context.request.parameter("from"));
    std::string to(context.request.parameter("to"));
    if (!is_day(from))
        from = add_days(context.today(), -late_days - editable_days);
    if (!is_day(to))
        to = add_days(context.today(), 1);
    store::Recorded wanted { context.in_path("group_id"), context.actor.person_id, from, to, add_days(context.today(), -editable_days) };
    Json::Array conversations;
    for (auto const& conversation : store::recorded_by(context.session(), context.programme_id(), wanted))
        conversations.push_back(as_json(conversation));
    return Reply { 200, Json::object({ { "conversations", Json(std::move(conversations)) } }) };
}

/// Reads and judges one row of a sheet against the office's rules: here a fault is a Problem, because a person is there to mend it.
static Result<Conversation> read_row(Context& context, programme::Vocabulary const& vocabulary, Json const& row, std::string const& id, int days_back)
{
    auto read = read_conversation(row, id);
    if (!read)
        return fail(read.error().problem);
    auto const today = context.today();
    if (auto fault = find_fault(*read, { vocabulary, today, today, days_back }))
        return fail(fault->problem);
    read->saved_on = today;
    read->template_version = vocabulary.newest_version();
    read->recorded_by = context.actor.person_id;
    return *read;
}

static Result<Conversation> read_new_row(Context& context, programme::Vocabulary const& vocabulary, Json const& row)
{
    if (!is_id(row.text("id")))
        return fail({ 422, row.find("id") ? "field.not_an_id" : "field.missing", "id" });
    auto conversation = TRY(read_row(context, vocabulary, row, row.text("id"), late_days));
    auto done_by = row.text("done_by");
    if (!is_id(done_by))
        return fail({ 422, row.find("done_by") ? "field.not_an_id" : "field.missing", "done_by" });
    auto const& group_id = context.in_path("group_id");
    if (people::group_on(context.session(), context.programme_id(), done_by, conversation.held_on) != group_id)
        return fail({ 422, "people.no_role_on_day", "done_by", { { "day", conversation.held_on } } });
    conversation.group_id = group_id;
    conversation.done_by = done_by;
    conversation.item_id = conversation.id;
    return conversation;
}

static Result<Reply> record_sheet(Context& context)
{
    auto const* rows = context.body["items"].as_array();
    if (!rows)
        return fail(within("items", detail::wrong_type("list")));
    if (rows->size() > 500)
        return fail({ 422, "field.too_long", "items", { { "most", "500" } } });
    auto vocabulary = programme::vocabulary_of(context.session(), context.programme_id(), context.in_path("group_id"));
    std::int64_t stored = 0;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        auto conversation = read_new_row(context, vocabulary, (*rows)[i]);
        if (!conversation)
            return fail(within("items[" + std::to_string(i) + "]", std::move(conversation).error()));
        auto existing = store::find(context.session(), context.programme_id(), conversation->id);
        if (existing && existing->recorded_by != context.actor.person_id)
            return fail({ 409, "record.exists", "items[" + std::to_string(i) + "].id" });
        sync::Whose whose { context.programme_id(), synced_as, conversation->id, *conversation->done_by };
        if (!existing && sync::waits_for_another(context.session(), whose))
            return fail({ 409, "record.exists", "items[" + std::to_string(i) + "].id" });
        // A repeated save is harmless, also after it was removed (law 4).
        if (!existing && !sync::is_buried(context.session(), context.services.vault, whose))
            TRY(save(context.session(), context.journal(), std::move(*conversation)));
        ++stored;
    }
    return Reply { 200, Json::object({ { "stored", stored } }) };
}

static Result<Conversation> recorded_by_me(Context& context)
{
    auto existing = store::find(context.session(), context.programme_id(), context.in_path("id"));
    if (!existing || existing->group_id != context.in_path("group_id"))
        return fail(not_found());
    if (existing->recorded_by != context.actor.person_id)
        return fail({ 403, "outreach.not_yours" });
    if (days_between(existing->saved_on, context.today()) > editable_days)
        return fail({ 409, "outreach.too_late_to_change", "", { { "days", written(editable_days) } } });
    return *existing;
}

static Result<Reply> correct(Context& context)
{
    auto existing = TRY(recorded_by_me(context));
    auto vocabulary = programme::vocabulary_of(context.session(), context.programme_id(), existing.group_id);
    auto conversation = TRY(read_row(context, vocabulary, context.body, existing.id, late_days));
    conversation.revision = existing.revision + 1;
    conversation.item_id = new_day_id(context.today());
    TRY(save(context.session(), context.journal(), std::move(conversation)));
    return Reply { 200, as_json(*store::find(context.session(), context.programme_id(), existing.id)) };
}

static Result<Reply> remove_recorded(Context& context)
{
    auto existing = TRY(recorded_by_me(context));
    TRY(discard(context.session(), context.journal(), existing));
    auto const author = existing.done_by.value_or("");
    TRY(sync::bury(context.session(), context.services.vault, { context.programme_id(), synced_as, existing.id, author }, context.journal().today()));
    return Reply { 200, Json(Json::Object()) };
}

} // namespace bydel::outreach
