// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sync/quarantine.h"
#include "platform/auth/secrets.h"

namespace bydel::sync {

std::string payload_context(std::string const& programme_id, std::string const& entity, std::string const& id)
{
    return programme_id + "/quarantine/" + entity + "/" + id;
}

Quarantined quarantined_under(db::Session& session, Whose const& whose)
{
    Quarantined waiting;
    for (auto const& row : session.query("SELECT owner, revision, item_id, reason FROM quarantine WHERE programme_id = $1 AND entity = $2 AND entity_id = $3",
             whose.programme_id, whose.entity, whose.id)) {
        if (row.text(0) == whose.person_id)
            waiting.hers = { row.integer(1), row.text(2) };
        else
            waiting.anothers = waiting.anothers || row.text(3) != "not_yours";
    }
    return waiting;
}

bool waits_for_another(db::Session& session, Whose const& whose) { return quarantined_under(session, whose).anothers; }

static Json payload_of(Item const& item) { return Json::object({ { "device_id", item.device_id }, { "saved_on", item.saved_on }, { "record", item.record } }); }

Done quarantine(http::Services& services, Storing const& storing, Oddity const& oddity)
{
    auto const& item = storing.item;
    auto const& programme_id = storing.author.programme_id;
    auto sealed = services.vault.seal(payload_of(item).dump(), payload_context(programme_id, item.entity, item.id));
    TRY(leave_quarantine(storing.session, { programme_id, item.entity, item.id, storing.author.person_id }));
    TRY(put_in_quarantine(storing.session, programme_id,
        { item.entity, item.id, oddity.group_id, storing.author.person_id, item.revision, item.item_id, oddity.reason, oddity.field, sealed,
            storing.journal.today(), "waiting", std::nullopt, std::nullopt, storing.author.person_id }));
    storing.journal.add({ "person:" + storing.author.person_id, item.entity, item.id, item.revision, journal::Operation::put });
    return {};
}

Done leave_quarantine(db::Session& session, Whose const& whose)
{
    TRY(session.execute("DELETE FROM quarantine WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 AND owner = $4", whose.programme_id, whose.entity,
        whose.id, whose.person_id));
    return {};
}

/// The columns of `Kept`, in its order. An accepted one keeps no owner beside its person.
static std::string const select_waiting
    = "SELECT entity, entity_id, group_id, person_id, revision, item_id, reason, field, payload, received_on, state, decided_on, NULL, owner FROM quarantine ";
static std::string const select_accepted
    = "SELECT entity, entity_id, group_id, person_id, revision, item_id, reason, field, payload, received_on, 'accepted', decided_on, replaced, "
      "COALESCE(person_id, item_id) FROM quarantine_accepted ";

static Kept read_kept(db::Row const& row)
{
    return { row.text(0), row.text(1), row.text(2), row.maybe_text(3), row.integer(4), row.text(5), row.text(6), row.text(7), row.text(8), row.text(9),
        row.text(10), row.maybe_text(11), row.maybe_text(12), row.text(13) };
}

static std::vector<Kept> read_all(std::vector<db::Row> const& rows)
{
    std::vector<Kept> all;
    for (auto const& row : rows)
        all.push_back(read_kept(row));
    return all;
}

std::vector<Kept> quarantined_in_group(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return read_all(
        session.query(select_waiting + "WHERE programme_id = $1 AND group_id = $2 ORDER BY state DESC, received_on, entity_id", programme_id, group_id));
}

std::vector<Kept> waiting_for_role(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    return read_all(session.query(
        select_waiting + "WHERE programme_id = $1 AND person_id = $2 AND reason = 'no_role' AND state = 'waiting' ORDER BY item_id", programme_id, person_id));
}

std::vector<Kept> accepted_in_group(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& from)
{
    return read_all(session.query(
        select_accepted + "WHERE programme_id = $1 AND group_id = $2 AND decided_on >= $3 ORDER BY decided_on, entity_id", programme_id, group_id, from));
}

std::vector<Kept> find_quarantined(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id)
{
    return read_all(
        session.query(select_waiting + "WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 ORDER BY reason = 'not_yours', received_on, owner",
            programme_id, entity, id));
}

std::optional<Kept> find_accepted(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id)
{
    auto row = session.query_one(select_accepted + "WHERE programme_id = $1 AND entity = $2 AND entity_id = $3", programme_id, entity, id);
    return row ? std::optional(read_kept(*row)) : std::nullopt;
}

Done put_in_quarantine(db::Session& session, std::string const& programme_id, Kept const& kept)
{
    TRY(session.execute(
        "INSERT INTO quarantine (programme_id, entity, entity_id, owner, group_id, person_id, revision, item_id, reason, field, payload, received_on, state) "
        "VALUES ($1, $2, $3, $12, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting')",
        programme_id, kept.entity, kept.id, kept.group_id, kept.person_id, kept.revision, kept.item_id, kept.reason, kept.field, kept.payload, kept.received_on,
        kept.owner));
    return {};
}

Done set_aside(db::Session& session, std::string const& programme_id, Kept const& kept, std::string const& decided_by, std::string const& decided_on)
{
    TRY(session.execute("UPDATE quarantine SET state = 'set_aside', decided_by = $4, decided_on = $5 "
                        "WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 AND owner = $6",
        programme_id, kept.entity, kept.id, decided_by, decided_on, kept.owner));
    return {};
}

Done remember_accepted(db::Session& session, std::string const& programme_id, Kept const& kept, std::string const& decided_by, std::string const& decided_on)
{
    TRY(forget_accepted(session, programme_id, kept.entity, kept.id));
    TRY(session.execute("INSERT INTO quarantine_accepted (programme_id, entity, entity_id, group_id, person_id, revision, item_id, reason, field, payload, "
                        "received_on, replaced, decided_by, decided_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        programme_id, kept.entity, kept.id, kept.group_id, kept.person_id, kept.revision, kept.item_id, kept.reason, kept.field, kept.payload, kept.received_on,
        kept.replaced, decided_by, decided_on));
    return {};
}

Done replace_replaced(db::Session& session, std::string const& programme_id, Kept const& kept, std::string const& sealed)
{
    TRY(session.execute(
        "UPDATE quarantine_accepted SET replaced = $4 WHERE programme_id = $1 AND entity = $2 AND entity_id = $3", programme_id, kept.entity, kept.id, sealed));
    return {};
}

Done forget_accepted_of(db::Session& session, Whose const& whose)
{
    TRY(session.execute("DELETE FROM quarantine_accepted WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 AND person_id = $4", whose.programme_id,
        whose.entity, whose.id, whose.person_id));
    return {};
}

Done forget_accepted(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id)
{
    TRY(session.execute("DELETE FROM quarantine_accepted WHERE programme_id = $1 AND entity = $2 AND entity_id = $3", programme_id, entity, id));
    return {};
}

Result<Item> open_kept(auth::Vault const& vault, std::string const& programme_id, Kept const& kept)
{
    auto payload = TRY(parse_json(TRY(vault.open_field(kept.payload, payload_context(programme_id, kept.entity, kept.id)))));
    return Item { kept.item_id, payload.text("device_id"), kept.entity, "put", kept.id, kept.revision, payload.text("saved_on"), payload["record"] };
}

std::int64_t count_waiting(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return session.query_one("SELECT COUNT(*) FROM quarantine WHERE programme_id = $1 AND group_id = $2 AND state = 'waiting'", programme_id, group_id)
        ->integer(0);
}

std::vector<std::pair<std::string, Record>> quarantined_of_person(Reading const& reading)
{
    std::vector<std::pair<std::string, Record>> records;
    for (auto const& row :
        reading.session.query("SELECT entity, entity_id, revision, payload FROM quarantine WHERE programme_id = $1 AND person_id = $2 ORDER BY entity_id",
            reading.programme_id, reading.person_id)) {
        auto opened = reading.services.vault.open_field(row.text(3), payload_context(reading.programme_id, row.text(0), row.text(1)));
        auto payload = opened ? parse_json(*opened) : Result<Json>(Json());
        auto record = payload ? (*payload)["record"] : Json();
        if (!record.is_object())
            record = Json(Json::Object());
        record.set("state", "quarantined");
        records.emplace_back(row.text(0), Record { row.text(1), row.integer(2), std::move(record) });
    }
    return records;
}

Done forget_quarantine_of(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    for (auto const& row : session.query("SELECT entity, entity_id FROM quarantine WHERE programme_id = $1 AND person_id = $2", programme_id, person_id)) {
        TRY(session.execute("UPDATE quarantine SET person_id = NULL, owner = $5 WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 AND owner = $4",
            programme_id, row.text(0), row.text(1), person_id, auth::new_token()));
    }
    return {};
}

} // namespace bydel::sync
