// SPDX-License-Identifier: AGPL-3.0-or-later
// How a command begins and ends. Not for other folders.
#pragma once
#include "app/commands.h"
#include "app/maintenance.h"

namespace bydel::app {

/// Opens the product and runs `work(Product&) -> Done`; says what went wrong.
template <class Work>
int with_product(Settings const& settings, Work work, Product::Schema schema = Product::Schema::expect)
{
    auto product = Product::open(settings, schema);
    if (!product)
        return explain(product.error());
    auto done = work(**product);
    return done ? 0 : explain(done.error());
}

} // namespace bydel::app
