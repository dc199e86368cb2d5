// SPDX-License-Identifier: AGPL-3.0-or-later
// Files inside the binary: "schema/0001_platform.sql", "content/languages/da/people.json", "web/index.html", "web/index.html.gz".
#pragma once
#include <string_view>
#include <vector>

namespace bydel::assets {

struct Asset {
    std::string_view path;
    std::string_view bytes;
};

/// Sorted as the build listed them; valid for the life of the process.
std::vector<Asset> const& all();

} // namespace bydel::assets
