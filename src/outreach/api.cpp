// SPDX-License-Identifier: AGPL-3.0-or-later
// The coordinator records for a mother without a phone, one conversation or a paper sheet of many, and corrects what she herself recorded.
#include "base/id.h"
#include "base/text.h"
#include "outreach/entities.h"
#include "outreach/rules.h"
#include "outreach/store.h"
#include "outreach/wire.h"
#include <set>

namespace bydel::outreach {

using http::Context;
using http::Method;
using http::Nothing;
using http::Query;
using http::Uses;

static Result<RecordingRules> tell_rules(Context&);
static Result<OwnRecordings> list_recorded(Context&, Query<DaysAsked> const&);
static Result<SheetStored> record_sheet(Context&, Sheet const&);
static Result<OwnRecording> correct(Context&, http::Body<SheetRow> const&);
static Result<Nothing> remove_recorded(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,    "/api/groups/{group_id}/recording_rules",    http::in_group("outreach.conversation.record"), http::by<tell_rules>(),      "What I may record: today, how far back, how many", Uses::reads },
        { get,    "/api/groups/{group_id}/conversations",      http::in_group("outreach.conversation.record"), http::by<list_recorded>(),   "What I recorded myself in the last 30 days", Uses::reads },
        { post,   "/api/groups/{group_id}/conversations",      http::in_group("outreach.conversation.record"), http::by<record_sheet>(),    "Record a sheet; all or nothing",             Uses::writes },
        { put,    "/api/groups/{group_id}/conversations/{id}", http::in_group("outreach.conversation.record"), http::by<correct>(),         "Correct what I recorded",                    Uses::writes },
        { remove, "/api/groups/{group_id}/conversations/{id}", http::in_group("outreach.conversation.record"), http::by<remove_recorded>(), "Remove what I recorded",                     Uses::writes },
    };
    // clang-format on
}

static Result<RecordingRules> tell_rules(Context& context) { return RecordingRules { context.today() }; }

/// What may still be corrected, whenever it was held; `from` and `to` are of the day it was held.
static Result<OwnRecordings> list_recorded(Context& context, Query<DaysAsked> const& asked)
{
    auto const today = context.today();
    store::Recorded wanted { context.in_path("group_id"), context.actor.person_id, asked.from.value_or(add_days(today, -late_days - editable_days)),
        asked.to.value_or(add_days(today, 1)), add_days(today, -editable_days) };
    OwnRecordings all;
    for (auto const& conversation : store::recorded_by(context.session(), context.programme_id(), wanted))
        all.conversations.push_back({ conversation });
    return all;
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

static Result<SheetStored> record_sheet(Context& context, Sheet const& sheet)
{
    auto vocabulary = programme::vocabulary_of(context.session(), context.programme_id(), context.in_path("group_id"));
    std::int64_t stored = 0;
    for (std::size_t i = 0; i < sheet.items.size(); ++i) {
        auto conversation = read_new_row(context, *vocabulary, sheet.items[i].json);
        if (!conversation)
            return fail(within("items[" + std::to_string(i) + "]", std::move(conversation).error()));
        auto existing = store::find(context.session(), context.programme_id(), conversation->id);
        if (existing && existing->recorded_by != context.actor.person_id)
            return fail({ 409, "record.exists", "items[" + std::to_string(i) + "].id" });
        sync::Whose whose { context.programme_id(), conversations().name, conversation->id, *conversation->done_by };
        if (!existing && sync::waits_for_another(context.session(), whose))
            return fail({ 409, "record.exists", "items[" + std::to_string(i) + "].id" });
        // A repeated save is harmless, also after it was removed (law 4).
        if (!existing && !sync::is_buried(context.session(), context.services.vault, whose))
            TRY(conversations().save(context.session(), context.journal(), *conversation));
        ++stored;
    }
    return SheetStored { stored };
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

static Result<OwnRecording> correct(Context& context, http::Body<SheetRow> const& sent)
{
    auto existing = TRY(recorded_by_me(context));
    auto vocabulary = programme::vocabulary_of(context.session(), context.programme_id(), existing.group_id);
    auto conversation = TRY(read_row(context, *vocabulary, sent.json, existing.id, late_days));
    conversation.revision = existing.revision + 1;
    conversation.item_id = new_day_id(context.today());
    TRY(conversations().save(context.session(), context.journal(), conversation));
    return OwnRecording { *store::find(context.session(), context.programme_id(), existing.id) };
}

static Result<Nothing> remove_recorded(Context& context)
{
    auto existing = TRY(recorded_by_me(context));
    TRY(conversations().remove(context.session(), context.journal(), existing));
    auto const author = existing.done_by.value_or("");
    TRY(sync::bury(
        context.session(), context.services.vault, { context.programme_id(), conversations().name, existing.id, author }, context.journal().today()));
    return Nothing {};
}

} // namespace bydel::outreach
