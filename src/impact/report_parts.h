// SPDX-License-Identifier: AGPL-3.0-or-later
// What the parts of a report share: the words, numbers, names and sources of one model in one language, and the parts themselves. Only for
// report*.cpp.
#pragma once
#include "impact/report.h"
#include "platform/i18n/i18n.h"

namespace bydel::impact::report_parts {

using Blocks = std::vector<document::Block>;
using Pieces = std::vector<document::Run>;
using Rows = std::vector<std::vector<document::Text>>;

/// Everything a part tells from.
struct ReportContext {
    Json const& json;
    Run const& run;
    i18n::Catalogue const& messages;
    ReportSettings const& settings;
    bool right_to_left = false;
    std::string locale = {}; ///< what numbers are written by
};

/// The sections in their order, named by their places: "result". Titles are report.impact.section.<place>.
std::vector<std::string_view> const& places();
document::Heading section(ReportContext const& context, std::string_view place);
/// The title of a section as a link to it.
document::Run link_to(ReportContext const& context, std::string_view place);

// --- the parts, in their order: report_result, _gains, _drivers, _doubt, _lines, _inputs, _basis, _checklist, _reproduction.cpp ---

Blocks tell_result(ReportContext const& context);
Blocks tell_numbers(ReportContext const& context);
Blocks tell_payers(ReportContext const& context);
Blocks tell_years(ReportContext const& context);
Blocks tell_drivers(ReportContext const& context);
Blocks tell_doubt(ReportContext const& context);
Blocks tell_scenarios(ReportContext const& context);
Blocks tell_lines(ReportContext const& context);
Blocks tell_inputs(ReportContext const& context);
Blocks tell_sources(ReportContext const& context);
Blocks tell_conventions(ReportContext const& context);
Blocks tell_claims(ReportContext const& context);
Blocks tell_checklist(ReportContext const& context);
Blocks tell_words(ReportContext const& context);
Blocks tell_reproduction(ReportContext const& context);

/// The sentence on top: the result with its range, or why there is none.
std::string result_sentence(ReportContext const& context);
/// The document's claims that the register knows.
Json::Array claims_of(ReportContext const& context);

// --- words and numbers: report_words.cpp ------------------------------------------------------------------------------------------------

std::string say(ReportContext const& context, std::string_view key, i18n::Params const& params = {});
/// A text of the model in the report's language.
std::string text_of(ReportContext const& context, Json const& text);
/// Formulas, names and commands, kept in their own direction inside right-to-left text.
std::string code(ReportContext const& context, std::string_view text);
/// A text that may be in another language than the report: one without right-to-left letters is kept in its own direction, as code is.
std::string as_written(ReportContext const& context, std::string_view text);
/// Texts one after another, as the language separates them.
/// A name that people gave, beside other words on its line.
std::string kept_apart(ReportContext const& context, std::string_view text);
std::string listed(ReportContext const& context, std::vector<std::string> const& texts);

std::string number(ReportContext const& context, double value, int decimals = -1);
/// With as many decimals as the value needs, at most 6: what a person typed comes out as it was typed.
/// For a message that counts it: with a point, whatever the language, and no zeros behind it.
std::string counted(double value, int decimals);
std::string exact(ReportContext const& context, double value);
std::string percent(ReportContext const& context, double share);
std::string percent(ReportContext const& context, double share, int decimals);
std::string money(ReportContext const& context, double value);
std::string ratio(ReportContext const& context, std::optional<double> value);
/// A ratio or money, by the measure.
std::string measured(ReportContext const& context, economics::Measure measure, double value);
/// A value of an input, with its unit where the unit is short: "16 %", "350 DKK an hour", "137,000".
std::string amount(ReportContext const& context, std::string const& unit, double value);
/// The same where the unit stands beside it: only a share has its sign.
std::string bare_amount(ReportContext const& context, std::string const& unit, double value);
std::string unit_name(ReportContext const& context, std::string const& unit);
std::string calendar_year(ReportContext const& context, std::int64_t year);
/// An ISO day or month as people read it; anything else as it stands.
std::string day(ReportContext const& context, std::string const& iso);
/// "in the years 0 to 9"
std::string horizon(ReportContext const& context);

// --- what stands in the model: report_names.cpp -----------------------------------------------------------------------------------------

/// The lines of a list of the document; empty where it has none.
Json::Array const& lines_in(ReportContext const& context, std::string_view list);
Json const& input_named(ReportContext const& context, std::string const& id);
/// The label, or the id where there is none.
std::string label(ReportContext const& context, Json const& line);
/// Of a scenario by its id; empty: the base case.
std::string scenario_label(ReportContext const& context, std::string const& id);
std::string status(ReportContext const& context, Json const& line);
/// "Municipality 50 %, state 50 %"
std::string payers(ReportContext const& context, economics::PayerShares const& shares);
std::string approval(ReportContext const& context, Json const& line);
std::string timing_name(ReportContext const& context, economics::Timing timing);
/// Of the number that the run watches: "Ratio".
std::string measure_name(ReportContext const& context);
/// The line across a chart at the result itself.
document::Marker base_marker(ReportContext const& context, double value);
/// What the formula gives with the inputs of this run.
std::optional<double> value_of(ReportContext const& context, std::string const& formula);

struct Source {
    std::string title;
    std::string url;
    std::string on;
    bool operator==(Source const&) const = default;
};
/// Each source of an input, a line or the price index once, in the document's order: source 1 is the first.
std::vector<Source> sources(ReportContext const& context);
/// "[3] Title" with its link, or that there is none.
document::Text source(ReportContext const& context, Json const& json);
/// "Title. address (seen 23 November 2026)"
document::Text written_source(ReportContext const& context, Source const& source);

// --- blocks -------------------------------------------------------------------------------------------------------------------------

document::Paragraph paragraph(ReportContext const& context, std::string_view key, i18n::Params const& params = {});
/// A table whose columns have these message keys; those after a leading '#' hold numbers.
document::Table table(ReportContext const& context, std::vector<std::string_view> const& columns);
/// Two columns without meaning of their own: a property and what it is.
document::Table properties(ReportContext const& context);

} // namespace bydel::impact::report_parts
