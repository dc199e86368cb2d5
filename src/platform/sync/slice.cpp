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

/// Of every slice: what its tables keep for a time.
static Result<std::int64_t> drop_old(http::Services& services, std::string const& programme_id, std::string const& today)
{
    return services.database.write([&](db::Session& session) -> Result<std::int64_t> {
        std::int64_t dropped = 0;
        for (auto slice = services.slices->all().rbegin(); slice != services.slices->all().rend(); ++slice)
            dropped += TRY(db::drop_old_rows(session, slice->tables, programme_id, today));
        return dropped;
    });
}

static std::vector<db::Table> tables()
{
    using enum db::Erasing;
    using enum db::Door;
    using enum db::About;
    return {
        { "programme", "", { { "programme_id name country currency time_zone languages kind created_at" } }, { tenant::kinds } },
        { "journal_head", "", { { "last_sequence", stays } } },
        { "journal_reader", "reader", { { "reader sequence", stays } } },
        { "journal", "sequence",
            { { "sequence", stays }, { "scope entity_id", stays, member, "delivery", by_its_own }, { "entity revision operation occurred_on cells", stays },
                { "actor_id", stays, member, "accountability", emptied } },
            { { "operation", "put delete enter leave unlink" } } },
        { "count_change", "sequence", { { "sequence changes", stays } } },
        { "read_audit", "id", { { "id verb group_id read_at" }, { "actor_id", leaves, coordinator, "accountability", unnamed } }, {},
            db::Retention { "read_at", 0, 24 } },
        // Whose deletion it was is told by a keyed hash that her id and the record's make.
        { "tombstone", "entity entity_id owner", { { "entity entity_id owner deleted_on", stays } }, {}, db::Retention { "deleted_on", 0, 13 } },
        // The payload stays encrypted. Whose it is stays here, as the author of a conversation does.
        { "quarantine", "entity entity_id owner",
            { { "entity entity_id group_id revision reason field received_on state decided_on" },
                { "payload", leaves, mother, "delivery", nothing, "quarantine/{entity}/{entity_id}" }, { "owner", secret, mother, "delivery", by_its_own },
                { "person_id", stays, mother, "delivery", by_its_own }, { "item_id", stays }, { "decided_by", stays, coordinator, "accountability", emptied } },
            { { "state", "waiting set_aside" } } },
        { "quarantine_accepted", "entity entity_id",
            { { "entity entity_id group_id revision item_id reason field received_on decided_on", stays }, { "person_id", stays, mother, "delivery", emptied },
                { "payload replaced", stays, mother, "delivery", nothing, "quarantine/{entity}/{entity_id}" },
                { "decided_by", stays, coordinator, "accountability", emptied } },
            {}, db::Retention { "decided_on", take_back_days } },
    };
}

Slice slice()
{
    return {
        .name = "sync",
        .routes = routes(),
        .tables = tables(),
        .purposes = { { "delivery", "To lose nothing that a phone sends and to count nothing twice.", Basis::legitimate_interest,
                          "An odd note, sealed, until a person takes it in and thirty days more; one that is set aside stays, without her once she is erased. That something was deleted, thirteen months." },
            { "accountability", "To be able to say who changed, decided or looked at what.", Basis::legitimate_interest,
                "Who looked at what for twenty-four months; who changed something until she is erased." } },
        .grants = { // all that sending needs is what a locked phone may: whatever else a phone may asks for a PIN
            { "sync.push", "phone locked_phone" }, { "sync.pull", "phone" }, { "sync.leave", "phone" }, { "sync.quarantine.read", "coordinator" },
            { "sync.quarantine.decide", "coordinator" }, { "sync.import", "coordinator" } },
        .jobs = { { "sync.drop_old", jobs::Job::When::daily, 3, drop_old } },
        .notices = { { "sync.quarantined", "sync.quarantine.read", Notice::Told::in_month, by_group<count_waiting> } },
        .forget = forget,
    };
}

} // namespace bydel::sync
