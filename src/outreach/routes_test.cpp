// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of outreach, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"

using namespace bydel;
using namespace bydel::test;

static std::vector<RouteCase> cases()
{
    // clang-format off
    return {
        { get, group + "/recording_rules", coordinator, {}, { R"("days_back":90)", R"("women_at_most":50)" }, { recorded } },
        { get, group + "/conversations", coordinator, {}, { recorded, R"("contact_way":"street")" }, { "author_mark", "item_id", nour, zahra } },
        { post, group + "/conversations", coordinator, always(items(recorded_row(id_of(950)))), { R"("stored":1)" } },
        { put, group + "/conversations/{id}", coordinator, always(recorded_row(recorded)), { R"("revision":2)" }, { "author_mark" } },
        { http::Method::remove, group + "/conversations/{id}", coordinator },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
