// SPDX-License-Identifier: AGPL-3.0-or-later
// How phones sync concerns.
#include "concern/rules.h"
#include "concern/save.h"
#include "concern/store.h"

namespace bydel::concern {

static std::optional<sync::Stored> find_stored(db::Session& session, std::string const& programme_id, std::string const& id)
{
    auto found = store::find(session, programme_id, id);
    return found ? std::optional(sync::Stored { { found->revision, found->item_id }, found->raised_by }) : std::nullopt;
}

static sync::Oddity oddity(sync::Storing const& storing, std::string reason, std::string field)
{
    return { std::move(reason), std::move(field), people::latest_group(storing.session, storing.author.programme_id, storing.author.person_id) };
}

static Result<std::optional<sync::Oddity>> store_item(sync::Storing const& storing)
{
    auto const& item = storing.item;
    auto existing = store::find(storing.session, storing.author.programme_id, item.id);
    if (existing && existing->raised_by != storing.author.person_id)
        return oddity(storing, "not_yours", "id");
    bool accepted = storing.judgement == sync::Judgement::accepted_by_person;
    if (auto fault = find_fault(item.record, storing.journal.utc_day()); fault && !accepted)
        return oddity(storing, fault->reason, fault->field);
    if (!accepted && sync::clock_was_wrong(item, storing.enrolled_on, storing.journal.utc_day()))
        return oddity(storing, "wrong_clock", "raised_on");
    Concern concern = existing.value_or(Concern {});
    concern.id = item.id;
    concern.raised_on = !storing.chosen_day.empty() ? storing.chosen_day : day_or_nothing(item.record, "raised_on").value_or(item.saved_on);
    if (!concern.followed_on)
        read_passing(item.record, concern);
    concern.revision = item.revision;
    concern.item_id = item.item_id;
    auto group_id = people::group_on(storing.session, storing.author.programme_id, storing.author.person_id, concern.raised_on);
    if (!group_id && !accepted)
        return oddity(storing, "no_role", "raised_on");
    if (!existing)
        concern.raised_by = storing.author.person_id.empty() ? std::nullopt : std::optional(storing.author.person_id);
    if (!existing || existing->raised_on != concern.raised_on) // the group follows the day, so that order does not matter (law 3)
        concern.group_id = group_id.value_or(existing ? existing->group_id : storing.quarantined_group);
    TRY(save(storing.session, storing.journal, concern));
    return std::nullopt;
}

static Result<std::optional<sync::Oddity>> remove_item(sync::Storing const& storing)
{
    auto existing = store::find(storing.session, storing.author.programme_id, storing.item.id);
    if (!existing)
        return std::nullopt;
    if (existing->raised_by != storing.author.person_id)
        return oddity(storing, "not_yours", "id");
    TRY(store::remove(storing.session, storing.author.programme_id, existing->id));
    return std::nullopt;
}

static std::vector<sync::Record> read_concerns(sync::Reading const& reading)
{
    std::vector<sync::Record> records;
    if (reading.scope != "person:" + reading.person_id)
        return records;
    for (auto const& concern : store::of_person(reading.session, reading.programme_id, reading.person_id)) {
        if (reading.wants(concern.id))
            records.push_back({ concern.id, concern.revision, to_json(concern) });
    }
    return records;
}

/// The coordinator who sees it is the one of the group she was in after all (law 9). One that is closed stays where it was closed.
static Done follow_correction(db::Session& session, journal::Journal& journal, sync::Correction const& correction)
{
    for (auto concern : store::of_person(session, journal.programme_id(), correction.person_id)) {
        auto group_id = people::group_on(session, journal.programme_id(), correction.person_id, concern.raised_on);
        if (concern.closed_on || !correction.covers(concern.raised_on) || !group_id || *group_id == concern.group_id)
            continue;
        concern.group_id = *group_id;
        TRY(save(session, journal, concern));
    }
    return {};
}

static std::optional<Json> keep(db::Session& session, std::string const& programme_id, std::string const& id)
{
    auto found = store::find(session, programme_id, id);
    if (!found)
        return std::nullopt;
    auto json = to_json(*found);
    json.set("item_id", found->item_id);
    return json;
}

static std::optional<Json> keep_earlier(sync::Storing const& storing, std::optional<Json> const& replaced)
{
    auto const& item = storing.item;
    auto existing = store::find(storing.session, storing.author.programme_id, item.id);
    auto before = replaced ? from_json<Concern>(*replaced) : Result<Concern>(Concern {});
    bool newer = !replaced || !before || sync::Stamp { before->revision, before->item_id } < sync::Stamp { item.revision, item.item_id };
    auto raised_on = item.record.text("raised_on");
    auto group_id = is_day(raised_on) ? people::group_on(storing.session, storing.author.programme_id, storing.author.person_id, raised_on) : std::nullopt;
    bool counts = existing && existing->raised_by == storing.author.person_id && group_id && !find_fault(item.record, storing.journal.utc_day())
        && !sync::clock_was_wrong(item, storing.enrolled_on, storing.journal.utc_day());
    if (!newer || !counts)
        return replaced;
    Concern concern;
    concern.id = item.id;
    concern.group_id = *group_id;
    concern.raised_on = raised_on;
    read_passing(item.record, concern);
    concern.revision = item.revision;
    auto json = to_json(concern);
    json.set("item_id", item.item_id);
    return json;
}

/// What a coordinator has done about it meanwhile stays, and whose it is (she may have been erased since). Its group follows its day.
static Done take_back(db::Session& session, journal::Journal& journal, std::string const& id, std::optional<Json> const& replaced)
{
    auto accepted = store::find(session, journal.programme_id(), id);
    if (!accepted)
        return {};
    if (!replaced)
        return store::remove(session, journal.programme_id(), id);
    auto before = TRY(from_json<Concern>(*replaced));
    before.raised_by = accepted->raised_by;
    auto group_id = before.raised_by ? people::group_on(session, journal.programme_id(), *before.raised_by, before.raised_on) : std::nullopt;
    before.group_id = accepted->closed_on ? accepted->group_id : group_id.value_or(before.group_id);
    before.closed_on = accepted->closed_on;
    before.followed_on = accepted->followed_on;
    if (accepted->followed_on) {
        before.passed_to = accepted->passed_to;
        before.passed_on = accepted->passed_on;
    }
    return save(session, journal, before);
}

/// So far back a worry's day is believed where nothing is known of the phone, and may be chosen by the coordinator.
static constexpr int days_back = 90;

sync::Entity entity()
{
    return { "concern", read_concerns, find_stored, store_item, remove_item, {}, follow_correction, { "raised_on", days_back, days_back }, keep, keep_earlier,
        take_back };
}

} // namespace bydel::concern
