// SPDX-License-Identifier: AGPL-3.0-or-later
// What people are to the rest of the product.
#include "people/mothers.h"
#include "platform/auth/locked.h"

namespace bydel::people {

Done play_demo(demo::Stage& stage);   // demo.cpp
std::vector<http::Route> routes();    // api.cpp
std::vector<sync::Entity> entities(); // entities.cpp
sync::Directory directory();          // entities.cpp

static std::vector<db::Table> tables()
{
    using enum db::Erasing;
    using enum db::Door;
    using enum db::About;
    db::Columns const whose { "person_id", leaves, member, "membership", row_goes }, at_the_door { "person_id", stays, member, "access", row_goes };
    return {
        { "person", "id",
            { { "id", leaves, member, "membership", row_goes }, { "display_name", leaves, member, "membership", nothing, "person/{id}/display_name" },
                { "phone", leaves, member, "membership", nothing, "person/{id}/phone" }, { "language", leaves, member, "membership" },
                { "created_at revision" } } },
        { "role", "id", { { "id" }, whose, { "role scope_kind scope_id starts_on ends_on deputy_for", leaves, member, "membership" } },
            { { "role", "" }, scope_kinds } },
        { "role_history", "id",
            { { "id" }, { "person_id", leaves, mother, "membership", row_goes },
                { "role_id group_id act was_starts_on was_ends_on starts_on ends_on changed_at number", leaves, mother, "membership" },
                { "changed_by", leaves, coordinator, "accountability", emptied } },
            { role_acts } },
        // Ways in: they open this installation's doors and no other's.
        { "account", "person_id",
            { at_the_door, { "email", stays, coordinator, "access", nothing, "account/{person_id}/email" },
                { "email_index password_hash", secret, coordinator, "access" }, { "created_at", stays } } },
        { "office_session", "token_hash",
            { { "token_hash", secret, coordinator, "access" }, at_the_door, { "created_at expires_at", stays, coordinator, "access" } }, {},
            db::Retention { "expires_at", 1 } },
        { "device", "id",
            { { "id", stays, mother, "access" }, at_the_door, { "token_hash unlock_hash", secret, mother, "access" },
                { "enrolled_on last_seen_on revoked_on heard_on shows_groups", stays, mother, "access" } } },
    };
}

static std::vector<links::Purpose> all_links()
{
    std::vector<links::Purpose> all(phone_links.begin(), phone_links.end());
    all.insert(all.end(), password_links.begin(), password_links.end());
    return all;
}

Slice slice()
{
    using enum auth::Held;
    return {
        .name = "people",
        .routes = routes(),
        .entities = entities(),
        .tables = tables(),
        .purposes = { { "membership", "To know who is a mother of which group, who coordinates it and who works in the office, and from when until when.",
                          Basis::contract, "Until she is erased; a mother's group can do that at any time." },
            { "access", "To let her open her own phone or sign in, and nobody else.", Basis::contract,
                "A session a day after it ended, an invitation thirteen months, a phone and an account until she is erased." } },
        .roles = { { "mother", on_phone }, { auth::phone, by_no_person }, { auth::locked_phone, by_no_person }, { "guest_teacher", in_group },
            { "helper_coordinator", in_group }, { "coordinator", in_group }, { "secretariat", in_programme }, { "regional_consultant", in_region },
            { "evaluator", in_programme } },
        .grants = { { "people.me", "mother phone guest_teacher helper_coordinator coordinator secretariat regional_consultant evaluator" },
            { "people.phone.own", "guest_teacher helper_coordinator coordinator" },
            { "people.waiting.read", "helper_coordinator coordinator secretariat regional_consultant evaluator" },
            { "people.person.read", "helper_coordinator coordinator" }, { "people.person.create", "coordinator" }, { "people.person.update", "coordinator" },
            { "people.person.invite", "coordinator" }, { "people.person.erase", "coordinator" }, { "people.role.change", "coordinator" } },
        .links = all_links(),
        .notices = { { "people.silent", "people.person.read", Notice::Told::in_month, count_silent } },
        .directory = directory(),
        .demo = play_demo,
    };
}

} // namespace bydel::people
