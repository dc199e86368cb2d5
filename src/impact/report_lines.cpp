// SPDX-License-Identifier: AGPL-3.0-or-later
// The model itself: its costs and what comes of them, line by line.
#include "impact/report_parts.h"
#include <cmath>

namespace bydel::impact::report_parts {

// --- costs and outcomes -------------------------------------------------------------------------------------------------------------

namespace {

/// What a formula gives, and how it is meant to be written.
enum class Meant { number, money, share };

/// A line of the model as the document and as the engine have it; a cost and an outcome share these members.
struct LineTold {
    Json const& json;
    economics::LineResult const& result;
    economics::PayerShares const& shares;
    economics::Repeat repeat;
    std::optional<economics::Timing> timing;
};

} // namespace

static document::Text formula_text(ReportContext const& context, std::string const& formula, Meant meant)
{
    auto const value = value_of(context, formula);
    if (!value || !std::isfinite(*value))
        return code(context, formula);
    auto const written = meant == Meant::share ? percent(context, *value) : meant == Meant::money ? money(context, *value) : exact(context, *value);
    bool const is_plain = formula.find_first_not_of("0123456789.eE+-") == std::string::npos;
    return is_plain ? written : written + "\n" + code(context, "= " + formula);
}

static void add_row(ReportContext const& context, document::Table& made, std::string_view key, document::Text text)
{
    made.rows.push_back({ say(context, key), std::move(text) });
}

/// What costs and outcomes have in common, below what is their own.
static void add_line_rows(ReportContext const& context, document::Table& made, LineTold const& line)
{
    add_row(context, made, "report.impact.line.first_year", money(context, line.result.first_year));
    add_row(context, made, "report.impact.line.undiscounted", money(context, line.result.undiscounted));
    add_row(context, made, "report.impact.line.discounted", money(context, line.result.discounted));
    add_row(context, made, "report.impact.line.repeat",
        say(context, line.repeat == economics::Repeat::each_cohort ? "report.impact.repeat.each_cohort" : "report.impact.repeat.once"));
    if (line.timing)
        add_row(context, made, "report.impact.line.timing", timing_name(context, *line.timing));
    add_row(context, made, "report.impact.line.payers", payers(context, line.shares));
    add_row(context, made, "report.impact.line.status", status(context, line.json));
    add_row(context, made, "report.impact.line.source", source(context, line.json));
    add_row(context, made, "report.impact.line.approved", approval(context, line.json));
    if (auto note = text_of(context, line.json["note"]); !note.empty())
        add_row(context, made, "report.impact.line.note", note);
}

static std::string years_of(ReportContext const& context, int first, int years)
{
    return say(context, "report.impact.line.years_from", { { "first", std::to_string(first) }, { "years", std::to_string(years) } });
}

static document::Table cost_table(ReportContext const& context, std::size_t i)
{
    auto const& cost = context.run.model.costs[i];
    auto made = properties(context);
    add_row(context, made, "report.impact.line.amount", formula_text(context, cost.amount, Meant::money));
    add_row(context, made, "report.impact.line.years", years_of(context, cost.from_year, cost.years));
    add_line_rows(context, made, { lines_in(context, "costs")[i], context.run.outcome.costs[i], cost.shares, cost.repeat, cost.timing });
    return made;
}

static document::Table outcome_table(ReportContext const& context, std::size_t i)
{
    auto const& outcome = context.run.model.outcomes[i];
    auto made = properties(context);
    add_row(context, made, "report.impact.line.quantity", formula_text(context, outcome.quantity, Meant::number));
    add_row(context, made, "report.impact.line.proxy", formula_text(context, outcome.proxy, Meant::money));
    add_row(context, made, "report.impact.line.deadweight", formula_text(context, outcome.deadweight, Meant::share));
    add_row(context, made, "report.impact.line.displacement", formula_text(context, outcome.displacement, Meant::share));
    add_row(context, made, "report.impact.line.attribution", formula_text(context, outcome.attribution, Meant::share));
    add_row(context, made, "report.impact.line.drop_off", formula_text(context, outcome.drop_off, Meant::share));
    add_row(context, made, "report.impact.line.years", years_of(context, outcome.start_year, outcome.duration_years));
    add_line_rows(context, made, { lines_in(context, "outcomes")[i], context.run.outcome.outcomes[i], outcome.shares, outcome.repeat, outcome.timing });
    return made;
}

Blocks tell_lines(ReportContext const& context)
{
    Blocks blocks { paragraph(context, "report.impact.lines.about") };
    blocks.push_back(document::Heading { 2, say(context, "report.impact.lines.costs") });
    for (std::size_t i = 0; i < context.run.model.costs.size(); ++i) {
        blocks.push_back(document::Heading { 3, label(context, lines_in(context, "costs")[i]) });
        blocks.push_back(cost_table(context, i));
    }
    blocks.push_back(document::Heading { 2, say(context, "report.impact.lines.outcomes") });
    blocks.push_back(paragraph(context, "report.impact.lines.how"));
    for (std::size_t i = 0; i < context.run.model.outcomes.size(); ++i) {
        blocks.push_back(document::Heading { 3, label(context, lines_in(context, "outcomes")[i]) });
        blocks.push_back(outcome_table(context, i));
    }
    return blocks;
}

} // namespace bydel::impact::report_parts
