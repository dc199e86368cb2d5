// SPDX-License-Identifier: AGPL-3.0-or-later
// How sure a result is when everything uncertain varies at once, and what knowing more would be worth.
#include "impact/report_parts.h"
#include <algorithm>

namespace bydel::impact::report_parts {

static document::Table percentile_table(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.draws", "#report.impact.measure.bcr", "#report.impact.measure.npv" });
    auto const& draws = *context.run.simulation;
    made.rows.push_back({ say(context, "report.impact.doubt.mean"), ratio(context, draws.bcr.mean), money(context, draws.npv.mean) });
    made.rows.push_back({ say(context, "report.impact.doubt.sd"), ratio(context, draws.bcr.sd), money(context, draws.npv.sd) });
    economics::SummarySettings const settings;
    for (std::size_t i = 0; i < settings.percentiles.size(); ++i)
        made.rows.push_back({ say(context, "report.impact.doubt.below", { { "share", percent(context, settings.percentiles[i]) } }),
            ratio(context, draws.bcr.percentiles[i]), money(context, draws.npv.percentiles[i]) });
    return made;
}

/// The picture of the draws; nothing where all of them are the same.
static Blocks histogram_chart(ReportContext const& context)
{
    bool const is_ratio = context.run.measure == economics::Measure::bcr;
    auto const& draws = *context.run.simulation;
    auto const& column = is_ratio ? draws.bcr : draws.npv;
    auto const& histogram = column.histogram;
    if (histogram.width <= 0)
        return { paragraph(context, "report.impact.doubt.all_same"), percentile_table(context) };
    document::Histogram drawing;
    for (std::size_t i = 0; i <= histogram.counts.size(); ++i)
        drawing.edges.push_back(histogram.low + histogram.width * static_cast<double>(i));
    for (auto count : histogram.counts)
        drawing.counts.push_back(static_cast<double>(count));
    auto const says = say(context, "report.impact.doubt.chart_says",
        { { "low", measured(context, context.run.measure, column.percentiles.front()) },
            { "high", measured(context, context.run.measure, column.percentiles.back()) }, { "outside", std::to_string(histogram.below + histogram.above) } });
    return { document::Chart { say(context, "report.impact.doubt.chart", { { "measure", measure_name(context) } }), says, measure_name(context),
        say(context, "report.impact.doubt.draws"), std::move(drawing), { base_marker(context, context.run.tornado.base) }, is_ratio ? 2 : 0,
        percentile_table(context) } };
}

/// A share of the draws; one that only rounds to none or all is not told as if it were.
static std::string chance(ReportContext const& context, double share)
{
    if (share == 0 || share == 1)
        return say(context, share == 0 ? "report.impact.doubt.no_draw" : "report.impact.doubt.every_draw");
    if (share < 0.001 || share > 0.999)
        return say(
            context, share < 0.5 ? "report.impact.doubt.under" : "report.impact.doubt.over", { { "share", percent(context, share < 0.5 ? 0.001 : 0.999, 1) } });
    return percent(context, share, 1);
}

static document::Table chance_table(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.chance_of", "#report.impact.column.chance" });
    auto const& draws = *context.run.simulation;
    made.caption = say(context, "report.impact.doubt.chances");
    made.rows.push_back({ say(context, "report.impact.doubt.net_above_zero"), chance(context, draws.probability_npv_positive) });
    economics::SummarySettings const settings;
    for (std::size_t i = 0; i < settings.ratios.size(); ++i)
        made.rows.push_back({ say(context, "report.impact.doubt.ratio_above", { { "ratio", exact(context, settings.ratios[i]) } }),
            chance(context, draws.probability_ratio_above[i]) });
    return made;
}

static Blocks worth_of_knowing(ReportContext const& context)
{
    auto const& draws = *context.run.simulation;
    Blocks blocks { document::Heading { 2, say(context, "report.impact.knowing.title") },
        paragraph(context, "report.impact.knowing.evpi", { { "evpi", money(context, draws.evpi) } }),
        paragraph(context, "report.impact.knowing.losses",
            { { "with", money(context, draws.expected_loss_with) }, { "without", money(context, draws.expected_loss_without) } }) };
    auto made = table(context, { "report.impact.column.input", "#report.impact.column.evppi" });
    made.caption = say(context, "report.impact.knowing.by_input");
    for (auto const& value : draws.evppi)
        made.rows.push_back({ label(context, input_named(context, value.input)), money(context, value.evppi) });
    bool const any = std::any_of(draws.evppi.begin(), draws.evppi.end(), [](auto const& value) { return value.evppi >= 0.5; });
    blocks.push_back(any ? document::Block(std::move(made)) : document::Block(paragraph(context, "report.impact.knowing.nothing")));
    return blocks;
}

static Blocks correlation_list(ReportContext const& context)
{
    auto const& correlations = context.run.model.correlations;
    if (correlations.empty())
        return { paragraph(context, "report.impact.doubt.no_correlations") };
    auto made = table(context, { "report.impact.column.input", "report.impact.column.moves_with", "#report.impact.column.correlation" });
    made.caption = say(context, "report.impact.doubt.correlations");
    for (auto const& one : correlations)
        made.rows.push_back({ label(context, input_named(context, one.first)), label(context, input_named(context, one.second)), exact(context, one.rho) });
    return { made };
}

Blocks tell_doubt(ReportContext const& context)
{
    auto const& draws = context.run.simulation;
    if (!draws)
        return { paragraph(context, "report.impact.doubt.none") };
    Blocks blocks { paragraph(context, "report.impact.doubt.about", { { "draws", std::to_string(draws->draws) } }) };
    auto add = [&](Blocks more) { blocks.insert(blocks.end(), more.begin(), more.end()); };
    add(histogram_chart(context));
    blocks.push_back(chance_table(context));
    add(correlation_list(context));
    if (draws->shares_outside > 0)
        blocks.push_back(paragraph(context, "report.impact.doubt.shares_outside", { { "draws", std::to_string(draws->shares_outside) } }));
    add(worth_of_knowing(context));
    return blocks;
}

} // namespace bydel::impact::report_parts
