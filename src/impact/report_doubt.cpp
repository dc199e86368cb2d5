// SPDX-License-Identifier: AGPL-3.0-or-later
// How sure a result is when everything uncertain varies at once, and what knowing more would be worth.
#include "impact/report_parts.h"
#include <algorithm>

namespace bydel::impact::report_parts {

static document::Table percentile_table(Telling const& telling)
{
    auto made = table(telling, { "report.impact.column.draws", "#report.impact.measure.bcr", "#report.impact.measure.npv" });
    auto const& draws = *telling.run.simulation;
    made.rows.push_back({ say(telling, "report.impact.doubt.mean"), ratio(telling, draws.bcr.mean), money(telling, draws.npv.mean) });
    made.rows.push_back({ say(telling, "report.impact.doubt.sd"), ratio(telling, draws.bcr.sd), money(telling, draws.npv.sd) });
    economics::SummarySettings const settings;
    for (std::size_t i = 0; i < settings.percentiles.size(); ++i)
        made.rows.push_back({ say(telling, "report.impact.doubt.below", { { "share", percent(telling, settings.percentiles[i]) } }),
            ratio(telling, draws.bcr.percentiles[i]), money(telling, draws.npv.percentiles[i]) });
    return made;
}

/// The picture of the draws; nothing where all of them are the same.
static Blocks histogram_chart(Telling const& telling)
{
    bool const is_ratio = telling.run.measure == economics::Measure::bcr;
    auto const& draws = *telling.run.simulation;
    auto const& column = is_ratio ? draws.bcr : draws.npv;
    auto const& histogram = column.histogram;
    if (histogram.width <= 0)
        return { paragraph(telling, "report.impact.doubt.all_same"), percentile_table(telling) };
    document::Histogram drawing;
    for (std::size_t i = 0; i <= histogram.counts.size(); ++i)
        drawing.edges.push_back(histogram.low + histogram.width * static_cast<double>(i));
    for (auto count : histogram.counts)
        drawing.counts.push_back(static_cast<double>(count));
    auto const says = say(telling, "report.impact.doubt.chart_says",
        { { "low", measured(telling, telling.run.measure, column.percentiles.front()) },
            { "high", measured(telling, telling.run.measure, column.percentiles.back()) }, { "outside", std::to_string(histogram.below + histogram.above) } });
    return { document::Chart { say(telling, "report.impact.doubt.chart", { { "measure", measure_name(telling) } }), says, measure_name(telling),
        say(telling, "report.impact.doubt.draws"), std::move(drawing), { base_marker(telling, telling.run.tornado.base) }, is_ratio ? 2 : 0,
        percentile_table(telling) } };
}

/// A share of the draws; one that only rounds to none or all is not told as if it were.
static std::string chance(Telling const& telling, double share)
{
    if (share == 0 || share == 1)
        return say(telling, share == 0 ? "report.impact.doubt.no_draw" : "report.impact.doubt.every_draw");
    if (share < 0.001 || share > 0.999)
        return say(
            telling, share < 0.5 ? "report.impact.doubt.under" : "report.impact.doubt.over", { { "share", percent(telling, share < 0.5 ? 0.001 : 0.999, 1) } });
    return percent(telling, share, 1);
}

static document::Table chance_table(Telling const& telling)
{
    auto made = table(telling, { "report.impact.column.chance_of", "#report.impact.column.chance" });
    auto const& draws = *telling.run.simulation;
    made.caption = say(telling, "report.impact.doubt.chances");
    made.rows.push_back({ say(telling, "report.impact.doubt.net_above_zero"), chance(telling, draws.probability_npv_positive) });
    economics::SummarySettings const settings;
    for (std::size_t i = 0; i < settings.ratios.size(); ++i)
        made.rows.push_back({ say(telling, "report.impact.doubt.ratio_above", { { "ratio", exact(telling, settings.ratios[i]) } }),
            chance(telling, draws.probability_ratio_above[i]) });
    return made;
}

static Blocks worth_of_knowing(Telling const& telling)
{
    auto const& draws = *telling.run.simulation;
    Blocks blocks { document::Heading { 2, say(telling, "report.impact.knowing.title") },
        paragraph(telling, "report.impact.knowing.evpi", { { "evpi", money(telling, draws.evpi) } }),
        paragraph(telling, "report.impact.knowing.losses",
            { { "with", money(telling, draws.expected_loss_with) }, { "without", money(telling, draws.expected_loss_without) } }) };
    auto made = table(telling, { "report.impact.column.input", "#report.impact.column.evppi" });
    made.caption = say(telling, "report.impact.knowing.by_input");
    for (auto const& value : draws.evppi)
        made.rows.push_back({ label(telling, input_named(telling, value.input)), money(telling, value.evppi) });
    bool const any = std::any_of(draws.evppi.begin(), draws.evppi.end(), [](auto const& value) { return value.evppi >= 0.5; });
    blocks.push_back(any ? document::Block(std::move(made)) : document::Block(paragraph(telling, "report.impact.knowing.nothing")));
    return blocks;
}

static Blocks correlation_list(Telling const& telling)
{
    auto const& correlations = telling.run.model.correlations;
    if (correlations.empty())
        return { paragraph(telling, "report.impact.doubt.no_correlations") };
    auto made = table(telling, { "report.impact.column.input", "report.impact.column.moves_with", "#report.impact.column.correlation" });
    made.caption = say(telling, "report.impact.doubt.correlations");
    for (auto const& one : correlations)
        made.rows.push_back({ label(telling, input_named(telling, one.first)), label(telling, input_named(telling, one.second)), exact(telling, one.rho) });
    return { made };
}

Blocks tell_doubt(Telling const& telling)
{
    auto const& draws = telling.run.simulation;
    if (!draws)
        return { paragraph(telling, "report.impact.doubt.none") };
    Blocks blocks { paragraph(telling, "report.impact.doubt.about", { { "draws", std::to_string(draws->draws) } }) };
    auto add = [&](Blocks more) { blocks.insert(blocks.end(), more.begin(), more.end()); };
    add(histogram_chart(telling));
    blocks.push_back(chance_table(telling));
    add(correlation_list(telling));
    if (draws->shares_outside > 0)
        blocks.push_back(paragraph(telling, "report.impact.doubt.shares_outside", { { "draws", std::to_string(draws->shares_outside) } }));
    add(worth_of_knowing(telling));
    return blocks;
}

} // namespace bydel::impact::report_parts
