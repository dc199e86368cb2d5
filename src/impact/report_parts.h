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
struct Telling {
    Json const& json;
    Run const& run;
    i18n::Catalogue const& messages;
    ReportSettings const& settings;
    bool right_to_left = false;
    std::string locale = {}; ///< what numbers are written by
};

/// The sections in their order, named by their places: "result". Titles are report.impact.section.<place>.
std::vector<std::string_view> const& places();
document::Heading section(Telling const& telling, std::string_view place);
/// The title of a section as a link to it.
document::Run link_to(Telling const& telling, std::string_view place);

// --- the parts, in their order: report_result, _gains, _drivers, _doubt, _lines, _inputs, _basis, _checklist, _reproduction.cpp ---

Blocks tell_result(Telling const& telling);
Blocks tell_numbers(Telling const& telling);
Blocks tell_payers(Telling const& telling);
Blocks tell_years(Telling const& telling);
Blocks tell_drivers(Telling const& telling);
Blocks tell_doubt(Telling const& telling);
Blocks tell_scenarios(Telling const& telling);
Blocks tell_lines(Telling const& telling);
Blocks tell_inputs(Telling const& telling);
Blocks tell_sources(Telling const& telling);
Blocks tell_conventions(Telling const& telling);
Blocks tell_claims(Telling const& telling);
Blocks tell_checklist(Telling const& telling);
Blocks tell_words(Telling const& telling);
Blocks tell_reproduction(Telling const& telling);

/// The sentence on top: the result with its range, or why there is none.
std::string result_sentence(Telling const& telling);
/// The document's claims that the register knows.
Json::Array claims_of(Telling const& telling);

// --- words and numbers: report_words.cpp ------------------------------------------------------------------------------------------------

std::string say(Telling const& telling, std::string_view key, i18n::Params const& params = {});
/// A text of the model in the report's language.
std::string text_of(Telling const& telling, Json const& text);
/// Formulas, names and commands, kept in their own direction inside right-to-left text.
std::string code(Telling const& telling, std::string_view text);
/// A text that may be in another language than the report: one without right-to-left letters is kept in its own direction, as code is.
std::string as_written(Telling const& telling, std::string_view text);
/// Texts one after another, as the language separates them.
/// A name that people gave, beside other words on its line.
std::string kept_apart(Telling const& telling, std::string_view text);
std::string listed(Telling const& telling, std::vector<std::string> const& texts);

std::string number(Telling const& telling, double value, int decimals = -1);
/// With as many decimals as the value needs, at most 6: what a person typed comes out as it was typed.
/// For a message that counts it: with a point, whatever the language, and no zeros behind it.
std::string counted(double value, int decimals);
std::string exact(Telling const& telling, double value);
std::string percent(Telling const& telling, double share);
std::string percent(Telling const& telling, double share, int decimals);
std::string money(Telling const& telling, double value);
std::string ratio(Telling const& telling, std::optional<double> value);
/// A ratio or money, by the measure.
std::string measured(Telling const& telling, economics::Measure measure, double value);
/// A value of an input, with its unit where the unit is short: "16 %", "350 DKK an hour", "137,000".
std::string amount(Telling const& telling, std::string const& unit, double value);
/// The same where the unit stands beside it: only a share has its sign.
std::string bare_amount(Telling const& telling, std::string const& unit, double value);
std::string unit_name(Telling const& telling, std::string const& unit);
std::string calendar_year(Telling const& telling, std::int64_t year);
/// An ISO day or month as people read it; anything else as it stands.
std::string day(Telling const& telling, std::string const& iso);
/// "in the years 0 to 9"
std::string horizon(Telling const& telling);

// --- what stands in the model: report_names.cpp -----------------------------------------------------------------------------------------

/// The lines of a list of the document; empty where it has none.
Json::Array const& lines_in(Telling const& telling, std::string_view list);
Json const& input_named(Telling const& telling, std::string const& id);
/// The label, or the id where there is none.
std::string label(Telling const& telling, Json const& line);
/// Of a scenario by its id; empty: the base case.
std::string scenario_label(Telling const& telling, std::string const& id);
std::string status(Telling const& telling, Json const& line);
/// "Municipality 50 %, state 50 %"
std::string payers(Telling const& telling, economics::PayerShares const& shares);
std::string approval(Telling const& telling, Json const& line);
std::string timing_name(Telling const& telling, economics::Timing timing);
/// Of the number that the run watches: "Ratio".
std::string measure_name(Telling const& telling);
/// The line across a chart at the result itself.
document::Marker base_marker(Telling const& telling, double value);
/// What the formula gives with the inputs of this run.
std::optional<double> value_of(Telling const& telling, std::string const& formula);

struct Source {
    std::string title;
    std::string url;
    std::string on;
    bool operator==(Source const&) const = default;
};
/// Each source of an input, a line or the price index once, in the document's order: source 1 is the first.
std::vector<Source> sources(Telling const& telling);
/// "[3] Title" with its link, or that there is none.
document::Text source(Telling const& telling, Json const& json);
/// "Title. address (seen 23 November 2026)"
document::Text written_source(Telling const& telling, Source const& source);

// --- blocks -------------------------------------------------------------------------------------------------------------------------

document::Paragraph paragraph(Telling const& telling, std::string_view key, i18n::Params const& params = {});
/// A table whose columns have these message keys; those after a leading '#' hold numbers.
document::Table table(Telling const& telling, std::vector<std::string_view> const& columns);
/// Two columns without meaning of their own: a property and what it is.
document::Table properties(Telling const& telling);

} // namespace bydel::impact::report_parts
