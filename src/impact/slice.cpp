// SPDX-License-Identifier: AGPL-3.0-or-later
// What impact is to the rest of the product.
#include "impact/impact.h"

namespace bydel::impact {

std::vector<http::Route> routes(); // api.cpp

Slice slice()
{
    return {
        .name = "impact",
        .routes = routes(),
        .tables = { { "cost_model", "id", { { "id newest_version retired_on" } } },
            { "cost_model_version", "model_id version",
                { { "model_id version title document note saved_on" },
                    { "saved_by", db::Door::leaves, db::About::coordinator, "authorship", db::Erasing::unnamed } } } },
        .purposes = { { "authorship", "To say who saved which version of a cost model.", Basis::legitimate_interest,
            "As long as the model; without her name once she is erased." } },
        .grants = { { "impact.model.read", "secretariat regional_consultant evaluator" }, { "impact.model.write", "secretariat evaluator" } },
        .measures = { { .name = "trained_mothers", .quantity = measure::Quantity::mothers } }, // asked for by models; nothing records it yet
    };
}

} // namespace bydel::impact
