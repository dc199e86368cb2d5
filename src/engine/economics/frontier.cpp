// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/frontier.h"
#include <algorithm>
#include <cmath>

namespace bydel::economics {

namespace {

double icer_between(FrontierRow const& from, FrontierRow const& to)
{
    return (to.strategy.cost - from.strategy.cost) / (to.strategy.effect - from.strategy.effect);
}

/// Rows by rising cost: a row is dominated where one before it does at least as much.
std::vector<FrontierRow> take_dominated(std::vector<FrontierRow>& rows)
{
    std::vector<FrontierRow> kept;
    std::vector<FrontierRow> dominated;
    for (auto& row : rows) {
        bool weak = !kept.empty() && row.strategy.effect <= kept.back().strategy.effect;
        row.standing = weak ? Standing::dominated : Standing::on_frontier;
        (weak ? dominated : kept).push_back(std::move(row));
    }
    rows = std::move(kept);
    return dominated;
}

/// Drops whoever lies above the line between its neighbours, until the ratios rise.
std::vector<FrontierRow> take_extended_dominated(std::vector<FrontierRow>& rows)
{
    std::vector<FrontierRow> kept;
    std::vector<FrontierRow> extended;
    for (auto& row : rows) {
        while (kept.size() >= 2 && icer_between(kept[kept.size() - 2], kept.back()) >= icer_between(kept.back(), row)) {
            kept.back().standing = Standing::extended_dominated;
            extended.push_back(std::move(kept.back()));
            kept.pop_back();
        }
        kept.push_back(std::move(row));
    }
    rows = std::move(kept);
    return extended;
}

bool cheaper(FrontierRow const& a, FrontierRow const& b)
{
    if (a.strategy.cost != b.strategy.cost)
        return a.strategy.cost < b.strategy.cost;
    if (a.strategy.effect != b.strategy.effect)
        return a.strategy.effect > b.strategy.effect;
    return a.strategy.name < b.strategy.name;
}

} // namespace

Result<std::vector<FrontierRow>> frontier(std::vector<Strategy> strategies)
{
    std::vector<FrontierRow> rows;
    for (auto& one : strategies) {
        if (!std::isfinite(one.cost) || !std::isfinite(one.effect))
            return fail({ 422, "impact.not_finite", {}, { { "line", one.name } } });
        rows.push_back({ std::move(one) });
    }
    std::sort(rows.begin(), rows.end(), cheaper);
    auto dominated = take_dominated(rows);
    auto extended = take_extended_dominated(rows);
    std::sort(extended.begin(), extended.end(), cheaper);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        rows[i].extra_cost = rows[i].strategy.cost - rows[i - 1].strategy.cost;
        rows[i].extra_effect = rows[i].strategy.effect - rows[i - 1].strategy.effect;
        rows[i].icer = icer_between(rows[i - 1], rows[i]);
    }
    rows.insert(rows.end(), extended.begin(), extended.end());
    rows.insert(rows.end(), dominated.begin(), dominated.end());
    return rows;
}

} // namespace bydel::economics
