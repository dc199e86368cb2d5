// SPDX-License-Identifier: AGPL-3.0-or-later
// The route of the jobs, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    return { { get, "/api/jobs", secretariat, {}, { R"("job":"sync.drop_old")", R"("job":"reporting.tally")", R"("state":"never")" }, { group_a, amina } } };
}

static AddRouteCases const added(cases);
