// SPDX-License-Identifier: AGPL-3.0-or-later
// One JSON text as a Json, in a module that has no Boost.JSON: read_json_test.cpp holds that it reads and refuses what parse_json does. The text must be
// UTF-8, which a page's TextEncoder makes; how long it may be is not limited here, as nobody but the page itself asks.
#pragma once
#include "base/json.h"

namespace bydel::wasm {

/// Depth at most 32, no duplicate members. Problem: 400 body.malformed.
Result<Json> read_json(std::string_view text);

} // namespace bydel::wasm
