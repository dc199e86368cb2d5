// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of concern, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    // clang-format off
    return {
        { get, group + "/concerns", coordinator, {}, { worry, "Amina" }, { recorded, "conversation", "payload" } },
        { post, group + "/concerns/{id}", coordinator, always(object({ { "passed_to", "municipality" }, { "passed_on", today }, { "closed_on", today } })), { "municipality", "closed_on" } },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
