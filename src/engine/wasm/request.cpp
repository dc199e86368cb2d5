// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/wasm/request.h"
#include "engine/economics/simulate.h"
#include "engine/economics/validate.h"

namespace bydel::wasm {

using namespace bydel::economics;

namespace {

Bytes problems_answer(std::vector<Problem> const& problems)
{
    Writer writer;
    writer.whole(1);
    writer.list(problems, [&](Problem const& problem) {
        writer.whole(static_cast<std::size_t>(problem.status));
        writer.text(problem.key);
        writer.text(problem.field);
        writer.list(problem.params, [&](auto const& param) {
            writer.text(param.first);
            writer.text(param.second);
        });
    });
    return std::move(writer.bytes);
}

void write_lines(Writer& writer, std::vector<LineResult> const& lines)
{
    writer.list(lines, [&](LineResult const& line) {
        writer.text(line.id);
        writer.number(line.first_year);
        writer.number(line.undiscounted);
        writer.number(line.discounted);
    });
}

void write_outcome(Writer& writer, Outcome const& outcome)
{
    writer.number(outcome.pvb);
    writer.number(outcome.pvc);
    writer.number(outcome.npv);
    writer.maybe_number(outcome.bcr);
    writer.maybe_number(outcome.net_ratio);
    writer.whole(static_cast<std::size_t>(outcome.irr.roots));
    writer.numbers(outcome.irr.rates);
    writer.maybe_number(outcome.payback_years);
    writer.maybe_number(outcome.discounted_payback_years);
    writer.list(outcome.years, [&](YearResult const& year) {
        writer.whole(static_cast<std::size_t>(year.year));
        for (double money : { year.cost, year.benefit, year.discounted_cost, year.discounted_benefit })
            writer.number(money);
        writer.maybe_number(year.ratio);
    });
    write_lines(writer, outcome.costs);
    write_lines(writer, outcome.outcomes);
    writer.list(outcome.payers, [&](PayerResult const& payer) {
        writer.number(payer.cost);
        writer.number(payer.benefit);
    });
    writer.numbers(outcome.inputs);
}

void write_tornado(Writer& writer, Tornado const& tornado)
{
    writer.number(tornado.base);
    writer.list(tornado.rows, [&](TornadoRow const& row) {
        writer.text(row.input);
        for (double number : { row.low, row.high, row.at_low, row.at_high, row.swing })
            writer.number(number);
    });
}

void write_column(Writer& writer, ColumnSummary const& column)
{
    writer.number(column.mean);
    writer.number(column.sd);
    writer.number(column.se);
    writer.numbers(column.percentiles);
    writer.number(column.histogram.low);
    writer.number(column.histogram.width);
    writer.list(column.histogram.counts, [&](std::size_t count) { writer.whole(count); });
    writer.whole(column.histogram.below);
    writer.whole(column.histogram.above);
}

void write_summary(Writer& writer, SimulationSummary const& summary)
{
    writer.whole(summary.draws);
    writer.big(summary.seed);
    write_column(writer, summary.npv);
    write_column(writer, summary.bcr);
    writer.number(summary.probability_npv_positive);
    writer.numbers(summary.probability_ratio_above);
    writer.number(summary.expected_loss_with);
    writer.number(summary.expected_loss_without);
    writer.number(summary.evpi);
    writer.list(summary.evppi, [&](InputValue const& one) {
        writer.text(one.input);
        writer.number(one.evppi);
    });
    writer.whole(summary.shares_outside);
    writer.big(summary.fingerprint);
}

SummarySettings read_summary_settings(Reader& reader)
{
    SummarySettings settings;
    auto number = [](Reader& r) { return r.number(); };
    settings.percentiles = reader.list<double>(number);
    settings.ratios = reader.list<double>(number);
    settings.bins = reader.choice<std::size_t>(1001);
    return settings;
}

/// The part of a request after its model and scenario.
Result<Bytes> told(Question question, CompiledModel const& compiled, Reader& reader)
{
    Writer writer;
    writer.whole(0);
    switch (question) {
    case Question::validate:
        break;
    case Question::evaluate:
        write_outcome(writer, TRY(evaluate(compiled)));
        break;
    case Question::tornado:
        write_tornado(writer, TRY(tornado(compiled, reader.choice<Measure>(std::size(measure_names)))));
        break;
    case Question::one_way: {
        auto measure = reader.choice<Measure>(std::size(measure_names));
        auto input = reader.text();
        auto points = reader.list<double>([](Reader& r) { return r.number(); });
        writer.numbers(TRY(one_way(compiled, measure, input, points)));
        break;
    }
    case Question::simulate: {
        SimulationSettings settings;
        settings.draws = static_cast<std::size_t>(std::max(0, reader.whole()));
        settings.seed = reader.big();
        settings.stream = static_cast<std::uint32_t>(reader.whole());
        settings.keep_inputs = reader.whole() != 0;
        auto summary = read_summary_settings(reader);
        if (!reader.broken())
            write_summary(writer, summarise(TRY(simulate(compiled, settings)), summary));
        break;
    }
    }
    if (reader.broken())
        return fail({ 400, "impact.bad_request" });
    return std::move(writer.bytes);
}

} // namespace

Bytes answer(Question question, std::span<std::uint8_t const> request)
{
    Reader reader(request);
    auto model = read_model(reader);
    auto scenario = reader.text();
    if (reader.broken())
        return problems_answer({ { 400, "impact.bad_request" } });
    if (auto problems = validate(model); !problems.empty())
        return problems_answer(problems);
    auto compiled = compile(model, scenario);
    if (!compiled)
        return problems_answer({ compiled.error() });
    auto bytes = told(question, *compiled, reader);
    return bytes ? std::move(*bytes) : problems_answer({ bytes.error() });
}

} // namespace bydel::wasm
