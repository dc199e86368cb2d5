// SPDX-License-Identifier: AGPL-3.0-or-later
// A question to the engine as JSON text, and its answer as JSON text: {"question": "cost_model.results", "document": {…}, …} gives
// {"ok": true, "value": …} or {"ok": false, "problems": [{"status", "key", "field", "params"}]}. web/src/impact/engine_types.ts names what the values hold.
#pragma once
#include <string>
#include <string_view>

namespace bydel::wasm {

/// Never fails: a text that is no question is answered with the problem impact.bad_request. Questions, each with `document` and `scenario` ("" is the base):
///   cost_model.results    base, every scenario, the measure that is watched, its tornado in the scenario asked for, whether an input is uncertain
///   cost_model.one_way    measure, input, points: the measure at each point; null where there is none
///   cost_model.draws      draws, seed (digits as text), stream, percentiles, ratios, bins: the summary of a simulation
std::string answer(std::string_view request);

} // namespace bydel::wasm
