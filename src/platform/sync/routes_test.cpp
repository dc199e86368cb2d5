// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of sync, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    // clang-format off
    return {
        { get, "/api/sync/key", guest, {}, { "key_id", "public_key", "epoch" }, { "secret", "private" } },
        { post, "/api/sync/push", mother, always(items(Json(Json::Object()))), { "refused" } },
        { post, "/api/sync/pull", mother, always(object({ { "cursor", Json(Json::Object()) } })), { "Amina", "person:" + amina, "Alfa group", R"("key":{"key_id")" }, { "Hodan", "Beta group", "Zahra", "author_mark", "Mette Coordinator" } },
        { post, group + "/import", coordinator, always(object({ { "format", "bydel-outbox-1" }, { "programme_id", "dk" }, { "items", Json(Json::Array()) } })), { "results" } },
        { get, group + "/quarantine", coordinator, {}, { odd, "unknown_code", "contact_way", "Amina" }, { "payload", "moonwalk", "sealed", amina, "device_id", "held_on" } },
        { post, group + "/quarantine/{entity}/{id}", coordinator, always(object({ { "decision", "accept" } })), {}, { "moonwalk" } },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
