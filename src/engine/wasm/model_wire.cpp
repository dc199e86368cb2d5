// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/wasm/request.h"

namespace bydel::wasm {

using namespace bydel::economics;

namespace {

PayerShares read_shares(Reader& reader)
{
    PayerShares shares {};
    for (auto& share : shares)
        share = reader.number();
    return shares;
}

void write_shares(Writer& writer, PayerShares const& shares)
{
    for (double share : shares)
        writer.number(share);
}

/// 0: the model's; else the timing after it.
std::optional<Timing> read_timing(Reader& reader)
{
    auto timing = reader.choice<int>(1 + std::size(timing_names));
    return timing == 0 ? std::nullopt : std::optional(static_cast<Timing>(timing - 1));
}

void write_timing(Writer& writer, std::optional<Timing> timing) { writer.whole(timing ? static_cast<std::size_t>(*timing) + 1 : 0); }

Input read_input(Reader& reader)
{
    Input input;
    input.id = reader.text();
    input.value = reader.number();
    input.formula = reader.text();
    input.low = reader.maybe_number();
    input.high = reader.maybe_number();
    input.distribution.kind = reader.choice<stats::DistributionKind>(std::size(stats::distribution_names));
    input.distribution.stated_by = reader.choice<stats::StatedBy>(std::size(stats::stated_by_names));
    input.distribution.first = reader.number();
    input.distribution.second = reader.number();
    input.distribution.third = reader.number();
    return input;
}

void write_input(Writer& writer, Input const& input)
{
    writer.text(input.id);
    writer.number(input.value);
    writer.text(input.formula);
    writer.maybe_number(input.low);
    writer.maybe_number(input.high);
    writer.whole(static_cast<std::size_t>(input.distribution.kind));
    writer.whole(static_cast<std::size_t>(input.distribution.stated_by));
    writer.number(input.distribution.first);
    writer.number(input.distribution.second);
    writer.number(input.distribution.third);
}

CostLine read_cost(Reader& reader)
{
    CostLine line;
    line.id = reader.text();
    line.amount = reader.text();
    line.from_year = reader.whole();
    line.years = reader.whole();
    line.repeat = reader.choice<Repeat>(std::size(repeat_names));
    line.timing = read_timing(reader);
    line.shares = read_shares(reader);
    return line;
}

void write_cost(Writer& writer, CostLine const& line)
{
    writer.text(line.id);
    writer.text(line.amount);
    writer.whole(static_cast<std::size_t>(line.from_year));
    writer.whole(static_cast<std::size_t>(line.years));
    writer.whole(static_cast<std::size_t>(line.repeat));
    write_timing(writer, line.timing);
    write_shares(writer, line.shares);
}

OutcomeLine read_outcome(Reader& reader)
{
    OutcomeLine line;
    for (auto* text : { &line.id, &line.quantity, &line.proxy, &line.deadweight, &line.displacement, &line.attribution, &line.drop_off })
        *text = reader.text();
    line.start_year = reader.whole();
    line.duration_years = reader.whole();
    line.repeat = reader.choice<Repeat>(std::size(repeat_names));
    line.timing = read_timing(reader);
    line.shares = read_shares(reader);
    return line;
}

void write_outcome(Writer& writer, OutcomeLine const& line)
{
    for (auto const* text : { &line.id, &line.quantity, &line.proxy, &line.deadweight, &line.displacement, &line.attribution, &line.drop_off })
        writer.text(*text);
    writer.whole(static_cast<std::size_t>(line.start_year));
    writer.whole(static_cast<std::size_t>(line.duration_years));
    writer.whole(static_cast<std::size_t>(line.repeat));
    write_timing(writer, line.timing);
    write_shares(writer, line.shares);
}

Discounting read_discounting(Reader& reader)
{
    Discounting discounting;
    discounting.schedule = reader.text();
    discounting.bands = reader.list<RateBand>([](Reader& r) {
        auto year = r.whole();
        return RateBand { year, r.number() };
    });
    discounting.rate = reader.text();
    discounting.method = reader.choice<DiscountMethod>(std::size(discount_method_names));
    discounting.timing = reader.choice<Timing>(std::size(timing_names));
    return discounting;
}

void write_discounting(Writer& writer, Discounting const& discounting)
{
    writer.text(discounting.schedule);
    writer.list(discounting.bands, [&](RateBand const& band) {
        writer.whole(static_cast<std::size_t>(band.from_year));
        writer.number(band.rate);
    });
    writer.text(discounting.rate);
    writer.whole(static_cast<std::size_t>(discounting.method));
    writer.whole(static_cast<std::size_t>(discounting.timing));
}

Correlation read_correlation(Reader& reader)
{
    Correlation one;
    one.first = reader.text();
    one.second = reader.text();
    one.rho = reader.number();
    return one;
}

Scenario read_scenario(Reader& reader)
{
    Scenario one;
    one.id = reader.text();
    one.overrides = reader.list<Override>([](Reader& r) {
        auto input = r.text();
        return Override { std::move(input), r.number() };
    });
    return one;
}

} // namespace

Model read_model(Reader& reader)
{
    Model model;
    model.inputs = reader.list<Input>(read_input);
    model.costs = reader.list<CostLine>(read_cost);
    model.outcomes = reader.list<OutcomeLine>(read_outcome);
    model.discounting = read_discounting(reader);
    model.last_year = reader.whole();
    model.programme_years = reader.whole();
    model.optimism_bias_benefit = reader.number();
    model.optimism_bias_cost = reader.number();
    model.correlations = reader.list<Correlation>(read_correlation);
    model.scenarios = reader.list<Scenario>(read_scenario);
    return model;
}

void write_model(Writer& writer, Model const& model)
{
    writer.list(model.inputs, [&](auto const& one) { write_input(writer, one); });
    writer.list(model.costs, [&](auto const& one) { write_cost(writer, one); });
    writer.list(model.outcomes, [&](auto const& one) { write_outcome(writer, one); });
    write_discounting(writer, model.discounting);
    writer.whole(static_cast<std::size_t>(model.last_year));
    writer.whole(static_cast<std::size_t>(model.programme_years));
    writer.number(model.optimism_bias_benefit);
    writer.number(model.optimism_bias_cost);
    writer.list(model.correlations, [&](Correlation const& one) {
        writer.text(one.first);
        writer.text(one.second);
        writer.number(one.rho);
    });
    writer.list(model.scenarios, [&](Scenario const& one) {
        writer.text(one.id);
        writer.list(one.overrides, [&](Override const& change) {
            writer.text(change.input);
            writer.number(change.value);
        });
    });
}

} // namespace bydel::wasm
