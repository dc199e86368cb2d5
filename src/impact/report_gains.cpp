// SPDX-License-Identifier: AGPL-3.0-or-later
// Who pays and who gains, and how it goes year by year.
#include "impact/report_parts.h"
#include <cmath>

namespace bydel::impact::report_parts {

// --- who pays and who gains -----------------------------------------------------------------------------------------------------

static std::vector<document::Text> payer_row(Telling const& telling, std::string const& name, economics::PayerResult const& payer)
{
    return { name, money(telling, payer.cost), money(telling, payer.benefit), money(telling, payer.benefit - payer.cost) };
}

static document::Table payer_table(Telling const& telling)
{
    auto made = table(telling, { "report.impact.column.payer", "#report.impact.column.pays", "#report.impact.column.gains", "#report.impact.column.net" });
    auto const& outcome = telling.run.outcome;
    for (std::size_t i = 0; i < economics::payer_count; ++i)
        made.rows.push_back(payer_row(telling, say(telling, "report.impact.payer." + std::string(economics::payer_names[i])), outcome.payers[i]));
    made.rows.push_back(payer_row(telling, say(telling, "report.impact.payer.all"), { outcome.pvc, outcome.pvb }));
    return made;
}

Blocks tell_payers(Telling const& telling)
{
    document::BarChart bars { document::Bars::across, {},
        { { say(telling, "report.impact.column.pays"), {} }, { say(telling, "report.impact.column.gains"), {} } } };
    for (std::size_t i = 0; i < economics::payer_count; ++i) {
        auto const& payer = telling.run.outcome.payers[i];
        if (payer.cost == 0 && payer.benefit == 0)
            continue;
        bars.categories.push_back(say(telling, "report.impact.payer." + std::string(economics::payer_names[i])));
        bars.series[0].values.push_back(payer.cost);
        bars.series[1].values.push_back(payer.benefit);
    }
    Blocks blocks { paragraph(telling, "report.impact.payers.about") };
    auto const title = say(telling, "report.impact.payers.chart");
    if (bars.categories.empty()) {
        blocks.push_back(payer_table(telling));
        return blocks;
    }
    auto const axis = say(telling, "report.impact.payers.axis", { { "currency", telling.json.text("currency") } });
    blocks.push_back(document::Chart { title, say(telling, "report.impact.payers.chart_says"), "", axis, std::move(bars), {}, 0, payer_table(telling) });
    return blocks;
}

// --- year by year -----------------------------------------------------------------------------------------------------------------

static document::Table year_table(Telling const& telling)
{
    auto made = table(telling,
        { "report.impact.column.year", "#report.impact.column.cost", "#report.impact.column.benefit", "#report.impact.column.discounted_cost",
            "#report.impact.column.discounted_benefit", "#report.impact.column.ratio_so_far" });
    for (auto const& year : telling.run.outcome.years)
        made.rows.push_back({ number(telling, year.year, 0), money(telling, year.cost), money(telling, year.benefit), money(telling, year.discounted_cost),
            money(telling, year.discounted_benefit), ratio(telling, year.ratio) });
    return made;
}

Blocks tell_years(Telling const& telling)
{
    auto const& years = telling.run.outcome.years;
    Blocks blocks { paragraph(telling, "report.impact.years.about") };
    if (!telling.run.outcome.bcr || years.size() < 2) {
        blocks.push_back(year_table(telling));
        return blocks;
    }
    document::LineChart lines { {}, {}, { { say(telling, "report.impact.column.ratio_so_far"), {} } } };
    for (auto const& year : years) {
        lines.categories.push_back(number(telling, year.year, 0));
        lines.series[0].values.push_back(year.ratio.value_or(NAN));
    }
    auto const says = say(telling, "report.impact.years.chart_says",
        { { "first", ratio(telling, years.front().ratio) }, { "last", ratio(telling, years.back().ratio) }, { "year", std::to_string(years.back().year) } });
    blocks.push_back(document::Chart { say(telling, "report.impact.years.chart"), says, say(telling, "report.impact.column.year"),
        say(telling, "report.impact.column.ratio_so_far"), std::move(lines), { { 1, say(telling, "report.impact.covers_cost") } }, 2, year_table(telling) });
    return blocks;
}

} // namespace bydel::impact::report_parts
