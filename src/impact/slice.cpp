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
        .tables = { { "cost_model", "id", "id newest_version retired_on", "" },
            { "cost_model_version", "model_id version", "model_id version title document note saved_by saved_on", "",
                { { "saved_by", db::Erasing::unnamed } } } },
        .grants = { { "impact.model.read", "secretariat regional_consultant evaluator" }, { "impact.model.write", "secretariat evaluator" } },
        .measures = { { .name = "trained_mothers", .quantity = measure::Quantity::mothers } }, // asked for by models; nothing records it yet
    };
}

} // namespace bydel::impact
