// SPDX-License-Identifier: AGPL-3.0-or-later
// The shipped models give the figures of their sources; a bad document names its line; a model survives a spreadsheet; an approval belongs to its numbers.
#include "base/typed_number.h"
#include "impact/impact.h"
#include "impact/links.h"
#include "impact/rules.h"
#include "impact/tables.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <functional>
#include <set>

using namespace bydel;
using namespace bydel::impact;

namespace {

Json shipped(std::string const& wanted)
{
    for (auto const& [key, document] : shipped_models()) {
        if (key == wanted)
            return document;
    }
    FAIL(wanted);
    return {};
}

double ratio_of(Run const& run, std::string const& scenario)
{
    for (auto const& one : run.scenarios) {
        if (one.id == scenario)
            return *one.outcome.bcr;
    }
    return 0;
}

/// Replaces what stands at "inputs[2].low".
Json with(Json document, std::string const& list, std::size_t index, std::string const& member, Json value)
{
    auto lines = *document[list].as_array();
    lines[index].set(member, std::move(value));
    document.set(list, Json(std::move(lines)));
    return document;
}

std::string fault(Json const& document)
{
    auto problems = problems_of(document);
    if (problems.empty())
        return "";
    std::string line;
    for (auto const& [name, value] : problems.front().params) {
        if (name == "line")
            line = " (" + value + ")";
    }
    return problems.front().key + " " + problems.front().field + line;
}

std::size_t index_of(Json const& document, std::string const& list, std::string const& id)
{
    auto const& lines = *document[list].as_array();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].text("id") == id)
            return i;
    }
    FAIL(id);
    return 0;
}

} // namespace

TEST_CASE("every shipped model is whole")
{
    for (auto const& [key, document] : shipped_models()) {
        CAPTURE(key);
        CHECK(fault(document) == "");
        auto told = run(document, {});
        REQUIRE(told);
        CHECK(told->scenarios.size() == document["scenarios"].as_array()->size() + 1);
    }
}

TEST_CASE("Bydelsmødre 2016, reading A: 3.04 in the year of the spending and 10.14 within ten years (impact-model.md A5)")
{
    auto told = MUST(run(shipped("bydelsmoedre_2016_a"), {}));
    auto const& years = told.outcome.years;
    REQUIRE(years.size() == 11);
    CHECK(*years[0].ratio == doctest::Approx(3.036833).epsilon(1e-6));
    CHECK(*years[1].ratio == doctest::Approx(4.286833).epsilon(1e-6));
    CHECK(*years[10].ratio == doctest::Approx(10.135254).epsilon(1e-6));
    CHECK(told.outcome.npv == doctest::Approx(27'405'763).epsilon(1e-6));
    CHECK(*told.outcome.payback_years * 12 == doctest::Approx(3.95).epsilon(0.002));
    CHECK(told.tornado.rows.front().input == "job_entry");
    CHECK(told.tornado.rows.front().at_low == doctest::Approx(6.5860).epsilon(1e-4));
    CHECK(told.tornado.rows.front().at_high == doctest::Approx(13.6845).epsilon(1e-4));
}

TEST_CASE("the draws of reading A have the moments of the source: mean 10.30, 95 % from 4.23 to 21.0 (impact-model.md A5)")
{
    RunSettings settings;
    settings.draws = 20'000;
    auto told = MUST(run(shipped("bydelsmoedre_2016_a"), settings));
    REQUIRE(told.simulation);
    auto const& ratio = told.simulation->bcr;
    CHECK(std::abs(ratio.mean - 10.296) < 4 * ratio.se);
    CHECK(ratio.percentiles.front() == doctest::Approx(4.231).epsilon(0.05));
    CHECK(ratio.percentiles.back() == doctest::Approx(21.007).epsilon(0.05));
    CHECK(told.simulation->evppi.size() == 10);
}

TEST_CASE("Bydelsmødre 2016, reading B: 7.29 over ten years, between 2.79 and 10.00 (impact-model.md A5)")
{
    auto told = MUST(run(shipped("bydelsmoedre_2016_b"), {}));
    CHECK(*told.outcome.bcr == doctest::Approx(7.285123).epsilon(1e-6));
    CHECK(ratio_of(told, "low") == doctest::Approx(2.793887).epsilon(1e-6));
    CHECK(ratio_of(told, "high") == doctest::Approx(10.0).epsilon(1e-4));
}

TEST_CASE("Norway 2020: 2.03 and 3.28 at half the hours, 0.41 at a tenth")
{
    auto told = MUST(run(shipped("norway_2020"), {}));
    CHECK(ratio_of(told, "middle") == doctest::Approx(2.03).epsilon(0.003));
    CHECK(ratio_of(told, "high") == doctest::Approx(3.28).epsilon(0.003));
    CHECK(ratio_of(told, "low") == doctest::Approx(0.41).epsilon(0.02));
}

TEST_CASE("a bad document names the line, and what computes is never half a model")
{
    auto const model = shipped("bydelsmoedre_2016_b");
    auto const hours = index_of(model, "inputs", "hours"), share = index_of(model, "inputs", "guidance_share");
    auto empty = model;
    empty.set("costs", Json(Json::Array {}));
    CHECK(fault(Json("words")).starts_with("field.wrong_type"));
    CHECK(fault(Json(Json::Object())).starts_with("impact.unknown_format"));
    CHECK(fault(empty).starts_with("impact.missing_line"));
    CHECK(fault(with(model, "inputs", hours, "value", "many")) == "field.wrong_type inputs[1].value (hours)");
    CHECK(fault(with(model, "inputs", hours, "low", 200'000)).starts_with("impact.range_order inputs[1]"));
    CHECK(fault(with(model, "inputs", share, "formula", "1 - guidance_share")).starts_with("impact.circular"));
    CHECK(fault(with(model, "inputs", share, "formula", "1 - (2")).starts_with("impact.formula_syntax"));
    CHECK(fault(with(model, "inputs", share, "formula", "1 - nobody")).starts_with("impact.unknown_name"));
    CHECK(fault(with(model, "outcomes", 1, "duration_years", -3)).starts_with("impact.negative_duration outcomes[1]"));
    CHECK(fault(with(model, "outcomes", 1, "shares", Json::object({ { "state", 0.7 } }))).starts_with("impact.share_sum outcomes[1]"));
    CHECK(fault(with(model, "outcomes", 1, "shares", Json::object({ { "bank", 1 } }))) == "field.unknown_code outcomes[1].shares.bank (jobs)");
    CHECK(fault(with(model, "outcomes", 1, "deadweight", 1.4)).starts_with("impact.share_out_of_range outcomes[1]"));
    auto wild = Json::object({ { "kind", "beta" }, { "stated_by", "mean_sd" }, { "first", 0.5 }, { "second", 0.9 } });
    CHECK(fault(with(model, "inputs", index_of(model, "inputs", "deadweight"), "distribution", wild)).starts_with("impact.impossible_distribution"));
    CHECK(fault(with(model, "inputs", hours, "distribution", Json::object({ { "kind", "poisson" }, { "stated_by", "mean_sd" } })))
        == "field.unknown_code inputs[1].distribution.kind (hours)");
    CHECK(fault(with(model, "inputs", hours, "id", "cost")).find("impact.unknown_name") == 0);
    CHECK(fault(with(model, "inputs", share, "price_year", 2013)).starts_with("impact."));
    CHECK(fault(with(model, "inputs", hours, "distribution", Json(Json::Object()))) == "impact.missing_line inputs[1].distribution.kind (hours)");
    CHECK(fault(with(model, "inputs", hours, "link", "hours")).starts_with("field.wrong_type inputs[1].link"));
    CHECK(fault(with(model, "inputs", hours, "link", Json::object({ { "measure", "hours" }, { "from", "2025" }, { "to", "2025-12" } })))
        == "field.not_a_month inputs[1].link.from (hours)");
    CHECK(fault(with(model, "scenarios", 0, "id", "x; rm -rf ~")) == "impact.bad_id scenarios[0].id (x; rm -rf ~)");
    CHECK(fault(with(model, "scenarios", 0, "id", "high")).starts_with("impact.duplicate_id scenarios[1].id"));
    auto nothing = Json(Json::Array { Json::object({ { "input", "hours" } }) });
    CHECK(fault(with(model, "scenarios", 0, "overrides", nothing)) == "impact.missing_line scenarios[0].overrides[0].value (low)");
    auto zero = Json(Json::Array { Json::object({ { "input", "deadweight" }, { "value", 4 } }) });
    CHECK(fault(with(model, "scenarios", 0, "overrides", zero)).find("scenarios[0]") != std::string::npos);
    CHECK(fault(with(model, "inputs", 0, "low", 0)).starts_with("impact.")); // an end at which there is no ratio
    auto untitled = model;
    untitled.set("title", 5);
    CHECK(fault(untitled) == "field.missing title");
    CHECK(fault(with(model, "inputs", hours, "price_year", 2013)) == "impact.no_price_index inputs[1].price_year (hours)");
}

TEST_CASE("a price of another year is carried to the model's year by its index, range and spread with it")
{
    auto model = shipped("bydelsmoedre_2016_a");
    model.set("price_index", Json::object({ { "values", Json::object({ { "2013", 80 }, { "2016", 100 } }) } }));
    auto const work = index_of(model, "inputs", "work_value");
    auto const made = MUST(engine_model(with(model, "inputs", work, "price_year", 2013))).inputs[work];
    CHECK(made.value == doctest::Approx(187'500));
    CHECK(*made.low == doctest::Approx(125'000));
    CHECK(made.distribution.second == doctest::Approx(37'500));
    auto native = Json::object({ { "kind", "gamma" }, { "stated_by", "native" }, { "first", 25 }, { "second", 6000 } });
    auto odd = with(with(model, "inputs", work, "price_year", 2013), "inputs", work, "distribution", native);
    CHECK(fault(odd) == "impact.price_year_distribution inputs[12].distribution (work_value)");
}

TEST_CASE("a model that went through a spreadsheet gives the same numbers to the last bit")
{
    for (auto const& [key, document] : shipped_models()) {
        for (std::string const type : { "json", "xlsx", "csv" }) {
            CAPTURE(key);
            CAPTURE(type);
            auto file = MUST(write_file(document, type, "da"));
            auto back = read_file("model." + type, file.bytes);
            REQUIRE(back);
            CHECK(fault(*back) == "");
            auto before = MUST(run(document, {})), after = MUST(run(*back, {}));
            CHECK(to_json(before, document)["outcome"] == to_json(after, *back)["outcome"]);
            CHECK(to_json(before, document)["simulation"] == to_json(after, *back)["simulation"]);
            CHECK(to_json(before, document)["scenarios"] == to_json(after, *back)["scenarios"]);
            CHECK(text_in((*back)["title"], "da") == text_in(document["title"], "da"));
        }
    }
}

/// A model's tables as a person types them: every number is text, in the digits and with the decimal sign given.
static document::Workbook typed_by_hand(Json const& document, std::string_view decimal, std::function<std::string(char)> const& digit)
{
    auto workbook = to_workbook(document, "en");
    for (auto& sheet : workbook.sheets) {
        for (auto& column : sheet.columns)
            column.kind = document::CellKind::text;
        for (auto& row : sheet.rows) {
            for (auto& cell : row) {
                if (!typed_number(cell))
                    continue;
                std::string typed;
                for (char c : cell)
                    typed += c == '.' ? std::string(decimal) : c >= '0' && c <= '9' ? digit(c) : std::string(1, c);
                cell = typed;
            }
        }
    }
    return workbook;
}

TEST_CASE("a model typed in Eastern digits, or with decimal commas, gives the numbers of the plain one")
{
    auto const document = shipped("bydelsmoedre_2016_a");
    auto const plain = MUST(from_workbook(to_workbook(document, "en")));
    auto arabic = [](char c) { return "\xd9" + std::string(1, static_cast<char>(0xa0 + (c - '0'))); };
    auto persian = [](char c) { return "\xdb" + std::string(1, static_cast<char>(0xb0 + (c - '0'))); };
    auto western = [](char c) { return std::string(1, c); };
    for (auto const& typed : { typed_by_hand(document, "\u066b", arabic), typed_by_hand(document, "\u066b", persian), typed_by_hand(document, ",", western) }) {
        CHECK(MUST(read_file("m.xlsx", MUST(document::to_xlsx(typed)))).dump() == plain.dump());
        for (auto const& sheet : typed.sheets) {
            auto one = sheet;
            auto const again = MUST(document::read_csv(document::to_csv(one, document::CsvStyle::programs)));
            document::Workbook alone { { again } };
            alone.sheets[0].name = sheet.name;
            document::Workbook before { { to_workbook(document, "en").sheets[static_cast<std::size_t>(&sheet - typed.sheets.data())] } };
            auto const read = from_workbook(alone), right = from_workbook(before);
            CHECK((read ? read->dump() : read.error().key) == (right ? right->dump() : right.error().key));
        }
    }
}

TEST_CASE("a number that could be two is told, and formulas and overrides may be typed in Eastern digits too")
{
    auto workbook = to_workbook(shipped("bydelsmoedre_2016_a"), "en");
    auto& inputs = workbook.sheets[1];
    auto const column = [&](std::string_view name) {
        return static_cast<std::size_t>(
            std::find_if(inputs.columns.begin(), inputs.columns.end(), [&](auto const& one) { return one.header == name; }) - inputs.columns.begin());
    };
    inputs.rows[1][column("value")] = "137,000";
    CHECK(fault(MUST(from_workbook(workbook))) == "field.wrong_type inputs[1].value (hours)");
    inputs.rows[1][column("value")] = "١٣٧٬٠٠٠";
    inputs.rows[3][column("formula")] = "\u200f١ - interpreting_share";
    workbook.sheets[5].rows = { { "low", "Low", "", "substitution = ٠٫٢٣; hours = 0,5" } };
    auto const read = MUST(from_workbook(workbook));
    CHECK(read["inputs"].as_array()->at(1)["value"].as_number() == 137'000);
    CHECK(read["inputs"].as_array()->at(3).text("formula") == "1 - interpreting_share");
    CHECK(read["scenarios"].as_array()->at(0)["overrides"].dump() == R"([{"input":"substitution","value":0.23},{"input":"hours","value":0.5}])");
}

TEST_CASE("days in a file are read as people write them; one that could be two and one of another calendar are refused with their place")
{
    auto said = [](std::string const& typed) {
        document::Workbook workbook { { { "inputs", { { "id" }, { "value" }, { "source" }, { "source_on" } },
            { { "hours", "1", "Letter", "2026-01-01" }, { "women", "2", "Letter", typed } } } } };
        auto read = from_workbook(workbook, "2026-11-26");
        return read ? (*read)["inputs"].as_array()->at(1)["source"].text("on")
                    : read.error().key + " " + read.error().field + " " + read.error().params.at(0).second;
    };
    CHECK(said("١٤\u200f/٣\u200f/٢٠٢٦") == "2026-03-14");
    CHECK(said("14. 11.") == "2026-11-14");
    CHECK(said("14 nov") == "2026-11-14");
    CHECK(said("2016-05") == "2016-05");
    CHECK(said("May 2016") == "May 2016");
    CHECK(said("14/11/1448") == "field.other_calendar inputs[1].source_on 14/11/1448");
    CHECK(said("3/4/2026") == "field.ambiguous_day inputs[1].source_on 3/4/2026");
}

TEST_CASE("a file that is no model says so")
{
    CHECK(read_file("model.doc", "x").error().key == "impact.unknown_file");
    CHECK(read_file("model.json", "{").error().key == "body.malformed");
    CHECK(read_file("model.csv", "a,b\n1,2\n").error().key == "impact.no_table");
    CHECK(read_file("model.xlsx", "not a zip").error().key.starts_with("document."));
}

TEST_CASE("an approval belongs to the numbers it was given for")
{
    auto const hours = index_of(shipped("bydelsmoedre_2016_b"), "inputs", "hours");
    Approver const lone { "Lone", "2026-11-23" }, mette { "Mette", "2026-11-24" };
    auto approved = with_approvals(with(shipped("bydelsmoedre_2016_b"), "inputs", hours, "approved", true), {}, lone);
    auto approval = [&](Json const& document) { return (*document["inputs"].as_array())[hours]["approved"]; };
    CHECK(approval(approved).text("by") == "Lone");
    CHECK(approval(with_approvals(approved, approved, mette)).text("by") == "Lone");
    CHECK(approval(with_approvals(with(approved, "inputs", hours, "note", "read again"), approved, mette)).text("on") == "2026-11-23");
    CHECK(approval(with_approvals(with(approved, "inputs", hours, "value", 5), approved, mette)).is_null());
    CHECK(approval(with_approvals(with(approved, "inputs", hours, "approved", Json()), approved, mette)).is_null());
    auto forged = with(shipped("bydelsmoedre_2016_b"), "inputs", hours, "approved", Json::object({ { "by", "The Queen" }, { "on", "2026-01-01" } }));
    CHECK(approval(with_approvals(forged, {}, mette)).is_null());
    CHECK(approval(with_approvals(forged, approved, mette)).text("by") == "Lone");
}

TEST_CASE("a linked input takes the programme's own number, and what may not be shown refuses the save")
{
    auto link = Json::object({ { "measure", "hours" }, { "from", "2025-01" }, { "to", "2025-12" } });
    auto const model = with(shipped("bydelsmoedre_2016_b"), "inputs", 1, "link", link);
    auto seen = [](std::optional<double> value, reporting::Status status = reporting::Status::shown) {
        return [=](std::string const&, std::string const&, std::string const&) -> Result<reporting::Number> { return reporting::Number { status, value }; };
    };
    auto made = MUST(with_numbers(model, seen(1234.5), "2026-11-23"));
    auto const& hours = (*made["inputs"].as_array())[1];
    CHECK(hours["value"].as_number() == 1234.5);
    CHECK(hours["link"]["value"].as_number() == 1234.5);
    CHECK(hours["link"].text("counted_on") == "2026-11-23");
    CHECK(hours.text("status") == "measured");
    CHECK(hours["low"].is_null()); // of the number that stood there before
    CHECK(hours["distribution"].is_null());
    CHECK(hours["source"].is_null());
    auto const formula = with(shipped("bydelsmoedre_2016_b"), "inputs", 3, "link", link);
    CHECK(with_numbers(formula, seen(0.5), "2026-11-23").error().key == "impact.link_on_formula");
    Approver const lone { "Lone", "2026-11-23" };
    auto approved = with_approvals(with(made, "inputs", 1, "approved", true), {}, lone);
    auto later = MUST(with_numbers(approved, seen(1234.5), "2026-12-01"));
    CHECK((*with_approvals(later, approved, lone)["inputs"].as_array())[1]["approved"].text("by") == "Lone"); // counted again on another day, the same
    auto few = with_numbers(model, seen({}, reporting::Status::hidden), "2026-11-23");
    CHECK(few.error().key == "impact.link_withheld");
    CHECK(few.error().field == "inputs[1].link");
    CHECK(MUST(compare_numbers(made, seen(1300), "2026-12-01")).front().state == "changed");
    CHECK(MUST(compare_numbers(made, seen(1234.5), "2026-12-01")).front().state == "same");
    CHECK(MUST(compare_numbers(made, seen({}, reporting::Status::hidden), "2026-12-01")).front().state == "withheld");
}

TEST_CASE("every claim of the register says what it supports and what it does not, in English and Danish")
{
    auto const register_of = claims();
    std::set<std::string> known;
    for (auto const& claim : *register_of.as_array()) {
        known.insert(claim.text("id"));
        for (auto const* member : { "claim", "supports", "does_not_support" }) {
            CHECK(!claim[member].text("en").empty());
            CHECK(!claim[member].text("da").empty());
        }
        CHECK(claim["source"].text("url").starts_with("https://"));
    }
    CHECK(known.size() == 5);
    for (auto const& [key, document] : shipped_models()) {
        for (auto const& id : *document["claims"].as_array())
            CHECK(known.contains(*id.as_string()));
    }
}
