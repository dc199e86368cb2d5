// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/impact_command.h"
#include "app/commands.h"
#include "app/maintenance.h"
#include "app/product.h"
#include "base/day.h"
#include "impact/links.h"
#include "impact/report.h"
#include "impact/tables.h"
#include <fmt/core.h>
#include <fstream>
#include <iterator>

namespace bydel::app {

static Result<Json> open_model(std::string const& name)
{
    for (auto const& [key, document] : impact::shipped_models()) {
        if (key == name)
            return document;
    }
    std::ifstream file(name, std::ios::binary);
    if (!file)
        return fail({ 404, "record.not_found", "file", {}, "there is no file and no shipped model named " + name + "; bydel impact list names those" });
    return impact::read_file(name, std::string(std::istreambuf_iterator<char>(file), {}), day_of(Clock().now()));
}

static std::string told(Problem const& problem, i18n::Catalogue const& messages, std::string const& language)
{
    auto words = problem.params;
    words.emplace_back("field", problem.field);
    auto text = messages.say(language, "problem." + problem.key, words);
    return problem.field.empty() ? text : problem.field + ": " + text;
}

static Done write_to(std::string const& path, std::string const& bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush())
        return fail({ 507, "server.storage_full", "", {}, "cannot write " + path });
    fmt::print("{} written, {} bytes\n", path, bytes.size());
    return {};
}

static std::string ending_of(std::string const& path)
{
    auto dot = path.rfind('.');
    return dot == std::string::npos ? "" : path.substr(dot + 1);
}

/// Opens the model of the command and runs `work(document, messages) -> Done`; a model with problems is told line by line.
template <class Work>
static int with_model(ImpactCommand const& command, Work work)
{
    auto const kept = all_messages();
    if (!kept)
        return explain(kept.error());
    auto const& messages = **kept;
    auto document = open_model(command.file);
    if (!document) {
        fmt::print(stderr, "bydel: {}\n", document.error().cause.empty() ? told(document.error(), messages, command.language) : document.error().cause);
        return 1;
    }
    if (auto done = work(*document, messages); !done) {
        fmt::print(stderr, "bydel: {}\n", done.error().cause.empty() ? told(done.error(), messages, command.language) : done.error().cause);
        return 1;
    }
    return 0;
}

int impact_list()
{
    for (auto const& [key, document] : impact::shipped_models())
        fmt::print("{:22} {}\n", key, impact::text_in(document["title"], "en"));
    return 0;
}

int impact_show(ImpactCommand const& command)
{
    return with_model(command, [](Json const& document, i18n::Catalogue const&) -> Done {
        fmt::print("{}\n", document.dump());
        return {};
    });
}

int impact_check(ImpactCommand const& command)
{
    return with_model(command, [&](Json const& document, i18n::Catalogue const& messages) -> Done {
        auto problems = impact::problems_of(document);
        for (auto& problem : impact::problems_of_links(document, slices().measures()))
            problems.push_back(std::move(problem));
        if (problems.empty()) {
            fmt::print("{}: nothing wrong with it\n", command.file);
            return {};
        }
        for (std::size_t i = 0; i + 1 < problems.size(); ++i)
            fmt::print(stderr, "{}\n", told(problems[i], messages, command.language));
        return fail(problems.back());
    });
}

// --- telling a run in a terminal --------------------------------------------------------------------------------------------

static std::string or_none(std::optional<double> const& value, char const* unit = "") { return value ? fmt::format("{:.6f}{}", *value, unit) : "none"; }

static std::string rates_of(economics::InternalRate const& irr)
{
    std::string text;
    for (auto rate : irr.rates)
        text += fmt::format("{}{:.4f} %", text.empty() ? "" : ", ", rate * 100);
    return irr.roots == economics::Roots::none ? "none" : irr.roots == economics::Roots::many ? "many: " + text : text;
}

static void print_outcome(impact::Run const& run, std::string const& currency)
{
    auto const& outcome = run.outcome;
    fmt::print("present value of benefits  {:>18.2f} {}\npresent value of costs     {:>18.2f} {}\nnet present value          {:>18.2f} {}\n", outcome.pvb,
        currency, outcome.pvc, currency, outcome.npv, currency);
    fmt::print("ratio                      {:>18}\nnet ratio                  {:>18}\ninternal rate of return    {:>18}\npayback                    {:>18}\n",
        or_none(outcome.bcr), or_none(outcome.net_ratio), rates_of(outcome.irr), or_none(outcome.payback_years, " years"));
    for (std::size_t i = 0; i < economics::payer_count; ++i)
        fmt::print("  {:24} cost {:>16.2f}   benefit {:>16.2f}\n", economics::payer_names[i], outcome.payers[i].cost, outcome.payers[i].benefit);
    for (auto const& year : outcome.years)
        fmt::print("  year {:3}   cost {:>16.2f}   benefit {:>16.2f}   ratio so far {}\n", year.year, year.discounted_cost, year.discounted_benefit,
            or_none(year.ratio));
}

static void print_uncertainty(impact::Run const& run)
{
    for (auto const& row : run.tornado.rows)
        fmt::print("  {:24} {:>14.6g} to {:<14.6g} {:>12.4f} to {:<12.4f}\n", row.input, row.low, row.high, row.at_low, row.at_high);
    if (!run.simulation)
        return;
    auto const& draws = *run.simulation;
    auto const& percentiles = draws.bcr.percentiles;
    fmt::print("{} draws, seed {}: ratio mean {:.4f} (se {:.4f}), 95 % {:.4f} to {:.4f}, median {:.4f}; P(net > 0) {:.4f}; EVPI {:.2f}\n", draws.draws,
        draws.seed, draws.bcr.mean, draws.bcr.se, percentiles.front(), percentiles.back(), percentiles[percentiles.size() / 2], draws.probability_npv_positive,
        draws.evpi);
}

static void print_run(impact::Run const& run, Json const& document)
{
    auto const& discounting = run.model.discounting;
    auto const currency = document.text("currency");
    fmt::print("{}\n", impact::text_in(document["title"], "en"));
    fmt::print("conventions: {}{} {}, {}, years 0 to {}, {} cohort(s), prices in {} of {}\n", discounting.schedule,
        discounting.schedule == "rate" ? " " + discounting.rate : "", economics::discount_method_names[static_cast<std::size_t>(discounting.method)],
        economics::timing_names[static_cast<std::size_t>(discounting.timing)], run.model.last_year, run.model.programme_years, currency,
        document["price_year"].as_integer() ? *document["price_year"].as_integer() : 0);
    print_outcome(run, currency);
    for (auto const& scenario : run.scenarios)
        fmt::print("  scenario {:20} ratio {:>12}   net {:>16.2f}\n", scenario.id.empty() ? "(base)" : scenario.id, or_none(scenario.outcome.bcr),
            scenario.outcome.npv);
    print_uncertainty(run);
    fmt::print("bydel {}\n", BYDEL_VERSION);
}

int impact_run(ImpactCommand const& command)
{
    return with_model(command, [&](Json const& document, i18n::Catalogue const&) -> Done {
        auto run = TRY(impact::run(document, { command.scenario, command.draws, command.seed }));
        if (command.as_json)
            fmt::print("{}\n", impact::to_json(run, document).dump());
        else
            print_run(run, document);
        return {};
    });
}

int impact_report(ImpactCommand const& command)
{
    return with_model(command, [&](Json const& document, i18n::Catalogue const& messages) -> Done {
        auto run = TRY(impact::run(document, { command.scenario, command.draws, command.seed }));
        auto report = impact::report(document, run, messages, { command.language, day_of(Clock().now()), "Bydel " BYDEL_VERSION, 0, command.file });
        if (ending_of(command.out) == "html")
            return write_to(command.out, document::to_html(report));
        if (ending_of(command.out) == "pdf")
            return write_to(command.out, TRY(document::to_pdf(report)));
        return fail({ 422, "field.unknown_code", "out", {}, "--out must end in .pdf or .html" });
    });
}

int impact_convert(ImpactCommand const& command)
{
    return with_model(command, [&](Json const& document, i18n::Catalogue const&) -> Done {
        TRY(impact::engine_model(document));
        return write_to(command.out, TRY(impact::write_file(document, ending_of(command.out), command.language)).bytes);
    });
}

} // namespace bydel::app
