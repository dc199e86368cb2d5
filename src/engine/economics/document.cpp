// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/document.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::economics {

namespace {

constexpr std::size_t most_scenarios = 50;

/// values[to] / values[from] of the document's price index. Problem impact.no_price_index (params from, to).
Result<double> price_factor(Json const& document, std::int64_t from_year, std::int64_t to_year)
{
    if (from_year == to_year)
        return 1.0;
    auto const& values = document["price_index"]["values"];
    auto from = values[std::to_string(from_year)].as_number(), to = values[std::to_string(to_year)].as_number();
    if (!from || !to || *from <= 0 || *to <= 0)
        return fail({ 422, "impact.no_price_index", "", { { "from", std::to_string(from_year) }, { "to", std::to_string(to_year) } } });
    return *to / *from;
}

stats::DistributionSpec read_distribution(Members const& line)
{
    if (line["distribution"].is_null())
        return {};
    auto const members = line.inside("distribution");
    for (auto const* part : { "kind", "stated_by" }) {
        if (members[part].is_null() && line["distribution"].text("kind") != "fixed")
            members.add(part, { 422, "impact.missing_line", "", { { "part", part } } });
    }
    return { members.choice("kind", stats::distribution_names, stats::DistributionKind::fixed),
        members.choice("stated_by", stats::stated_by_names, stats::StatedBy::mean_sd), members.number("first"), members.number("second"),
        members.number("third") };
}

/// Every number of a distribution that is money grows with prices; those stated in parameters of their own do not say which are money.
Done scale(stats::DistributionSpec& distribution, double factor)
{
    using enum stats::DistributionKind;
    bool can = distribution.kind == fixed || (distribution.stated_by != stats::StatedBy::native && distribution.kind != beta && distribution.kind != bernoulli);
    if (!can)
        return fail({ 422, "impact.price_year_distribution", "distribution" });
    distribution.first *= factor;
    distribution.second *= factor;
    distribution.third *= factor;
    return {};
}

/// Puts an input's numbers at prices of the model's year.
Done convert(Input& input, double factor)
{
    if (factor == 1)
        return {};
    input.value *= factor;
    if (input.low)
        *input.low *= factor;
    if (input.high)
        *input.high *= factor;
    return scale(input.distribution, factor);
}

/// How many units of the model's year one unit of this line's year is; 1 where the line has no year of its own.
double factor_of(Members const& line, Json const& document)
{
    if (line["price_year"].is_null())
        return 1;
    auto const* own = line["price_year"].as_integer();
    auto const* model = document["price_year"].as_integer();
    if (!own || !model) {
        line.add("price_year", detail::wrong_type("whole number"));
        return 1;
    }
    if (!line.text("formula").empty())
        line.add("price_year", { 422, "impact.price_year_formula" });
    auto factor = price_factor(document, *own, *model);
    if (!factor)
        line.add("price_year", factor.error());
    return factor.value_or(1.0);
}

Input read_input(Members const& line, double factor, Besides const& besides)
{
    Input input { line.text("id"), line.number("value"), line.text("formula"), line.maybe_number("low"), line.maybe_number("high"), read_distribution(line) };
    if (besides.input)
        besides.input(line);
    if (input.formula.empty() && line["value"].is_null())
        line.add("value", { 422, "impact.missing_line", "", { { "part", "value" } } });
    if (auto converted = convert(input, factor); !converted)
        line.add(converted.error());
    return input;
}

PayerShares read_shares(Members const& line)
{
    PayerShares shares {};
    auto const members = line.inside("shares");
    auto const* given = line["shares"].as_object();
    for (std::size_t i = 0; given && i < given->size(); ++i) {
        auto const& name = (*given)[i].first;
        auto payer = std::find(payer_names.begin(), payer_names.end(), name);
        if (payer == payer_names.end())
            members.add(name, { 422, "field.unknown_code", "", { { "code", name } } });
        else
            shares[static_cast<std::size_t>(payer - payer_names.begin())] = members.number(name);
    }
    return shares;
}

std::optional<Timing> read_timing(Members const& line)
{
    if (line["timing"].is_null())
        return std::nullopt;
    return line.choice("timing", timing_names, Timing::end_of_year);
}

CostLine read_cost(Members const& line)
{
    return { line.text("id"), line.formula("amount"), line.year("from_year", 0), line.year("years", 1),
        line.choice("repeat", repeat_names, Repeat::each_cohort), read_timing(line), read_shares(line) };
}

OutcomeLine read_outcome(Members const& line)
{
    return { line.text("id"), line.formula("quantity"), line.formula("proxy"), line.formula("deadweight", "0"), line.formula("displacement", "0"),
        line.formula("attribution", "0"), line.formula("drop_off", "0"), line.year("start_year", 0), line.year("duration_years", 1),
        line.choice("repeat", repeat_names, Repeat::each_cohort), read_timing(line), read_shares(line) };
}

Discounting read_discounting(Members const& document)
{
    if (document["discounting"].is_null())
        return {};
    auto const members = document.inside("discounting");
    Discounting discounting { members.text("schedule", "denmark_2021"), {}, members.formula("rate"),
        members.choice("method", discount_method_names, DiscountMethod::cumulative), members.choice("timing", timing_names, Timing::end_of_year) };
    for (auto const& band : members.list("bands"))
        discounting.bands.push_back({ band.year("from_year", 1), band.number("rate") });
    return discounting;
}

/// By input: what its numbers were multiplied by.
using Factors = std::vector<std::pair<std::string, double>>;

Scenario read_scenario(Members const& line, Factors const& factors)
{
    Scenario scenario { line.text("id"), {} };
    for (auto const& change : line.list("overrides")) {
        auto const input = change.text("input");
        if (change["value"].is_null())
            change.add("value", { 422, "impact.missing_line", "", { { "part", "value" } } });
        auto found = std::find_if(factors.begin(), factors.end(), [&](auto const& factor) { return factor.first == input; });
        scenario.overrides.push_back({ input, change.number("value") * (found == factors.end() ? 1 : found->second) });
    }
    return scenario;
}

void read_scenarios(Members const& document, Factors const& factors, Model& model)
{
    for (auto const& line : document.list("scenarios")) {
        model.scenarios.push_back(read_scenario(line, factors));
        auto const& id = model.scenarios.back().id;
        auto same = std::count_if(model.scenarios.begin(), model.scenarios.end(), [&](auto const& one) { return one.id == id; });
        if (!is_code(lower_ascii(id)))
            line.add("id", { 422, "impact.bad_id", "", { { "line", id } } });
        else if (same > 1)
            line.add("id", { 422, "impact.duplicate_id", "", { { "line", id } } });
    }
    if (model.scenarios.size() > most_scenarios)
        document.add("scenarios", { 422, "impact.too_many_lines", "", { { "part", "scenarios" }, { "limit", std::to_string(most_scenarios) } } });
}

} // namespace

Reading read_document(Json const& document, Besides const& besides)
{
    Reading reading;
    Members const members(document, "", reading.problems);
    if (besides.document)
        besides.document(members);
    Factors factors;
    auto& model = reading.model;
    for (auto const& line : members.list("inputs")) {
        factors.emplace_back(line["id"].as_string() ? line.text("id") : "", factor_of(line, document));
        model.inputs.push_back(read_input(line, factors.back().second, besides));
    }
    for (auto const& line : members.list("costs"))
        model.costs.push_back(read_cost(line));
    for (auto const& line : members.list("outcomes"))
        model.outcomes.push_back(read_outcome(line));
    model.discounting = read_discounting(members);
    model.last_year = members.year("last_year", 10);
    model.programme_years = members.year("programme_years", 1);
    model.optimism_bias_benefit = members.number("optimism_bias_benefit");
    model.optimism_bias_cost = members.number("optimism_bias_cost");
    for (auto const& line : members.list("correlations"))
        model.correlations.push_back({ line.text("first"), line.text("second"), line.number("rho") });
    read_scenarios(members, factors, model);
    return reading;
}

} // namespace bydel::economics
