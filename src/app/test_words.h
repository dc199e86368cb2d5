// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests only, which open many products one after the other.
#pragma once
#include "app/product.h"
#include "programme/content.h"

namespace bydel::test {

/// From the first product to the last: reading the words is most of what opening one costs.
inline void keep_words() { static std::pair const words { programme::language_files(), MUST(app::all_messages()) }; }

} // namespace bydel::test
