// SPDX-License-Identifier: AGPL-3.0-or-later
// A run of a cost model told as a document to read and print: the result with its range first, then who, when, what drives it and how sure;
// every input with its source; the conventions; the CHEERS 2022 items; and how to compute it again. It computes nothing of the model: that
// is a Run.
#pragma once
#include "document/document.h"
#include "impact/impact.h"

namespace bydel::impact {

struct ReportSettings {
    std::string language = "en";
    std::string today = {};         ///< ISO day; empty: the report has no date
    std::string version = {};       ///< of the program, as people read it: "Bydel 0.1.0"; empty: "Bydel"
    std::int64_t model_version = 0; ///< 0: not saved
    std::string model_name = {};    ///< what stands for FILE in the command: a file, or the key of a shipped model; empty: model.json
};

/// `json` is the document that `run` was made from. The same arguments give the same report.
document::Document report(Json const& json, Run const& run, i18n::Catalogue const& messages, ReportSettings const& settings);

} // namespace bydel::impact
