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

static document::Text formula_text(Telling const& telling, std::string const& formula, Meant meant)
{
    auto const value = value_of(telling, formula);
    if (!value || !std::isfinite(*value))
        return code(telling, formula);
    auto const written = meant == Meant::share ? percent(telling, *value) : meant == Meant::money ? money(telling, *value) : exact(telling, *value);
    bool const is_plain = formula.find_first_not_of("0123456789.eE+-") == std::string::npos;
    return is_plain ? written : written + "\n" + code(telling, "= " + formula);
}

static void add_row(Telling const& telling, document::Table& made, std::string_view key, document::Text text)
{
    made.rows.push_back({ say(telling, key), std::move(text) });
}

/// What costs and outcomes have in common, below what is their own.
static void add_line_rows(Telling const& telling, document::Table& made, LineTold const& line)
{
    add_row(telling, made, "report.impact.line.first_year", money(telling, line.result.first_year));
    add_row(telling, made, "report.impact.line.undiscounted", money(telling, line.result.undiscounted));
    add_row(telling, made, "report.impact.line.discounted", money(telling, line.result.discounted));
    add_row(telling, made, "report.impact.line.repeat",
        say(telling, line.repeat == economics::Repeat::each_cohort ? "report.impact.repeat.each_cohort" : "report.impact.repeat.once"));
    if (line.timing)
        add_row(telling, made, "report.impact.line.timing", timing_name(telling, *line.timing));
    add_row(telling, made, "report.impact.line.payers", payers(telling, line.shares));
    add_row(telling, made, "report.impact.line.status", status(telling, line.json));
    add_row(telling, made, "report.impact.line.source", source(telling, line.json));
    add_row(telling, made, "report.impact.line.approved", approval(telling, line.json));
    if (auto note = text_of(telling, line.json["note"]); !note.empty())
        add_row(telling, made, "report.impact.line.note", note);
}

static std::string years_of(Telling const& telling, int first, int years)
{
    return say(telling, "report.impact.line.years_from", { { "first", std::to_string(first) }, { "years", std::to_string(years) } });
}

static document::Table cost_table(Telling const& telling, std::size_t i)
{
    auto const& cost = telling.run.model.costs[i];
    auto made = properties(telling);
    add_row(telling, made, "report.impact.line.amount", formula_text(telling, cost.amount, Meant::money));
    add_row(telling, made, "report.impact.line.years", years_of(telling, cost.from_year, cost.years));
    add_line_rows(telling, made, { lines_in(telling, "costs")[i], telling.run.outcome.costs[i], cost.shares, cost.repeat, cost.timing });
    return made;
}

static document::Table outcome_table(Telling const& telling, std::size_t i)
{
    auto const& outcome = telling.run.model.outcomes[i];
    auto made = properties(telling);
    add_row(telling, made, "report.impact.line.quantity", formula_text(telling, outcome.quantity, Meant::number));
    add_row(telling, made, "report.impact.line.proxy", formula_text(telling, outcome.proxy, Meant::money));
    add_row(telling, made, "report.impact.line.deadweight", formula_text(telling, outcome.deadweight, Meant::share));
    add_row(telling, made, "report.impact.line.displacement", formula_text(telling, outcome.displacement, Meant::share));
    add_row(telling, made, "report.impact.line.attribution", formula_text(telling, outcome.attribution, Meant::share));
    add_row(telling, made, "report.impact.line.drop_off", formula_text(telling, outcome.drop_off, Meant::share));
    add_row(telling, made, "report.impact.line.years", years_of(telling, outcome.start_year, outcome.duration_years));
    add_line_rows(telling, made, { lines_in(telling, "outcomes")[i], telling.run.outcome.outcomes[i], outcome.shares, outcome.repeat, outcome.timing });
    return made;
}

Blocks tell_lines(Telling const& telling)
{
    Blocks blocks { paragraph(telling, "report.impact.lines.about") };
    blocks.push_back(document::Heading { 2, say(telling, "report.impact.lines.costs") });
    for (std::size_t i = 0; i < telling.run.model.costs.size(); ++i) {
        blocks.push_back(document::Heading { 3, label(telling, lines_in(telling, "costs")[i]) });
        blocks.push_back(cost_table(telling, i));
    }
    blocks.push_back(document::Heading { 2, say(telling, "report.impact.lines.outcomes") });
    blocks.push_back(paragraph(telling, "report.impact.lines.how"));
    for (std::size_t i = 0; i < telling.run.model.outcomes.size(); ++i) {
        blocks.push_back(document::Heading { 3, label(telling, lines_in(telling, "outcomes")[i]) });
        blocks.push_back(outcome_table(telling, i));
    }
    return blocks;
}

} // namespace bydel::impact::report_parts
