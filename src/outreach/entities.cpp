// SPDX-License-Identifier: AGPL-3.0-or-later
// How phones sync conversations.
#include "outreach/outreach.h"
#include "outreach/rules.h"
#include "outreach/save.h"
#include "outreach/store.h"

namespace bydel::outreach {

static std::optional<sync::Stored> find_stored(db::Session& session, std::string const& programme_id, std::string const& id)
{
    auto found = store::find(session, programme_id, id);
    return found ? std::optional(sync::Stored { { found->revision, found->item_id }, found->done_by }) : std::nullopt;
}

static sync::Oddity oddity(sync::Storing const& storing, std::string reason, std::string field, std::string group_id)
{
    if (group_id.empty())
        group_id = people::latest_group(storing.session, storing.author.programme_id, storing.author.person_id);
    return { std::move(reason), std::move(field), std::move(group_id) };
}

/// The group that an accepted conversation counts in: the one stamped before, else hers on the day it was held, else where it waited.
static std::string group_for(sync::Storing const& storing, std::optional<Conversation> const& existing, std::string const& held_on)
{
    if (existing)
        return existing->group_id;
    return people::group_on(storing.session, storing.author.programme_id, storing.author.person_id, held_on).value_or(storing.quarantined_group);
}

static Conversation stamp(sync::Storing const& storing, Conversation conversation)
{
    conversation.done_by = storing.author.person_id.empty() ? std::nullopt : std::optional(storing.author.person_id);
    conversation.saved_on = storing.item.saved_on;
    conversation.revision = storing.item.revision;
    conversation.item_id = storing.item.item_id;
    return conversation;
}

static Result<std::optional<sync::Oddity>> store_accepted(sync::Storing const& storing, std::optional<Conversation> const& existing)
{
    auto const& item = storing.item;
    auto vocabulary = programme::vocabulary_of(storing.session, storing.author.programme_id, storing.quarantined_group);
    auto conversation = made_storable(item.record, item.id, vocabulary, storing.journal.utc_day());
    if (!storing.chosen_day.empty())
        conversation.held_on = storing.chosen_day;
    conversation.group_id = group_for(storing, existing, conversation.held_on);
    TRY(save(storing.session, storing.journal, stamp(storing, std::move(conversation))));
    return std::nullopt;
}

/// Reads what counts by itself, with the group of the day it was held; or says why a person must look. It asks the item and her roles only,
/// never what is stored, so that the order in which items come does not matter (law 3). `looks` is whose coordinator looks, if that is known.
static tl::expected<Conversation, sync::Oddity> judge(sync::Storing const& storing, std::string const& looks)
{
    auto const& item = storing.item;
    auto read = read_conversation(item.record, item.id);
    if (!read)
        return tl::unexpected(oddity(storing, read.error().reason, read.error().field, looks));
    read->group_id = people::group_on(storing.session, storing.author.programme_id, storing.author.person_id, read->held_on).value_or("");
    auto const& group_id = looks.empty() ? read->group_id : looks;
    if (sync::clock_was_wrong(item, storing.enrolled_on, storing.journal.utc_day()))
        return tl::unexpected(oddity(storing, "wrong_clock", "held_on", group_id));
    if (item.revision > 1 && days_between(first_saved_on(item.id, item.saved_on), item.saved_on) > editable_days)
        return tl::unexpected(oddity(storing, "late_edit", "held_on", group_id));
    auto vocabulary = programme::vocabulary_of(storing.session, storing.author.programme_id, read->group_id);
    if (auto fault = find_fault(*read, { vocabulary, storing.journal.utc_day(), item.saved_on }))
        return tl::unexpected(oddity(storing, fault->reason, fault->field, group_id));
    if (read->group_id.empty())
        return tl::unexpected(oddity(storing, "no_role", "held_on", looks));
    return *read;
}

static Result<std::optional<sync::Oddity>> store_item(sync::Storing const& storing)
{
    auto const& item = storing.item;
    auto existing = store::find(storing.session, storing.author.programme_id, item.id);
    if (existing && existing->done_by != storing.author.person_id)
        return oddity(storing, "not_yours", "id", existing->group_id);
    if (storing.judgement == sync::Judgement::accepted_by_person)
        return store_accepted(storing, existing);
    auto judged = judge(storing, existing ? existing->group_id : "");
    if (!judged)
        return judged.error();
    TRY(save(storing.session, storing.journal, stamp(storing, std::move(*judged))));
    return std::nullopt;
}

/// The group is stamped by the first save, also where a later one was quicker: a phone sends what it saved on one day in any order.
static Done stamp_group_of_earlier(sync::Storing const& storing)
{
    auto const& item = storing.item;
    auto const& programme_id = storing.author.programme_id;
    auto existing = store::find(storing.session, programme_id, item.id);
    if (!existing || existing->done_by != storing.author.person_id)
        return {};
    if (storing.journal.lowest_revision(storing.session, "person:" + *existing->done_by, "conversation", item.id) <= item.revision)
        return {};
    auto judged = judge(storing, existing->group_id);
    if (!judged)
        return {};
    auto stamped = *existing;
    stamped.group_id = judged->group_id;
    stamped.group_day = judged->held_on;
    if (stamped.group_id != existing->group_id)
        stamped.author_mark = mark_for(storing.session, programme_id, stamped);
    TRY(store::update(storing.session, programme_id, stamped));
    auto cells = cells_of(*existing, stamped);
    stamped.revision = item.revision; // the entry tells which save stamped it
    write_journal(storing.journal, stamped, journal::Operation::put, cells);
    return {};
}

static Result<std::optional<sync::Oddity>> remove_item(sync::Storing const& storing)
{
    auto existing = store::find(storing.session, storing.author.programme_id, storing.item.id);
    if (!existing)
        return std::nullopt;
    if (existing->done_by != storing.author.person_id)
        return oddity(storing, "not_yours", "id", existing->group_id);
    TRY(discard(storing.session, storing.journal, *existing));
    return std::nullopt;
}

static std::vector<sync::Record> read_conversations(sync::Reading const& reading)
{
    if (reading.scope != "person:" + reading.person_id)
        return {};
    std::vector<sync::Record> records;
    auto add = [&](Conversation const& conversation) {
        auto record = to_json(conversation);
        record.set("done_by_me", conversation.done_by == reading.person_id);
        record.set("recorded_by_me", conversation.recorded_by == reading.person_id);
        record.set("state", "stored");
        records.push_back({ conversation.id, conversation.revision, std::move(record) });
    };
    auto from = add_months(month_of(reading.today), -unlinked_after_months) + "-01";
    if (!reading.ids) {
        for (auto const& conversation : store::of_person(reading.session, reading.programme_id, reading.person_id, from))
            add(conversation);
        return records;
    }
    for (auto const& id : *reading.ids) {
        auto found = store::find(reading.session, reading.programme_id, id);
        if (found && found->done_by == reading.person_id && found->held_on >= from)
            add(*found);
    }
    return records;
}

/// What was stamped in the last thirty days by a role that turned out wrong gets the group that the right roles give. Where they give none it
/// goes on counting where it counted: no correction of a person's days takes anything out of the numbers (docs/decisions/0006).
static Done follow_correction(db::Session& session, journal::Journal& journal, sync::Correction const& correction)
{
    auto const& programme_id = journal.programme_id();
    auto since = add_days(journal.utc_day(), -editable_days);
    for (auto const& before : store::stamped_since(session, programme_id, correction.person_id, since)) {
        auto group_id = people::group_on(session, programme_id, correction.person_id, before.group_day);
        if (!correction.covers(before.group_day) || !group_id || *group_id == before.group_id)
            continue;
        auto after = before;
        after.group_id = *group_id;
        after.author_mark = mark_for(session, programme_id, after);
        TRY(store::update(session, programme_id, after));
        write_journal(journal, after, journal::Operation::put, cells_of(before, after));
    }
    return {};
}

static Json kept(Conversation const& conversation)
{
    auto json = to_json(conversation);
    json.set("group_day", conversation.group_day);
    json.set("author_mark", conversation.author_mark);
    json.set("item_id", conversation.item_id);
    return json;
}

static std::optional<Json> keep(db::Session& session, std::string const& programme_id, std::string const& id)
{
    auto found = store::find(session, programme_id, id);
    return found ? std::optional(kept(*found)) : std::nullopt;
}

/// The group is the one that the earliest save stamped, which the record has heard of by now.
static std::optional<Json> keep_earlier(sync::Storing const& storing, std::optional<Json> const& replaced)
{
    auto const& programme_id = storing.author.programme_id;
    auto existing = store::find(storing.session, programme_id, storing.item.id);
    if (!existing || existing->done_by != storing.author.person_id)
        return replaced;
    auto before = replaced ? from_json<Conversation>(*replaced) : Result<Conversation>(Conversation {});
    auto judged = judge(storing, existing->group_id);
    bool newer
        = judged && (!replaced || !before || sync::Stamp { before->revision, before->item_id } < sync::Stamp { storing.item.revision, storing.item.item_id });
    if (!newer && !replaced)
        return std::nullopt;
    auto conversation = newer ? stamp(storing, *judged) : *before;
    conversation.group_id = existing->group_id;
    conversation.group_day = existing->group_day;
    hide_worry(conversation);
    conversation.author_mark = mark_for(storing.session, programme_id, conversation);
    return kept(conversation);
}

/// Whose it is stays as it is today, and so does its group: she may have been erased, or unlinked, or her roles corrected, since.
static Done take_back(db::Session& session, journal::Journal& journal, std::string const& id, std::optional<Json> const& replaced)
{
    auto accepted = store::find(session, journal.programme_id(), id);
    if (!accepted)
        return {};
    if (!replaced)
        return discard(session, journal, *accepted);
    auto before = TRY(from_json<Conversation>(*replaced));
    before.done_by = accepted->done_by;
    before.recorded_by = accepted->recorded_by;
    if (before.group_id != accepted->group_id) {
        before.group_id = accepted->group_id;
        before.author_mark = mark_for(session, journal.programme_id(), before);
    }
    before.group_day = accepted->group_day;
    TRY(store::update(session, journal.programme_id(), before));
    write_journal(journal, before, journal::Operation::put, cells_of(*accepted, before));
    return {};
}

sync::Entity entity()
{
    return { "conversation", read_conversations, find_stored, store_item, remove_item, stamp_group_of_earlier, follow_correction,
        { "held_on", editable_days, late_days }, keep, keep_earlier, take_back };
}

} // namespace bydel::outreach
