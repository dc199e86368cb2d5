// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of programme, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    // clang-format off
    return {
        { put, group + "/contact", coordinator, always(object({ { "contact_name", "Lone" }, { "contact_phone", "44444444" } })) },
        { get, group + "/template", coordinator, {}, { "contact_way", "street", "violence" }, { "operations" } },
        { get, group + "/overlay", coordinator, {}, { "base_version", "drift" } },
        { put, group + "/overlay", coordinator, always(object({ { "operations", Json(Json::Array { object({ { "op", "hide" }, { "list", "place" }, { "code", "online" } }) }) } })), { "online" } },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
