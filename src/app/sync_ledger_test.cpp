// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sync_ledger.h"

namespace bydel::app::world {

static std::string group_in(std::vector<Ledger::Role> const& roles, std::string const& day)
{
    std::string found;
    for (auto const& role : roles) {
        if (role.from <= day && (role.to.empty() || role.to >= day))
            found = role.group_id;
    }
    return found;
}

std::string Ledger::group_on(std::string const& person_id, std::string const& day) const { return group_in(roles.at(person_id), day); }

static std::string day_in(sync::Item const& item) { return item.record.text(item.entity == "concern" ? "raised_on" : "held_on"); }

bool Ledger::counts(std::string const& person_id, sync::Item const& item, std::string const& today, std::string const& enrolled_on) const
{
    return is_sound(item, today, enrolled_on) && !group_on(person_id, day_in(item)).empty();
}

bool Ledger::is_sound(sync::Item const& item, std::string const& today, std::string const& enrolled_on)
{
    auto const day = day_in(item);
    auto const tomorrow = add_days(today, 1);
    if (day > tomorrow || item.saved_on > tomorrow)
        return false;
    if (!enrolled_on.empty() && item.saved_on < add_days(enrolled_on, -1)) // her phone's clock was wrong
        return false;
    if (item.entity == "concern")
        return item.record["passed_to"].is_null() || item.record.text("passed_to") == "coordinator";
    return item.record.text("place") == "library" && day <= add_days(item.saved_on, 1) && days_between(day, item.saved_on) <= 30
        && days_between(day, today) <= 90;
}

void Ledger::take(std::string const& person_id, sync::Item const& item, std::string const& outcome, std::string const& today, std::string const& enrolled_on)
{
    auto what = " (" + item.entity + " " + item.id + " revision " + std::to_string(item.revision) + " said " + outcome + ")";
    Key key { item.entity, item.id };
    must_hold(outcome != "refused", "law 5: refused for its content" + what);
    if (deleted.contains(key))
        return must_hold(outcome == "deleted", "law 4: a deletion did not win" + what);
    if (item.operation == "delete") {
        must_hold(outcome == "stored", "law 4: a deletion was not taken" + what);
        stored.erase(key);
        waiting.erase(key);
        for_role.erase(key);
        stamped.erase(key);
        accepted.erase(key);
        deleted.insert(key);
        return;
    }
    author[key] = person_id;
    sync::Stamp mine { item.revision, item.item_id };
    auto top = stored.contains(key) ? stored[key] : sync::Stamp {};
    auto odd = waiting.contains(key) ? waiting[key] : sync::Stamp {};
    bool good = counts(person_id, item, today, enrolled_on);
    if (auto kept = accepted.find(key); good && kept != accepted.end() && top == kept->second.stamp && mine < top)
        kept->second.replaced = std::max(kept->second.replaced.value_or(sync::Stamp {}), mine);
    if (good && outcome != "already" && odd != mine && (!stamped.contains(key) || item.revision < stamped[key].by_revision))
        stamped[key] = { item.revision, group_on(person_id, day_in(item)), day_in(item) };
    if (mine == top)
        return must_hold(outcome == "already", "law 2: stored before" + what);
    if (mine == odd)
        return must_hold(outcome == "quarantined", "law 2: waiting before" + what);
    if (mine < top || (!good && mine < odd))
        return must_hold(outcome == "superseded", "law 3: something greater was there" + what);
    if (!good) {
        must_hold(outcome == "quarantined", "law 5: an odd item did not wait" + what);
        waiting[key] = mine;
        for_role.erase(key);
        if (is_sound(item, today, enrolled_on))
            for_role[key] = { person_id, item };
        return;
    }
    must_hold(outcome == "stored", "laws 1 and 3: a good item was not stored" + what);
    stored[key] = mine;
    if (item.entity == "concern")
        stamped[key] = { stamped[key].by_revision, group_on(person_id, day_in(item)), day_in(item) }; // follows its day
    if (odd < mine) {
        waiting.erase(key);
        for_role.erase(key);
    }
}

void Ledger::correct(std::string const& person_id, std::vector<Role> after, std::string const& today)
{
    auto const before = std::exchange(roles[person_id], std::move(after));
    for (auto& [key, one] : stamped) {
        bool old = key.first == "conversation" && one.day < add_days(today, -30);
        auto now = group_on(person_id, one.day);
        if (author[key] == person_id && !old && !now.empty() && now != group_in(before, one.day))
            one.group_id = now;
    }
    judge_again(person_id, today);
}

void Ledger::judge_again(std::string const& person_id, std::string const& today)
{
    auto all = for_role;
    for (auto const& [key, one] : all) {
        if (one.person_id != person_id || !counts(person_id, one.item, today, "")) // its phone's clock was looked at when it came

            continue;
        waiting.erase(key);
        for_role.erase(key);
        auto day = day_in(one.item);
        if (!stored.contains(key) || key.first == "concern")
            stamped[key] = { one.item.revision, group_on(person_id, day), day };
        stored[key] = { one.item.revision, one.item.item_id };
    }
}

void Ledger::accept(std::string const& person_id, Key const& key, std::string const& held_on, std::string const& waited_in)
{
    auto mine = waiting.at(key);
    auto role = for_role.find(key);
    accepted[key]
        = { mine, stored.contains(key) ? std::optional(stored[key]) : std::nullopt, role == for_role.end() ? std::nullopt : std::optional(role->second) };
    if (!stamped.contains(key)) {
        auto group_id = group_on(person_id, held_on);
        stamped[key] = { mine.revision, group_id.empty() ? waited_in : group_id, held_on };
    }
    stored[key] = mine;
    waiting.erase(key);
    for_role.erase(key);
}

void Ledger::take_back(Key const& key)
{
    auto kept = accepted.at(key);
    waiting[key] = kept.stamp;
    if (kept.for_role)
        for_role.insert_or_assign(key, *kept.for_role);
    stored.erase(key);
    if (kept.replaced)
        stored[key] = *kept.replaced;
    else
        stamped.erase(key);
    accepted.erase(key);
}

void Ledger::compare(World& world) const
{
    std::map<Key, sync::Stamp> found;
    for (auto const& row : world.rows("SELECT 'conversation', id, revision, item_id, group_id, done_by FROM conversation "
                                      "UNION ALL SELECT 'concern', id, revision, item_id, group_id, raised_by FROM concern")) {
        if (!stranger.empty() && row.maybe_text(5) == stranger)
            continue;
        Key key { row.text(0), row.text(1) };
        found[key] = { row.integer(2), row.text(3) };
        if (key.first == "conversation")
            must_hold(stamped.contains(key) && stamped.at(key).group_id == row.text(4), "law 9: " + key.second + " is stamped with another group");
    }
    must_hold(found == stored, "laws 1 to 4: the server stores something else than was taken");
    found.clear();
    for (auto const& row : world.rows("SELECT entity, entity_id, revision, item_id FROM quarantine WHERE owner <> '" + stranger + "'"))
        found[{ row.text(0), row.text(1) }] = { row.integer(2), row.text(3) };
    must_hold(found == waiting, "law 5: something else waits in quarantine than was taken");
}

} // namespace bydel::app::world
