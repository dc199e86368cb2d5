// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sync/quarantine.h"
#include "platform/auth/secrets.h"

namespace bydel::sync {

std::string payload_context(std::string const& programme_id, std::string const& entity, std::string const& id)
{
    return programme_id + "/quarantine/" + entity + "/" + id;
}

std::optional<Stamp> quarantined_stamp(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id)
{
    auto row = session.query_one(
        "SELECT revision, item_id FROM quarantine WHERE programme_id = $1 AND entity = $2 AND entity_id = $3", programme_id, entity, id);
    return row ? std::optional(Stamp { row->integer(0), row->text(1) }) : std::nullopt;
}

static Json payload_of(Item const& item)
{
    return Json::object({ { "device_id", item.device_id }, { "saved_on", item.saved_on }, { "record", item.record } });
}

Done quarantine(http::Services& services, Storing const& storing, Oddity const& oddity)
{
    auto const& item = storing.item;
    auto const& programme_id = storing.author.programme_id;
    TRY(leave_quarantine(storing.session, programme_id, item.entity, item.id));
    TRY(storing.session.execute(
        "INSERT INTO quarantine (programme_id, entity, entity_id, group_id, person_id, revision, item_id, reason, field, payload, received_on, state) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting')",
        programme_id, item.entity, item.id, oddity.group_id, storing.author.person_id, item.revision, item.item_id, oddity.reason, oddity.field,
        services.vault.seal(payload_of(item).dump(), payload_context(programme_id, item.entity, item.id)), storing.journal.today()));
    storing.journal.add({ "person:" + storing.author.person_id, item.entity, item.id, item.revision, journal::Operation::put, journal::Precision::day });
    return {};
}

Done leave_quarantine(db::Session& session, std::string const& programme_id, std::string const& entity, std::string const& id)
{
    TRY(session.execute("DELETE FROM quarantine WHERE programme_id = $1 AND entity = $2 AND entity_id = $3", programme_id, entity, id));
    return {};
}

std::vector<Waiting> quarantined_in_group(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    std::vector<Waiting> items;
    for (auto const& row : session.query("SELECT entity, entity_id, reason, field, received_on, state FROM quarantine "
                                         "WHERE programme_id = $1 AND group_id = $2 ORDER BY state DESC, received_on, entity_id",
             programme_id, group_id))
        items.push_back({ row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5) });
    return items;
}

std::int64_t count_waiting(db::Session& session, std::string const& programme_id, std::string const& group_id)
{
    return session
        .query_one("SELECT COUNT(*) FROM quarantine WHERE programme_id = $1 AND group_id = $2 AND state = 'waiting'", programme_id, group_id)
        ->integer(0);
}

std::vector<std::pair<std::string, Record>> quarantined_of_person(Reading const& reading)
{
    std::vector<std::pair<std::string, Record>> records;
    for (auto const& row : reading.session.query(
             "SELECT entity, entity_id, revision, payload FROM quarantine WHERE programme_id = $1 AND person_id = $2 ORDER BY entity_id",
             reading.programme_id, reading.person_id)) {
        auto opened = reading.vault.open_field(row.text(3), payload_context(reading.programme_id, row.text(0), row.text(1)));
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
    TRY(session.execute("UPDATE quarantine SET person_id = NULL WHERE programme_id = $1 AND person_id = $2", programme_id, person_id));
    TRY(session.execute("UPDATE quarantine SET decided_by = NULL WHERE programme_id = $1 AND decided_by = $2", programme_id, person_id));
    return {};
}

Result<http::Reply> list_quarantine(http::Context& context)
{
    Json::Array items;
    for (auto const& item : quarantined_in_group(context.session(), context.programme_id(), context.in_path("group_id")))
        items.push_back(to_json(item));
    return http::Reply { 200, Json::object({ { "items", Json(std::move(items)) } }) };
}

static Done accept(http::Context& context, std::string const& person_id, Item const& item)
{
    auto const* entity = context.services.entities->find_pushed(item.entity);
    if (!entity)
        return fail(not_found());
    auto stored = entity->find_stamp(context.session(), context.programme_id(), item.id);
    if (stored && *stored > Stamp { item.revision, item.item_id }) // corrected in the office since: the later one stays (law 3)
        return leave_quarantine(context.session(), context.programme_id(), item.entity, item.id);
    Author author { context.programme_id(), person_id };
    auto odd = TRY(entity->store({ context.session(), context.journal(), author, item, Judgement::accepted_by_person, context.in_path("group_id") }));
    if (odd)
        return fail({ 422, "quarantine.reason." + odd->reason, odd->field });
    return leave_quarantine(context.session(), context.programme_id(), item.entity, item.id);
}

Result<http::Reply> decide_quarantine(http::Context& context)
{
    auto const& entity = context.in_path("entity");
    auto const& id = context.in_path("id");
    auto row = context.session().query_one("SELECT person_id, revision, item_id, payload, state FROM quarantine "
                                           "WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 AND group_id = $4",
        context.programme_id(), entity, id, context.in_path("group_id"));
    if (!row)
        return fail(not_found());
    auto decision = context.body.text("decision");
    if (decision == "set_aside") {
        TRY(context.session().execute("UPDATE quarantine SET state = 'set_aside', decided_by = $4, decided_on = $5 "
                                      "WHERE programme_id = $1 AND entity = $2 AND entity_id = $3",
            context.programme_id(), entity, id, context.actor.person_id, context.journal().today()));
        return http::Reply { 200, Json(Json::Object()) };
    }
    if (decision != "accept")
        return fail({ 422, "field.unknown_code", "decision", { { "code", decision } } });
    auto payload = TRY(parse_json(TRY(context.services.vault.open_field(row->text(3), payload_context(context.programme_id(), entity, id)))));
    Item item { row->text(2), payload.text("device_id"), entity, "put", id, row->integer(1), payload.text("saved_on"), payload["record"] };
    TRY(accept(context, row->maybe_text(0).value_or(""), item));
    return http::Reply { 200, Json(Json::Object()) };
}

} // namespace bydel::sync
