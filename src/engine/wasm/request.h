// SPDX-License-Identifier: AGPL-3.0-or-later
// A question to the engine as bytes, and its answer as bytes: a model, then what the question needs. No JSON in the engine; the browser's side speaks JSON.
// An answer begins with 0 and the result, or with 1 and the problems.
#pragma once
#include "engine/economics/model.h"
#include "engine/wasm/wire.h"

namespace bydel::wasm {

enum class Question { validate, evaluate, tornado, one_way, simulate };

/// Never fails: bytes that are no question are answered with the problem impact.bad_request.
Bytes answer(Question question, std::span<std::uint8_t const> request);

economics::Model read_model(Reader& reader);
/// For tests and tools that ask from C++.
void write_model(Writer& writer, economics::Model const& model);

} // namespace bydel::wasm
