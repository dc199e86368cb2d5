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
    std::vector<db::NamesPerson> const about { { "person_id", row_goes } };
    return {
        { "person", "id", "id display_name phone language created_at revision", "", { { "id", row_goes } } },
        { "role", "id", "id person_id role scope_kind scope_id starts_on ends_on deputy_for", "", about, { { "role", "" }, scope_kinds } },
        { "role_history", "id", "id person_id role_id group_id act was_starts_on was_ends_on starts_on ends_on changed_by changed_at number", "",
            { { "person_id", row_goes }, { "changed_by", emptied } }, { role_acts } },
        // Ways in: they open this installation's doors and no other's.
        { "account", "person_id", "", "person_id email email_index password_hash created_at", about },
        { "office_session", "token_hash", "", "token_hash person_id created_at expires_at", about },
        { "device", "id", "", "id person_id token_hash enrolled_on last_seen_on revoked_on heard_on unlock_hash", about },
        { "invitation", "id", "", "id person_id purpose token_hash created_at expires_at used_at revoked_at attempt_hash device_id invited_by",
            { { "person_id", row_goes }, { "invited_by", emptied } }, { purposes } },
    };
}

Slice slice()
{
    using enum auth::Held;
    return {
        .name = "people",
        .routes = routes(),
        .entities = entities(),
        .tables = tables(),
        .roles = { { "mother", on_phone }, { auth::locked_phone, by_no_person }, { "helper_coordinator", in_group }, { "coordinator", in_group },
            { "secretariat", in_programme }, { "regional_consultant", in_region }, { "evaluator", in_programme } },
        .grants = { { "people.me", "mother helper_coordinator coordinator secretariat regional_consultant evaluator" },
            { "people.waiting.read", "helper_coordinator coordinator secretariat regional_consultant evaluator" },
            { "people.person.read", "helper_coordinator coordinator" }, { "people.person.create", "coordinator" }, { "people.person.update", "coordinator" },
            { "people.person.invite", "coordinator" }, { "people.person.erase", "coordinator" }, { "people.role.change", "coordinator" } },
        .notices = { { "people.silent", "people.person.read", Notice::Told::in_month, count_silent } },
        .directory = directory(),
        .demo = play_demo,
    };
}

} // namespace bydel::people
