// SPDX-License-Identifier: AGPL-3.0-or-later
// What sync and the journal under it are to the rest of the product.
#include "platform/slice/slice.h"
#include "platform/sync/quarantine.h"

namespace bydel::sync {

static Done forget(db::Session& session, journal::Journal& journal, std::string const& person_id)
{
    TRY(forget_quarantine_of(session, journal.programme_id(), person_id));
    return journal::forget_person(session, journal.programme_id(), person_id);
}

static Done drop_old(http::Services& services, std::string const& programme_id, std::string const& today)
{
    return services.database.write([&](db::Session& session) -> Done {
        TRY(drop_old_accepted(session, programme_id, today));
        return drop_old_tombstones(session, programme_id, today);
    });
}

static std::vector<db::Table> tables()
{
    using enum db::Erasing;
    return {
        { "programme", "", "programme_id name country currency time_zone languages kind created_at", "", {}, { tenant::kinds } },
        { "journal_head", "", "", "last_sequence" },
        { "journal_reader", "reader", "", "reader sequence" },
        { "journal", "sequence", "", "sequence scope entity entity_id revision operation actor_id occurred_on cells",
            { { "actor_id", emptied }, { "scope", by_its_own }, { "entity_id", by_its_own } }, { { "operation", "put delete enter leave unlink" } } },
        { "read_audit", "id", "id actor_id verb group_id read_at", "", { { "actor_id", unnamed } } },
        { "tombstone", "entity entity_id owner", "", "entity entity_id owner deleted_on" },
        // The payload stays encrypted. Whose it is stays here, as the author of a conversation does.
        { "quarantine", "entity entity_id owner", "entity entity_id group_id revision reason field payload received_on state decided_on",
            "owner person_id item_id decided_by", { { "owner", by_its_own }, { "person_id", by_its_own }, { "decided_by", emptied } },
            { { "state", "waiting set_aside" } } },
        { "quarantine_accepted", "entity entity_id", "",
            "entity entity_id group_id person_id revision item_id reason field payload received_on replaced decided_by decided_on",
            { { "person_id", emptied }, { "decided_by", emptied } } },
    };
}

Slice slice()
{
    return {
        .name = "sync",
        .routes = routes(),
        .tables = tables(),
        .grants = { // all that sending needs is what a locked phone may: whatever else is granted to a mother asks for her PIN
            { "sync.push", "mother locked_phone" }, { "sync.pull", "mother" }, { "sync.leave", "mother" }, { "sync.quarantine.read", "coordinator" },
            { "sync.quarantine.decide", "coordinator" }, { "sync.import", "coordinator" } },
        .duties = { { "drop what is remembered for a time", Duty::When::daily, drop_old } },
        .notices = { { "sync.quarantined", "sync.quarantine.read", Notice::Told::in_month, by_group<count_waiting> } },
        .forget = forget,
    };
}

} // namespace bydel::sync
