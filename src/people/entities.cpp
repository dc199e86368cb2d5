// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone pulls of people (its own profile), and what sync asks of them.
#include "people/people.h"
#include "people/phones.h"
#include "people/store.h"

namespace bydel::people {

static std::vector<sync::Record> read_profiles(sync::Reading const& reading)
{
    if (reading.scope != "person:" + reading.person_id)
        return {};
    auto person = find_person(reading.session, reading.vault, reading.programme_id, reading.person_id);
    if (!person)
        return {};
    std::vector<std::string> names;
    for (auto const& role : roles_of(reading.session, reading.programme_id, reading.person_id)) {
        if (role.starts_on <= reading.today && (!role.ends_on || *role.ends_on >= reading.today))
            names.push_back(role.role);
    }
    auto const programme = tenant::find(reading.session, reading.programme_id);
    auto phones = store::phones_of(reading.session, reading.programme_id, reading.person_id);
    auto record = Json::object({ { "display_name", person->display_name }, { "language", person->language },
        { "group_id", group_on(reading.session, reading.programme_id, reading.person_id, reading.today) }, { "roles", Json::strings(names) },
        { "phones", phones.open }, { "phones_since", phones.since }, { "phones_so_far", phones.so_far },
        { "practice", programme && programme->is_practice() } });
    return { { person->person_id, person->revision, std::move(record) } };
}

std::vector<sync::Entity> entities() { return { { "profile", read_profiles } }; }

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
    directory.latest_group = latest_group;
    directory.group_on = group_on;
    return directory;
}

} // namespace bydel::people
