// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of library, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    // clang-format off
    return {
        { get, "/api/facts", coordinator, {}, { R"("where":"help_line")", R"("region":"midtjylland")", "source_note", R"("source_seen":"stored_copy")" }, { "Beta group", amina } },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
