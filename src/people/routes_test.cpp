// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of people, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::string invite(Cast& cast, std::string const& person_id)
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, person_id, "enrol"); })).token;
}

static std::string password_link(Cast& cast)
{
    return MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return people::link_to_new_password(session, journal, coordinator_a);
    })).token;
}

static std::vector<RouteCase> cases()
{
    Json const name = object({ { "display_name", "Yasmin Newsdottir" }, { "language", "da" }, { "phone", "20123456" } });
    auto const moved_now = [](Cast& cast, Actor actor) { // only where she who may asks: nobody else may change anything
        if (actor == coordinator)
            MUST(cast.change(
                "dk", [](db::Session& session, journal::Journal& journal) { return people::move_to_group(session, journal, amina, group_a, group_b, today); }));
        return object({ { "moved_on", "2026-11-20" } });
    };
    auto const left_now = [](Cast& cast, Actor actor) {
        if (actor == coordinator)
            MUST(cast.change(
                "dk", [](db::Session& session, journal::Journal& journal) { return people::leave_group(session, journal, amina, group_a, "2026-11-22"); }));
        return object({ { "left_on", "2026-11-20" }, { "returned_on", today } });
    };
    // clang-format off
    return {
        { post, "/api/login", guest, always(object({ { "email", "Mette@example.org" }, { "password", "a long password" } })), { coordinator_a, "Alfa group" }, { "argon2", "password", "Beta group", "@" } },
        { get, "/api/login", guest, {}, { R"("programme":null)" }, { "Danish", "Norsk", "dk", "no" } }, // two programmes live here
        { post, "/api/password/check", guest, [](Cast& cast, Actor) { return object({ { "token", password_link(cast) } }); }, { "Mette Coordinator", "mette@example.org" }, { coordinator_a, "argon2", "Beta group" } },
        { post, "/api/password", guest, [](Cast& cast, Actor) { return object({ { "token", password_link(cast) }, { "password", "a long password" } }); }, { coordinator_a, "Alfa group" }, { "argon2", "password", "Beta group" } },
        { post, "/api/logout", coordinator },
        { get, "/api/me", coordinator, {}, { "Mette Coordinator", "Alfa group", R"("programme_id":"dk")" }, { "Beta group", "@" } },
        { get, "/api/me/data", mother, {}, { "Amina Alfasdottir", R"("table":"conversation")", "bydel-person-1", R"("purposes":[{"name":"delivery")" }, { "Zahra", "Hodan", "Mette", "k1:", "_hash" } },
        { post, "/api/me/language", mother, always(object({ { "language", "ar" } })) },
        { get, "/api/me/phones", coordinator, {}, { R"("phones":1,"phones_since":")" } },
        { post, "/api/me/phones", coordinator, always(object({ { "password", "a long password" } })), { "http://bydel.test/#i=dk.", "last_day" }, { "password" } },
        { post, "/api/me/phones/shut_out", coordinator },
        { post, "/api/enrol/check", guest, [](Cast& cast, Actor) { return object({ { "token", invite(cast, amina) } }); }, { "Amina", "Alfa group" }, { amina, group_a, "phone" } },
        { post, "/api/enrol", guest, [](Cast& cast, Actor) { return object({ { "token", invite(cast, amina) }, { "language", "ar" } }); }, { "device_id", amina, "epoch" }, { "secret", "token" } },
        { get, "/api/groups", coordinator, {}, { group_a, "Alfa group" }, other_peoples_names },
        { get, group, secretariat, {}, { "Alfa group", R"("mothers":2)" }, { "Amina", amina, "Beta group" } },
        { get, group + "/other_groups", coordinator, {}, { "Beta group", group_b }, { "Amina", amina, "Alfa group", "contact", "Hodan" } },
        { get, group + "/people", coordinator, {}, { "Amina", "Zahra", "Leyla", R"("state":"left")", R"("to_group":"Beta group")" }, { "Hodan", "Norsk", "Astrid" } },
        { post, group + "/people", coordinator, always(name), { "Yasmin", "person_id" } },
        { put, person, coordinator, always(name) },
        { post, person + "/invitation", coordinator, always(object({ { "purpose", "enrol" } })), { "http://bydel.test/#i=dk.", "last_day" } },
        { post, person + "/invitation/revoke", coordinator },
        { post, person + "/lost_phone", coordinator },
        { post, person + "/leave", coordinator, always(object({ { "left_on", today } })) },
        { post, person + "/leave/correct", coordinator, left_now },
        { post, person + "/leave/take_back", coordinator, left_now },
        { post, person + "/return", coordinator, left_now },
        { post, person + "/move/correct", coordinator, moved_now },
        { post, person + "/move/take_back", coordinator, moved_now },
        { get, person + "/history", coordinator, {}, { R"("changes":[)", R"("phones":[)" }, { "Hodan", "Beta group", "secret", "device" } },
        { post, person + "/move", coordinator, always(object({ { "to_group_id", group_b }, { "moved_on", today } })) },
        { post, person + "/erase", coordinator },
        { post, "/api/sync/leave", mother },
        { get, "/api/me/waiting", coordinator, {}, { R"({"group_id":")" + group_a + R"(","notices":[{"notice":"concern.new","count":1}]})" }, { group_b, worry, "Amina", "raised" } },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
