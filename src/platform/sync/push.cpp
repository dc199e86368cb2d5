// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"
#include "base/id.h"
#include "platform/auth/secrets.h"
#include "platform/sync/quarantine.h"
#include <algorithm>
#include <map>

namespace bydel::sync {

std::string_view to_string(Outcome outcome)
{
    switch (outcome) {
    case Outcome::stored:
        return "stored";
    case Outcome::already:
        return "already";
    case Outcome::superseded:
        return "superseded";
    case Outcome::deleted:
        return "deleted";
    case Outcome::quarantined:
        return "quarantined";
    case Outcome::refused:
        return "refused";
    }
    return "refused";
}

Entity const* Entities::find_pushed(std::string_view name) const
{
    for (auto const& entity : entities_) {
        if (entity.name == name && entity.store)
            return &entity;
    }
    return nullptr;
}

/// A deletion outlives her name in the books (law 15), so it is kept under a word that only the server's key leads back to her.
static std::string blinded(auth::Vault const& vault, Whose const& whose)
{
    return vault.blind_index("tombstone/" + whose.programme_id + "/" + whose.entity + "/" + whose.id + "/" + whose.person_id);
}

bool is_buried(db::Session& session, auth::Vault const& vault, Whose const& whose)
{
    return session
        .query_one("SELECT 1 FROM tombstone WHERE programme_id = $1 AND entity = $2 AND entity_id = $3 AND owner IN ($4, '')", whose.programme_id, whose.entity,
            whose.id, blinded(vault, whose))
        .has_value();
}

Done bury(db::Session& session, auth::Vault const& vault, Whose const& whose, std::string const& today)
{
    TRY(leave_quarantine(session, whose));
    TRY(forget_accepted_of(session, whose));
    TRY(session.execute("INSERT INTO tombstone (programme_id, entity, entity_id, owner, deleted_on) VALUES ($1, $2, $3, $4, $5)", whose.programme_id,
        whose.entity, whose.id, blinded(vault, whose), today));
    return {};
}

static Whose whose_of(Storing const& storing) { return { storing.author.programme_id, storing.item.entity, storing.item.id, storing.author.person_id }; }

/// A record is whose it is stored; while none is stored, hers who has an item waiting that she did not take from another (law 16).
static bool is_anothers(Storing const& storing, std::optional<Stored> const& stored, Quarantined const& waiting)
{
    return stored ? stored->author != storing.author.person_id : waiting.anothers;
}

/// Decision 5: of another's record it is refused. Of one that nobody has it is kept, and speaks for her alone.
static Result<Outcome> take_deletion(
    http::Services& services, Entity const& entity, Storing const& storing, std::optional<Stored> const& stored, Quarantined const& waiting)
{
    if (is_anothers(storing, stored, waiting))
        return fail({ 403, "sync.not_yours", "id" });
    TRY(entity.remove(storing));
    TRY(bury(storing.session, services.vault, whose_of(storing), storing.journal.today()));
    storing.journal.add({ "person:" + storing.author.person_id, storing.item.entity, storing.item.id, storing.item.revision, journal::Operation::remove });
    return Outcome::stored;
}

/// The slice says why a person must look at it, if one must; what another was first to save is not asked of it while nothing is stored.
static Result<Judged> judge(Entity const& entity, Storing const& storing, std::optional<Stored> const& stored, Quarantined const& waiting)
{
    if (stored || !waiting.anothers)
        return entity.store(storing);
    return Judged { Oddity { "not_yours", "id", storing.directory.latest_group(storing.session, storing.author.programme_id, storing.author.person_id) } };
}

Result<Outcome> take_item(http::Services& services, Storing const& storing)
{
    auto const& item = storing.item;
    auto const& programme_id = storing.author.programme_id;
    auto const* entity = services.entities->find_pushed(item.entity);
    if (!entity)
        return fail({ 422, "sync.not_a_change", "entity" });
    if (is_buried(storing.session, services.vault, whose_of(storing)))
        return Outcome::deleted;
    auto stored = entity->find_stored(storing.session, programme_id, item.id);
    auto const waiting = quarantined_under(storing.session, whose_of(storing));
    if (item.operation == "delete")
        return take_deletion(services, *entity, storing, stored, waiting);

    Stamp mine { item.revision, item.item_id };
    if (stored && stored->stamp == mine)
        return Outcome::already;
    if (waiting.hers == mine)
        return Outcome::quarantined;
    if (stored && stored->stamp > mine && !is_anothers(storing, stored, waiting)) {
        TRY(entity->learn_from_earlier(storing));
        TRY(keep_for_taking_back(services, *entity, storing, stored->stamp));
        return Outcome::superseded;
    }
    auto judged = TRY(judge(*entity, storing, stored, waiting));
    if (judged.odd) {
        if (waiting.hers && *waiting.hers > mine)
            return Outcome::superseded;
        TRY(quarantine(services, storing, *judged.odd));
        return Outcome::quarantined;
    }
    if (waiting.hers && *waiting.hers < mine)
        TRY(leave_quarantine(storing.session, whose_of(storing)));
    return Outcome::stored;
}

static Result<Item> read_item(Json const& json, std::string const& item_id)
{
    Item item { json.text("item_id"), json.text("device_id"), json.text("entity"), json.text("operation"), json.text("id"), 0, json.text("saved_on"),
        json["record"] };
    if (auto const* revision = json["revision"].as_integer())
        item.revision = *revision;
    bool sound = item.item_id == item_id && is_id(item.item_id) && is_id(item.device_id) && is_id(item.id) && item.revision >= 1 && item.revision < 1'000'000
        && is_day(item.saved_on) && (item.operation == "delete" || (item.operation == "put" && item.record.is_object()));
    if (!sound)
        return fail({ 422, "sync.not_a_change" });
    return item;
}

/// Opening is the slow part and needs no transaction, so it is done before one is opened.
static Result<Item> open_item(http::Services& services, Json const& sealed)
{
    auto item_id = sealed.text("item_id");
    if (!is_id(item_id))
        return fail({ 422, "sync.not_a_change", "item_id" });
    auto plain = TRY(services.vault.open_outbox(sealed.text("key_id"), sealed.text("sealed"), item_id));
    auto json = parse_json(plain);
    if (!json)
        return fail({ 422, "sync.not_a_change" });
    return read_item(*json, item_id);
}

/// The phones that sealed a batch, each looked up once: nearly always there is one.
using Phones = std::map<std::string, std::optional<Directory::Phone>>;

static Result<Outcome> take_opened(
    http::Services& services, db::Session& session, journal::Journal& journal, Item const& item, AuthorOf const& author_of, Phones& phones)
{
    auto const& directory = services.entities->directory;
    auto const [found, is_new] = phones.try_emplace(item.device_id);
    if (is_new)
        found->second = directory.phone(session, journal.programme_id(), item.device_id);
    auto const& phone = found->second;
    auto const person_id = author_of(session, phone ? std::optional(phone->person_id) : std::nullopt);
    if (!person_id)
        return fail({ 403, "sync.not_your_device", "device_id" });
    Author author { journal.programme_id(), *person_id };
    auto const enrolled_on = phone ? phone->enrolled_on : "";
    Outcome outcome = Outcome::refused;
    auto size = journal.size();
    auto done = session.in_savepoint([&]() -> Done {
        outcome = TRY(take_item(services, { session, journal, directory, author, item, Judgement::by_rule, {}, {}, enrolled_on }));
        return {};
    });
    if (!done) {
        journal.shrink_to(size);
        return fail(std::move(done).error());
    }
    return outcome;
}

Result<Taken> take_items(http::Services& services, journal::Change const& who, std::span<Json const> items, AuthorOf const& author_of)
{
    if (items.size() > 100)
        return fail({ 422, "sync.too_many_items", "items", { { "most", "100" } } });
    std::vector<Result<Item>> opened;
    for (auto const& sealed : items)
        opened.push_back(open_item(services, sealed));

    return journal::change(services.database, who, [&](db::Session& session, journal::Journal& journal) -> Result<Taken> {
        Taken all { journal::epoch(session) };
        Phones phones;
        for (std::size_t i = 0; i < items.size(); ++i) {
            auto item_id = items[i].text("item_id");
            auto taken = opened[i] ? take_opened(services, session, journal, *opened[i], author_of, phones) : Result<Outcome>(fail(opened[i].error()));
            if (taken)
                all.results.push_back({ item_id, *taken });
            else
                all.results.push_back({ item_id, Outcome::refused, taken.error() });
        }
        return all;
    });
}

} // namespace bydel::sync
