// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/as_json.h"

namespace bydel::economics {

namespace {

std::string hexadecimal(std::uint64_t bits)
{
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; bits >>= 4)
        text[i] = "0123456789abcdef"[bits & 15];
    return text;
}

Json numbers(std::vector<double> const& values) { return Json(Json::Array(values.begin(), values.end())); }

Json year_json(YearResult const& year)
{
    return Json::object({ { "year", year.year }, { "cost", year.cost }, { "benefit", year.benefit }, { "discounted_cost", year.discounted_cost },
        { "discounted_benefit", year.discounted_benefit }, { "ratio", year.ratio } });
}

Json line_json(LineResult const& line)
{
    return Json::object({ { "id", line.id }, { "first_year", line.first_year }, { "undiscounted", line.undiscounted }, { "discounted", line.discounted } });
}

Json payers_json(Outcome const& outcome)
{
    Json payers(Json::Object {});
    for (std::size_t i = 0; i < payer_count; ++i)
        payers.set(payer_names[i], Json::object({ { "cost", outcome.payers[i].cost }, { "benefit", outcome.payers[i].benefit } }));
    return payers;
}

Json row_json(TornadoRow const& row)
{
    return Json::object(
        { { "input", row.input }, { "low", row.low }, { "high", row.high }, { "at_low", row.at_low }, { "at_high", row.at_high }, { "swing", row.swing } });
}

Json column_json(ColumnSummary const& column)
{
    auto const& histogram = column.histogram;
    auto counts = list(histogram.counts, [](std::size_t count) { return Json(count); });
    auto bars = Json::object(
        { { "low", histogram.low }, { "width", histogram.width }, { "counts", counts }, { "below", histogram.below }, { "above", histogram.above } });
    return Json::object(
        { { "mean", column.mean }, { "sd", column.sd }, { "se", column.se }, { "percentiles", numbers(column.percentiles) }, { "histogram", bars } });
}

} // namespace

Json as_json(Outcome const& outcome)
{
    auto irr = Json::object({ { "roots", roots_names[static_cast<std::size_t>(outcome.irr.roots)] }, { "rates", numbers(outcome.irr.rates) } });
    return Json::object({ { "pvb", outcome.pvb }, { "pvc", outcome.pvc }, { "npv", outcome.npv }, { "bcr", outcome.bcr }, { "net_ratio", outcome.net_ratio },
        { "irr", irr }, { "payback_years", outcome.payback_years }, { "discounted_payback_years", outcome.discounted_payback_years },
        { "years", list(outcome.years, year_json) }, { "costs", list(outcome.costs, line_json) }, { "outcomes", list(outcome.outcomes, line_json) },
        { "payers", payers_json(outcome) }, { "inputs", numbers(outcome.inputs) } });
}

Json as_json(Tornado const& tornado) { return Json::object({ { "base", tornado.base }, { "rows", list(tornado.rows, row_json) } }); }

Json as_json(SimulationSummary const& summary)
{
    auto evppi = list(summary.evppi, [](InputValue const& one) { return Json::object({ { "input", one.input }, { "evppi", one.evppi } }); });
    return Json::object(
        { { "draws", summary.draws }, { "seed", std::to_string(summary.seed) }, { "npv", column_json(summary.npv) }, { "bcr", column_json(summary.bcr) },
            { "probability_npv_positive", summary.probability_npv_positive }, { "probability_ratio_above", numbers(summary.probability_ratio_above) },
            { "expected_loss_with", summary.expected_loss_with }, { "expected_loss_without", summary.expected_loss_without }, { "evpi", summary.evpi },
            { "evppi", evppi }, { "shares_outside", summary.shares_outside }, { "fingerprint", hexadecimal(summary.fingerprint) } });
}

} // namespace bydel::economics
