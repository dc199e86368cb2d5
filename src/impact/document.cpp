// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/document.h"
#include "base/day.h"
#include "base/text.h"
#include "engine/economics/validate.h"
#include <algorithm>
#include <charconv>

namespace bydel::impact {

std::string text_in(Json const& text, std::string_view language)
{
    if (auto const* plain = text.as_string())
        return *plain;
    for (auto const& wanted : { language, std::string_view("en") }) {
        if (auto found = text.text(wanted); !found.empty())
            return found;
    }
    auto const* all = text.as_object();
    return all && !all->empty() && all->front().second.as_string() ? *all->front().second.as_string() : "";
}

std::string plain_number(double value)
{
    char digits[40];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    return { digits, end };
}

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

namespace {

constexpr std::size_t most_scenarios = 50;

/// Reads members of one JSON object; whatever has another type is a problem with its place and line, and the reading goes on.
class Members {
public:
    Members(Json const& json, std::string place, std::vector<Problem>& problems, std::string const& line = "")
        : json_(json)
        , place_(std::move(place))
        , line_(json.text("id").empty() ? line : json.text("id"))
        , problems_(problems)
    {
        if (!json.is_object())
            add(detail::wrong_type("object"));
    }

    Json const& operator[](std::string_view name) const { return json_[name]; }
    Members inside(std::string_view name) const { return { json_[name], path(name), problems_, line_ }; }

    std::string text(std::string_view name, std::string fallback = "") const
    {
        auto const& value = json_[name];
        if (!value.is_null() && !value.as_string())
            add(name, detail::wrong_type("text"));
        return value.as_string() ? *value.as_string() : std::move(fallback);
    }
    double number(std::string_view name, double fallback = 0) const { return maybe_number(name).value_or(fallback); }
    std::optional<double> maybe_number(std::string_view name) const
    {
        auto value = json_[name].as_number();
        if (!value && !json_[name].is_null())
            add(name, detail::wrong_type("number"));
        return value;
    }
    int year(std::string_view name, int fallback) const
    {
        auto const* value = json_[name].as_integer();
        bool too_far = value && std::abs(*value) > 1'000'000'000;
        if ((!value && !json_[name].is_null()) || too_far)
            add(name, detail::wrong_type("whole number"));
        return value && !too_far ? static_cast<int>(*value) : fallback;
    }
    /// A formula, or a number that stands for itself.
    std::string formula(std::string_view name, std::string fallback = "") const
    {
        if (auto value = json_[name].as_number())
            return plain_number(*value);
        return text(name, std::move(fallback));
    }
    /// One of the names that the engine knows.
    template <class Choice, std::size_t count>
    Choice choice(std::string_view name, std::string_view const (&names)[count], Choice fallback) const
    {
        if (json_[name].is_null())
            return fallback;
        auto const word = text(name);
        for (std::size_t i = 0; i < count; ++i) {
            if (names[i] == word)
                return static_cast<Choice>(i);
        }
        add(name, { 422, "field.unknown_code", "", { { "code", word } } });
        return fallback;
    }
    std::vector<Members> list(std::string_view name) const
    {
        std::vector<Members> members;
        auto const* items = json_[name].as_array();
        if (!items && !json_[name].is_null())
            add(name, detail::wrong_type("list"));
        for (std::size_t i = 0; items && i < items->size(); ++i)
            members.push_back({ (*items)[i], path(name) + "[" + std::to_string(i) + "]", problems_, line_ });
        return members;
    }
    void add(std::string_view name, Problem problem) const { add(within(name, std::move(problem))); }
    void add(Problem problem) const
    {
        if (!line_.empty())
            problem.params.emplace_back("line", line_);
        problems_.push_back(place_.empty() ? std::move(problem) : within(place_, std::move(problem)));
    }

private:
    std::string path(std::string_view name) const { return place_.empty() ? std::string(name) : place_ + "." + std::string(name); }
    Json const& json_;
    std::string place_;
    std::string line_; ///< the line's id, also inside it
    std::vector<Problem>& problems_;
};

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
Done convert(economics::Input& input, double factor)
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

void check_link(Members const& link)
{
    for (auto const* month : { "from", "to" }) {
        if (!is_month(link.text(month)))
            link.add(month, { 422, "field.not_a_month" });
    }
}

economics::Input read_input(Members const& line, double factor)
{
    economics::Input input { line.text("id"), line.number("value"), line.text("formula"), line.maybe_number("low"), line.maybe_number("high"),
        read_distribution(line) };
    if (!line["link"].is_null())
        check_link(line.inside("link"));
    if (input.formula.empty() && line["value"].is_null())
        line.add("value", { 422, "impact.missing_line", "", { { "part", "value" } } });
    if (auto converted = convert(input, factor); !converted)
        line.add(converted.error());
    return input;
}

economics::PayerShares read_shares(Members const& line)
{
    economics::PayerShares shares {};
    auto const members = line.inside("shares");
    auto const* given = line["shares"].as_object();
    for (std::size_t i = 0; given && i < given->size(); ++i) {
        auto const& name = (*given)[i].first;
        auto payer = std::find(economics::payer_names.begin(), economics::payer_names.end(), name);
        if (payer == economics::payer_names.end())
            members.add(name, { 422, "field.unknown_code", "", { { "code", name } } });
        else
            shares[static_cast<std::size_t>(payer - economics::payer_names.begin())] = members.number(name);
    }
    return shares;
}

std::optional<economics::Timing> read_timing(Members const& line)
{
    if (line["timing"].is_null())
        return std::nullopt;
    return line.choice("timing", economics::timing_names, economics::Timing::end_of_year);
}

economics::CostLine read_cost(Members const& line)
{
    return { line.text("id"), line.formula("amount"), line.year("from_year", 0), line.year("years", 1),
        line.choice("repeat", economics::repeat_names, economics::Repeat::each_cohort), read_timing(line), read_shares(line) };
}

economics::OutcomeLine read_outcome(Members const& line)
{
    return { line.text("id"), line.formula("quantity"), line.formula("proxy"), line.formula("deadweight", "0"), line.formula("displacement", "0"),
        line.formula("attribution", "0"), line.formula("drop_off", "0"), line.year("start_year", 0), line.year("duration_years", 1),
        line.choice("repeat", economics::repeat_names, economics::Repeat::each_cohort), read_timing(line), read_shares(line) };
}

economics::Discounting read_discounting(Members const& document)
{
    if (document["discounting"].is_null())
        return {};
    auto const members = document.inside("discounting");
    economics::Discounting discounting { members.text("schedule", "denmark_2021"), {}, members.formula("rate"),
        members.choice("method", economics::discount_method_names, economics::DiscountMethod::cumulative),
        members.choice("timing", economics::timing_names, economics::Timing::end_of_year) };
    for (auto const& band : members.list("bands"))
        discounting.bands.push_back({ band.year("from_year", 1), band.number("rate") });
    return discounting;
}

economics::Scenario read_scenario(Members const& line, std::vector<std::pair<std::string, double>> const& factors)
{
    economics::Scenario scenario { line.text("id"), {} };
    for (auto const& change : line.list("overrides")) {
        auto const input = change.text("input");
        if (change["value"].is_null())
            change.add("value", { 422, "impact.missing_line", "", { { "part", "value" } } });
        auto found = std::find_if(factors.begin(), factors.end(), [&](auto const& factor) { return factor.first == input; });
        scenario.overrides.push_back({ input, change.number("value") * (found == factors.end() ? 1 : found->second) });
    }
    return scenario;
}

} // namespace

Reading read_document(Json const& document)
{
    Reading reading;
    Members const members(document, "", reading.problems);
    if (document.text("format") != "bydel.cost_model/1")
        members.add("format", { 422, "impact.unknown_format" });
    auto const title = trimmed(text_in(document["title"], "en"));
    if (title.empty() || title.size() > 400)
        members.add("title", title.empty() ? detail::missing() : Problem { 422, "field.too_long", "", { { "most", "400" } } });
    std::vector<std::pair<std::string, double>> factors;
    auto& model = reading.model;
    for (auto const& line : members.list("inputs")) {
        factors.emplace_back(line["id"].as_string() ? line.text("id") : "", factor_of(line, document));
        model.inputs.push_back(read_input(line, factors.back().second));
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
    for (auto const& line : members.list("scenarios")) {
        model.scenarios.push_back(read_scenario(line, factors));
        auto const& id = model.scenarios.back().id;
        auto same = std::count_if(model.scenarios.begin(), model.scenarios.end(), [&](auto const& one) { return one.id == id; });
        if (!is_code(lower_ascii(id)))
            line.add("id", { 422, "impact.bad_id", "", { { "line", id } } });
        else if (same > 1)
            line.add("id", { 422, "impact.duplicate_id", "", { { "line", id } } });
    }
    if (model.scenarios.size() > most_scenarios)
        members.add("scenarios", { 422, "impact.too_many_lines", "", { { "part", "scenarios" }, { "limit", std::to_string(most_scenarios) } } });
    return reading;
}

/// What only shows when the model is computed: a scenario, or an end of a range, that gives no number.
static std::vector<Problem> problems_of_running(economics::Model const& model)
{
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < model.scenarios.size(); ++i) {
        auto compiled = economics::compile(model, model.scenarios[i].id);
        auto computed = compiled ? economics::evaluate(*compiled) : tl::unexpected(compiled.error());
        if (!computed)
            problems.push_back(within("scenarios[" + std::to_string(i) + "]", { computed.error().status, computed.error().key, "", computed.error().params }));
    }
    auto base = economics::compile(model);
    auto outcome = base ? economics::evaluate(*base) : tl::unexpected(base.error());
    if (outcome) {
        auto ends = economics::tornado(*base, outcome->bcr ? economics::Measure::bcr : economics::Measure::npv);
        if (!ends)
            problems.push_back(ends.error());
    }
    return problems;
}

static std::vector<Problem> problems_in(Reading reading)
{
    if (!reading.problems.empty())
        return std::move(reading.problems);
    auto problems = economics::validate(reading.model);
    return problems.empty() ? problems_of_running(reading.model) : problems;
}

std::vector<Problem> problems_of(Json const& document) { return problems_in(read_document(document)); }

Result<economics::Model> engine_model(Json const& document)
{
    auto reading = read_document(document);
    auto problems = problems_in(reading);
    if (!problems.empty())
        return fail(problems.front());
    return std::move(reading.model);
}

} // namespace bydel::impact
