// SPDX-License-Identifier: AGPL-3.0-or-later
// Storing conversations: the stamp of the group, the author's mark, the journal entry with the tallies it touches.
#include "outreach/save.h"
#include "base/text.h"
#include "outreach/measures.h"
#include "outreach/outreach.h"
#include "outreach/rules.h"
#include "outreach/store.h"
#include <algorithm>

namespace bydel::outreach {

static std::string cell_text(Conversation const& conversation) { return measure::to_text(cell_of(conversation)); }

std::string cells_of(Conversation const& before, Conversation const& after)
{
    return cell_of(before) == cell_of(after) ? cell_text(before) : cell_text(before) + " " + cell_text(after);
}

void write_journal(journal::Journal& journal, Conversation const& conversation, journal::Operation operation, std::string cells)
{
    auto scope = conversation.done_by ? "person:" + *conversation.done_by : std::string("none");
    journal.add({ scope, "conversation", conversation.id, conversation.revision, operation, std::move(cells) });
}

std::string mark_for(db::Session& session, std::string const& programme_id, Conversation const& conversation)
{
    if (conversation.done_by) {
        auto year = conversation.held_on.substr(0, 4);
        if (auto mark = store::author_mark(session, programme_id, *conversation.done_by, conversation.group_id, year))
            return *mark;
    }
    return auth::new_token().substr(0, 16);
}

Done save(db::Session& session, journal::Journal& journal, Conversation conversation)
{
    auto const& programme_id = journal.programme_id();
    hide_worry(conversation);
    auto existing = store::find(session, programme_id, conversation.id);
    if (!existing) {
        conversation.author_mark = mark_for(session, programme_id, conversation);
        conversation.group_day = conversation.held_on;
        TRY(store::insert(session, programme_id, conversation));
        write_journal(journal, conversation, journal::Operation::put, cell_text(conversation));
        return {};
    }
    conversation.group_id = existing->group_id; // stamped once (law 9)
    conversation.group_day = existing->group_day;
    conversation.done_by = existing->done_by;
    conversation.recorded_by = existing->recorded_by;
    bool same_year = existing->held_on.substr(0, 4) == conversation.held_on.substr(0, 4);
    conversation.author_mark = same_year ? existing->author_mark : mark_for(session, programme_id, conversation);
    TRY(store::update(session, programme_id, conversation));
    write_journal(journal, conversation, journal::Operation::put, cells_of(*existing, conversation));
    return {};
}

Done discard(db::Session& session, journal::Journal& journal, Conversation const& existing)
{
    TRY(store::remove(session, journal.programme_id(), existing.id));
    write_journal(journal, existing, journal::Operation::remove, cell_text(existing));
    return {};
}

Done add_conversation(db::Session& session, journal::Journal& journal, Conversation conversation) { return save(session, journal, std::move(conversation)); }

Result<std::int64_t> unlink_old(db::Session& session, journal::Journal& journal, std::string const& today)
{
    auto day = add_months(month_of(today), -unlinked_after_months) + today.substr(7);
    if (!is_day(day))
        day = last_day_of(day.substr(0, 7));
    auto old = store::linked_before(session, journal.programme_id(), day);
    for (auto const& conversation : old) {
        TRY(store::unlink(session, journal.programme_id(), conversation.id));
        write_journal(journal, conversation, journal::Operation::unlink, "");
    }
    return static_cast<std::int64_t>(old.size());
}

} // namespace bydel::outreach
