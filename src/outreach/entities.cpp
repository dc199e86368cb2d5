// SPDX-License-Identifier: AGPL-3.0-or-later
// How phones sync conversations: the mark of their author, the tallies they count in.
#include "outreach/entities.h"
#include "base/text.h"
#include "outreach/measures.h"
#include "outreach/rules.h"
#include "outreach/store.h"

namespace bydel::outreach {

static measure::Change count(Conversation const& conversation) { return { cell_of(conversation), counted(conversation) }; }

static tl::expected<Conversation, Fault> read(sync::Storing const& storing) { return read_conversation(storing.item.record, storing.item.id); }

static std::optional<Fault> find_odd(sync::Storing const& storing, Conversation const& conversation)
{
    auto const& item = storing.item;
    if (item.revision > 1 && days_between(first_saved_on(item.id, item.saved_on), item.saved_on) > editable_days)
        return Fault { "late_edit", "held_on" };
    auto vocabulary = programme::vocabulary_of(storing.session, storing.author.programme_id, conversation.group_id);
    return find_fault(conversation, { *vocabulary, storing.journal.today(), item.saved_on });
}

static Conversation read_accepted(sync::Storing const& storing)
{
    auto vocabulary = programme::vocabulary_of(storing.session, storing.author.programme_id, storing.quarantined_group);
    return made_storable(storing.item.record, storing.item.id, *vocabulary, storing.journal.today());
}

/// The mark of its author in its group and year: the one that her others have, else a new one.
static std::string mark_for(db::Session& session, std::string const& programme_id, Conversation const& conversation)
{
    if (conversation.done_by) {
        auto year = conversation.held_on.substr(0, 4);
        if (auto mark = store::author_mark(session, programme_id, *conversation.done_by, conversation.group_id, year))
            return *mark;
    }
    return auth::new_token().substr(0, 16);
}

static void hide_worry_and_mark(db::Session& session, std::string const& programme_id, Conversation const* was, Conversation& after)
{
    hide_worry(after);
    bool same = was && was->group_id == after.group_id && was->held_on.substr(0, 4) == after.held_on.substr(0, 4);
    after.author_mark = same ? was->author_mark : mark_for(session, programme_id, after);
}

/// Older months have been looked at and told to others (docs/decisions/0006).
static bool stays(Conversation const& conversation, std::string const& today) { return conversation.group_day < add_days(today, -editable_days); }

static void tell(Conversation const& conversation, std::string const& person_id, Json& record)
{
    record.set("done_by_me", conversation.done_by == person_id);
    record.set("recorded_by_me", conversation.recorded_by == person_id);
    record.set("state", "stored");
}

sync::Authored<Conversation> const& conversations()
{
    static sync::Authored<Conversation> const all {
        .name = "conversation",
        .author = &Conversation::done_by,
        .day = &Conversation::held_on,
        .dated = { "held_on", editable_days, late_days },
        .rows = { store::find, store::insert, store::update, store::remove, store::of_person },
        .read = read,
        .read_accepted = read_accepted,
        .find_fault = find_odd,
        .finish = hide_worry_and_mark,
        .stays = stays,
        .counted = count,
        .tell = tell,
        .months_sent = unlinked_after_months,
    };
    return all;
}

Done add_conversation(db::Session& session, journal::Journal& journal, Conversation const& conversation)
{
    return conversations().save(session, journal, conversation);
}

Result<std::int64_t> unlink_old(db::Session& session, journal::Journal& journal, std::string const& today)
{
    auto day = add_months(month_of(today), -unlinked_after_months) + today.substr(7);
    if (!is_day(day))
        day = last_day_of(day.substr(0, 7));
    auto old = store::linked_before(session, journal.programme_id(), day);
    for (auto const& conversation : old) {
        TRY(store::unlink(session, journal.programme_id(), conversation.id));
        conversations().add_entry(journal, conversation, journal::Operation::unlink);
    }
    return static_cast<std::int64_t>(old.size());
}

} // namespace bydel::outreach
