// SPDX-License-Identifier: AGPL-3.0-or-later
// content/impact: the models that come with the product, and the register of published claims.
#include "programme/content.h"
#include "impact/impact.h"

namespace bydel::impact {

std::vector<std::pair<std::string, Json>> shipped_models()
{
    std::vector<std::pair<std::string, Json>> models;
    for (std::string const key : { "bydelsmoedre_2016_b", "bydelsmoedre_2016_a", "norway_2020", "empty" })
        models.emplace_back(key, MUST(programme::content_file("impact/" + key + ".json")));
    return models;
}

Json claims() { return MUST(programme::content_file("impact/claims.json"))["claims"]; }

} // namespace bydel::impact
