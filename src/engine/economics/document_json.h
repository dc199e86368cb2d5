// SPDX-License-Identifier: AGPL-3.0-or-later
// For the tests only: an engine's model as the document that is read as this model (document.h).
#pragma once
#include "engine/economics/as_json.h"

namespace bydel::economics::test {

template <class Enum, std::size_t n>
Json name(std::string_view const (&names)[n], Enum value)
{
    return Json(names[static_cast<std::size_t>(value)]);
}

inline Json json_of(PayerShares const& shares)
{
    Json::Object object;
    for (std::size_t i = 0; i < payer_count; ++i)
        object.emplace_back(std::string(payer_names[i]), Json(shares[i]));
    return Json(std::move(object));
}

inline Json json_of(std::optional<Timing> timing) { return timing ? name(timing_names, *timing) : Json(nullptr); }

inline Json json_of(Input const& input)
{
    auto const& d = input.distribution;
    auto distribution = Json::object({ { "kind", name(stats::distribution_names, d.kind) }, { "stated_by", name(stats::stated_by_names, d.stated_by) },
        { "first", d.first }, { "second", d.second }, { "third", d.third } });
    return Json::object({ { "id", input.id }, { "value", input.value }, { "formula", input.formula }, { "low", input.low }, { "high", input.high },
        { "distribution", distribution } });
}

inline Json json_of(CostLine const& line)
{
    return Json::object({ { "id", line.id }, { "amount", line.amount }, { "from_year", line.from_year }, { "years", line.years },
        { "repeat", name(repeat_names, line.repeat) }, { "timing", json_of(line.timing) }, { "shares", json_of(line.shares) } });
}

inline Json json_of(OutcomeLine const& line)
{
    return Json::object(
        { { "id", line.id }, { "quantity", line.quantity }, { "proxy", line.proxy }, { "deadweight", line.deadweight }, { "displacement", line.displacement },
            { "attribution", line.attribution }, { "drop_off", line.drop_off }, { "start_year", line.start_year }, { "duration_years", line.duration_years },
            { "repeat", name(repeat_names, line.repeat) }, { "timing", json_of(line.timing) }, { "shares", json_of(line.shares) } });
}

inline Json json_of(Discounting const& one)
{
    auto bands = list(one.bands, [](RateBand const& band) { return Json::object({ { "from_year", band.from_year }, { "rate", band.rate } }); });
    return Json::object({ { "schedule", one.schedule }, { "bands", bands }, { "rate", one.rate }, { "method", name(discount_method_names, one.method) },
        { "timing", name(timing_names, one.timing) } });
}

/// The document; it has no title.
inline Json document_of(Model const& model)
{
    auto correlations = list(model.correlations, [](auto const& one) {
        return Json::object({ { "first", one.first }, { "second", one.second }, { "rho", one.rho } });
    });
    auto scenarios = list(model.scenarios, [](Scenario const& one) {
        auto overrides = list(one.overrides, [](Override const& change) { return Json::object({ { "input", change.input }, { "value", change.value } }); });
        return Json::object({ { "id", one.id }, { "overrides", overrides } });
    });
    auto plain = [](auto const& line) { return json_of(line); };
    return Json::object({ { "format", "bydel.cost_model/1" }, { "inputs", list(model.inputs, plain) }, { "costs", list(model.costs, plain) },
        { "outcomes", list(model.outcomes, plain) }, { "discounting", json_of(model.discounting) }, { "last_year", model.last_year },
        { "programme_years", model.programme_years }, { "optimism_bias_benefit", model.optimism_bias_benefit },
        { "optimism_bias_cost", model.optimism_bias_cost }, { "correlations", correlations }, { "scenarios", scenarios } });
}

} // namespace bydel::economics::test
