// SPDX-License-Identifier: AGPL-3.0-or-later
// The routes of impact, as app/routes_test.cpp asks everyone: with what, and what of the answer must and must not be there.
#include "app/route_cast.h"
#include "impact/impact.h"

using namespace bydel;
using namespace bydel::test;

static Json cost_model() { return impact::shipped_models().back().second; }

static std::vector<RouteCase> cases()
{
    auto const model_body = always(object({ { "document", cost_model() }, { "note", "" }, { "base_version", 1 } }));
    // clang-format off
    return {
        { get, "/api/impact/models", secretariat, {}, { "shipped", "norway_2020", R"("can_write":true)" } },
        { post, "/api/impact/models", secretariat, model_body, { R"("version":1)" } },
        { get, "/api/impact/models/{model_id}", secretariat, {}, { kept, "An empty model" } },
        { put, "/api/impact/models/{model_id}", secretariat, model_body, { R"("version":2)" } },
        { http::Method::remove, "/api/impact/models/{model_id}", secretariat },
        { get, "/api/impact/shipped/{key}", secretariat, {}, { "bydel.cost_model/1" } },
        { post, "/api/impact/check", secretariat, model_body, { R"("problems":[])" } },
        { post, "/api/impact/import", secretariat, [](Cast&, Actor) { return object({ { "name", "a.json" }, { "base64", to_base64url(cost_model().dump()) } }); }, { "bydel.cost_model/1" } },
        { post, "/api/impact/export", secretariat, always(object({ { "document", cost_model() }, { "type", "csv" } })), { "annual_cost" } },
        { post, "/api/impact/report", secretariat, always(object({ { "document", cost_model() }, { "type", "html" }, { "language", "en" } })), { "<html" } },
        { get, "/api/impact/numbers", secretariat, {}, { R"("status":"shown")" }, { amina }, "?measure=hours&from=2026-08&to=2026-08" },
        { get, "/api/impact/measures", secretariat, {}, { "hours.interpreted", "trained_mothers" } },
        { get, "/api/impact/claims", secretariat, {}, { "return_2_80_to_10" } },
    };
    // clang-format on
}

static AddRouteCases const added(cases);
