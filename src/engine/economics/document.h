// SPDX-License-Identifier: AGPL-3.0-or-later
// A cost model's document (docs/impact.md) as the engine takes it: types, names, prices of another year. Server and page read it here, and nowhere else.
// What nothing is computed from (titles, sources, links, approvals) is not read; src/impact judges it on the server.
#pragma once
#include "base/members.h"
#include "engine/economics/model.h"

namespace bydel::economics {

/// A document as it was read, and what was wrong with its shape; the model is whole only where there is no problem.
struct Reading {
    Model model;
    std::vector<Problem> problems;
};
/// What else is judged on the way, so that problems come in the order of the document.
struct Besides {
    void (*document)(Members const& document) = nullptr; ///< before its lines
    void (*input)(Members const& line) = nullptr;
};
Reading read_document(Json const& document, Besides const& besides = {});

} // namespace bydel::economics
