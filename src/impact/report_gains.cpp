// SPDX-License-Identifier: AGPL-3.0-or-later
// Who pays and who gains, and how it goes year by year.
#include "impact/report_parts.h"
#include <cmath>

namespace bydel::impact::report_parts {

// --- who pays and who gains -----------------------------------------------------------------------------------------------------

static std::vector<document::Text> payer_row(ReportContext const& context, std::string const& name, economics::PayerResult const& payer)
{
    return { name, money(context, payer.cost), money(context, payer.benefit), money(context, payer.benefit - payer.cost) };
}

static document::Table payer_table(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.payer", "#report.impact.column.pays", "#report.impact.column.gains", "#report.impact.column.net" });
    auto const& outcome = context.run.outcome;
    for (std::size_t i = 0; i < economics::payer_count; ++i)
        made.rows.push_back(payer_row(context, say(context, "report.impact.payer." + std::string(economics::payer_names[i])), outcome.payers[i]));
    made.rows.push_back(payer_row(context, say(context, "report.impact.payer.all"), { outcome.pvc, outcome.pvb }));
    return made;
}

Blocks tell_payers(ReportContext const& context)
{
    document::BarChart bars { document::Bars::across, {},
        { { say(context, "report.impact.column.pays"), {} }, { say(context, "report.impact.column.gains"), {} } } };
    for (std::size_t i = 0; i < economics::payer_count; ++i) {
        auto const& payer = context.run.outcome.payers[i];
        if (payer.cost == 0 && payer.benefit == 0)
            continue;
        bars.categories.push_back(say(context, "report.impact.payer." + std::string(economics::payer_names[i])));
        bars.series[0].values.push_back(payer.cost);
        bars.series[1].values.push_back(payer.benefit);
    }
    Blocks blocks { paragraph(context, "report.impact.payers.about") };
    auto const title = say(context, "report.impact.payers.chart");
    if (bars.categories.empty()) {
        blocks.push_back(payer_table(context));
        return blocks;
    }
    auto const axis = say(context, "report.impact.payers.axis", { { "currency", context.json.text("currency") } });
    blocks.push_back(document::Chart { title, say(context, "report.impact.payers.chart_says"), "", axis, std::move(bars), {}, 0, payer_table(context) });
    return blocks;
}

// --- year by year -----------------------------------------------------------------------------------------------------------------

static document::Table year_table(ReportContext const& context)
{
    auto made = table(context,
        { "report.impact.column.year", "#report.impact.column.cost", "#report.impact.column.benefit", "#report.impact.column.discounted_cost",
            "#report.impact.column.discounted_benefit", "#report.impact.column.ratio_so_far" });
    for (auto const& year : context.run.outcome.years)
        made.rows.push_back({ number(context, year.year, 0), money(context, year.cost), money(context, year.benefit), money(context, year.discounted_cost),
            money(context, year.discounted_benefit), ratio(context, year.ratio) });
    return made;
}

Blocks tell_years(ReportContext const& context)
{
    auto const& years = context.run.outcome.years;
    Blocks blocks { paragraph(context, "report.impact.years.about") };
    if (!context.run.outcome.bcr || years.size() < 2) {
        blocks.push_back(year_table(context));
        return blocks;
    }
    document::LineChart lines { {}, {}, { { say(context, "report.impact.column.ratio_so_far"), {} } } };
    for (auto const& year : years) {
        lines.categories.push_back(number(context, year.year, 0));
        lines.series[0].values.push_back(year.ratio.value_or(NAN));
    }
    auto const says = say(context, "report.impact.years.chart_says",
        { { "first", ratio(context, years.front().ratio) }, { "last", ratio(context, years.back().ratio) }, { "year", std::to_string(years.back().year) } });
    blocks.push_back(document::Chart { say(context, "report.impact.years.chart"), says, say(context, "report.impact.column.year"),
        say(context, "report.impact.column.ratio_so_far"), std::move(lines), { { 1, say(context, "report.impact.covers_cost") } }, 2, year_table(context) });
    return blocks;
}

} // namespace bydel::impact::report_parts
