// SPDX-License-Identifier: AGPL-3.0-or-later
// What the library is to the rest of the product.
#include "library/library.h"
#include "platform/slice/demo.h"

namespace bydel::library {

std::vector<http::Route> routes();    // api.cpp
std::vector<sync::Entity> entities(); // entities.cpp

static Done play_demo(demo::Stage& stage)
{
    return stage.change([&](db::Session& session, journal::Journal& journal) {
        return install_cards(session, journal, tenant::find(session, stage.plan.programme_id)->country);
    });
}

Slice slice()
{
    return {
        .name = "library",
        .routes = routes(),
        .entities = entities(),
        .tables = { { "card", "id", { { "id code theme icon position facts revision" } } },
            { "card_text", "id", { { "id card_id language title body translation_review source_revision stale revision" } },
                { programme::translation_reviews } } },
        .grants = { { "library.fact.read", "coordinator secretariat regional_consultant" } },
        .demo = play_demo,
    };
}

} // namespace bydel::library
