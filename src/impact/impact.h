// SPDX-License-Identifier: AGPL-3.0-or-later
// Cost models: versioned documents of what a programme costs and gives back, with sources, assumptions and ranges; their runs and reports.
// docs/impact.md has the format. The computing is engine/economics; what the programme itself counted comes from reporting. No helped woman
// is here in any form: a model holds sums.
#pragma once
#include "engine/economics/simulate.h"
#include "reporting/reporting.h"

namespace bydel::i18n {
class Catalogue;
}

namespace bydel::impact {

/// A model that was saved. Nothing is overwritten: each save is a version.
struct Version {
    std::string model_id;
    std::int64_t version = 0;
    std::string title;
    Json document;
    std::string note;
    std::string saved_by; ///< a person
    std::string saved_on;
};

/// Everything wrong with a document, in its order: shape, price years, and what the engine says (engine/economics/validate.h).
std::vector<Problem> problems_of(Json const& document);
/// The document as the engine takes it, at prices of the model's price year; or its first problem.
Result<economics::Model> engine_model(Json const& document);

/// What a run needs beside the document. The same settings give the same bytes, here and in the page.
struct RunSettings {
    std::string scenario = {};
    std::size_t draws = 10'000;
    std::uint64_t seed = 1;
};

struct ScenarioResult {
    std::string id; ///< empty: the base case
    economics::Outcome outcome;
};

struct Run {
    RunSettings settings;
    economics::Model model;
    economics::Outcome outcome;
    std::vector<ScenarioResult> scenarios; ///< base first
    economics::Tornado tornado;            ///< of the ratio, or of the net present value where there is no ratio
    economics::Measure measure = economics::Measure::bcr;
    std::optional<economics::SimulationSummary> simulation; ///< where an input is uncertain and there are costs
};

Result<Run> run(Json const& document, RunSettings const& settings);
/// For programs: every number of a run at full length, with the conventions it rests on.
Json to_json(Run const& run, Json const& document);

/// The shipped models' keys and documents, and the register of published claims (content/impact).
std::vector<std::pair<std::string, Json>> shipped_models();
Json claims();

/// A text of a document in a language: as it stands, or that member, or English, or the first one.
std::string text_in(Json const& text, std::string_view language);

Slice slice();

} // namespace bydel::impact
