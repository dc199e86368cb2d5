// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of reporting, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    // clang-format off
    return {
        { get, group + "/month", coordinator, {}, { R"("events":4)", "concern.open", "people.silent", R"({"notice":"sync.quarantined","count":1})" }, { "author_mark", "done_by", recorded, worry, odd, "violence", "Hodan" }, "?month=2026-11" },
        { get, group + "/quarter", coordinator, {}, { "2026-Q3", "violence", R"("released":true)" }, no_rows, "?quarter=2026-Q3" },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
