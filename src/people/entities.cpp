// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone pulls of people (its own profile), and what sync asks of them.
#include "people/mothers.h"
#include "people/phones.h"
#include "people/store.h"

namespace bydel::people {

static std::vector<sync::Record> read_profiles(sync::Reading const& reading)
{
    if (reading.scope != "person:" + reading.person_id)
        return {};
    auto person = find_person(reading.session, reading.services.vault, reading.programme_id, reading.person_id);
    if (!person)
        return {};
    std::vector<std::string> names;
    for (auto const& role : roles_on(reading.session, reading.programme_id, reading.person_id, reading.today))
        names.push_back(role.role);
    auto const programme = tenant::find(reading.session, reading.programme_id);
    auto phones = store::phones_of(reading.session, reading.programme_id, reading.person_id);
    auto record = Json::object({ { "display_name", person->display_name }, { "language", person->language },
        { "group_id", group_on(reading.session, reading.programme_id, reading.person_id, reading.today) }, { "roles", Json::strings(names) },
        { "converses", !latest_group(reading.session, reading.programme_id, reading.person_id).empty() }, { "phones", phones.open },
        { "phones_since", phones.since }, { "phones_so_far", phones.so_far }, { "practice", programme && programme->is_practice() } });
    return { { person->person_id, person->revision, std::move(record) } };
}

static constexpr sync::GroupScope mothers { "mothers", "people.person.read" };

/// Of those who are in the group today no more than what it takes to call them, and who has gone silent.
static std::vector<sync::Record> read_mothers(sync::Reading const& reading)
{
    auto const group_id = sync::group_of(mothers, reading.scope);
    if (group_id.empty())
        return {};
    std::vector<sync::Record> records;
    for (auto const& [member, month] : members_with_months(reading.services, reading.session, reading.programme_id, group_id)) {
        auto const& person = member.person;
        if (member.joined_on > reading.today || !is_active(member, reading.today))
            continue;
        auto record = Json::object({ { "group_id", group_id }, { "display_name", person.display_name }, { "phone", shown_phone(person) },
            { "last_active_month", month.empty() ? std::nullopt : std::optional(month) }, { "silent", is_silent(member, month, reading.today) } });
        records.push_back({ group_id + "/" + person.person_id, 1, std::move(record) }); // she may be in two for a day
    }
    return records;
}

std::vector<sync::Entity> entities()
{
    return { { .name = "profile", .read = read_profiles }, { .name = "mother", .read = read_mothers, .group_scope = mothers } };
}

/// Where an item of hers waits that has no group of its day: with her own group, or with the one that she leads or led last.
static std::string latest_group_of_any_role(db::Session& session, std::string const& programme_id, std::string const& person_id)
{
    if (auto group_id = latest_group(session, programme_id, person_id); !group_id.empty())
        return group_id;
    Role latest { .ends_on = "" };
    for (auto const& role : roles_of(session, programme_id, person_id)) { // by their first day
        bool const lasts_longer = !role.ends_on || (latest.ends_on && *role.ends_on >= *latest.ends_on);
        if (role.scope_kind == "group" && lasts_longer)
            latest = role;
    }
    return latest.scope_id;
}

sync::Directory directory()
{
    sync::Directory directory;
    directory.phone = [](db::Session& session, std::string const& programme_id, std::string const& device_id) {
        auto device = store::find_device(session, programme_id, device_id);
        return device ? std::optional(sync::Directory::Phone { device->person_id, device->enrolled_on }) : std::nullopt;
    };
    directory.name_in_group = [](db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& group_id,
                                  std::string const& person_id) -> std::optional<std::string> {
        if (!belongs_to(session, programme_id, person_id, group_id))
            return std::nullopt;
        auto person = find_person(session, vault, programme_id, person_id);
        return person ? std::optional(person->display_name) : std::nullopt;
    };
    directory.latest_group = latest_group_of_any_role;
    directory.group_on = group_on;
    return directory;
}

} // namespace bydel::people
