// SPDX-License-Identifier: AGPL-3.0-or-later
// A report says what a model says, all of it, in the reader's language, and nothing that the numbers do not carry.
#include "impact/report.h"
#include "impact/report_parts.h"
#include "programme/content.h"
#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace bydel;
using namespace bydel::impact;

namespace {

constexpr std::string_view told_languages[] { "en", "da", "ar" };

i18n::Catalogue const& words()
{
    static auto const catalogue = [] {
        i18n::Catalogue made;
        auto const files = programme::language_files();
        for (auto const& [code, file] : *files)
            MUST(made.add(code, file));
        return made;
    }();
    return catalogue;
}

Json shipped_model(std::string_view wanted)
{
    for (auto const& [key, json] : shipped_models()) {
        if (key == wanted)
            return json;
    }
    return {};
}

document::Document told(Json const& json, std::string const& language = "en", RunSettings const& settings = { "", 1000, 4711 })
{
    auto made = run(json, settings);
    REQUIRE_MESSAGE(made.has_value(), made.error().key);
    return report(json, *made, words(), { language, "2026-11-23", "Bydel 0.1.0", 3, "model.json" });
}

/// Every word of a document, without its form; links follow their text.
struct Flat {
    std::string text;
    void add(std::string const& more) { text += more + "\n"; }
    void add(document::Text const& more)
    {
        for (auto const& run : more.runs)
            text += run.text;
        for (auto const& run : more.runs)
            text += run.link.empty() ? "" : " <" + run.link + ">";
        text += "\n";
    }
    void operator()(document::Heading const& heading) { add(heading.text); }
    void operator()(document::Paragraph const& paragraph) { add(paragraph.text); }
    void operator()(document::List const& list)
    {
        for (auto const& item : list.items)
            add(item);
    }
    void operator()(document::Table const& table)
    {
        add(table.caption);
        for (auto const& column : table.columns)
            add(column.header);
        for (auto const& row : table.rows) {
            for (auto const& cell : row)
                add(cell);
        }
    }
    void operator()(document::Chart const& chart)
    {
        add(chart.title + "\n" + chart.summary + "\n" + chart.category_axis + "\n" + chart.value_axis);
        (*this)(chart.data);
    }
    void operator()(document::Note const& note)
    {
        add(note.title);
        add(note.text);
    }
    void operator()(document::PageBreak const&) { }
};

std::string flat(document::Document const& made)
{
    Flat all;
    all.add(made.title + "\n" + made.subtitle + "\n" + made.created + "\n" + made.version);
    for (auto const& block : made.blocks)
        std::visit(all, block);
    return all.text;
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

Json with_member(Json json, std::string_view list, std::size_t index, std::string_view member, Json value)
{
    auto lines = *json[list].as_array();
    lines[index].set(member, std::move(value));
    json.set(list, Json(std::move(lines)));
    return json;
}

Json without_distributions(Json json)
{
    for (std::size_t i = 0; i < json["inputs"].as_array()->size(); ++i)
        json = with_member(std::move(json), "inputs", i, "distribution", nullptr);
    return json;
}

std::string first_paragraph(document::Document const& made)
{
    auto const* paragraph = std::get_if<document::Paragraph>(&made.blocks.at(1));
    REQUIRE(paragraph);
    return paragraph->text.runs.at(0).text;
}

// --- keys -------------------------------------------------------------------------------------------------------------------------

std::set<std::string> keys_in_code()
{
    std::set<std::string> keys;
    std::regex const literal("\"#?(report\\.impact\\.[a-z_0-9.]+)\"");
    for (auto const& entry : std::filesystem::directory_iterator(BYDEL_SOURCE_DIR "/src/impact")) {
        auto const name = entry.path().filename().string();
        if (!name.starts_with("report") || name.ends_with("_test.cpp"))
            continue;
        std::ifstream file(entry.path());
        std::string const source(std::istreambuf_iterator<char>(file), {});
        for (std::sregex_iterator found(source.begin(), source.end(), literal), end; found != end; ++found)
            keys.insert((*found)[1]);
    }
    return keys;
}

/// What is put behind the keys that end in a point.
std::set<std::string> keys_with_names()
{
    std::set<std::string> keys;
    auto add = [&](std::string const& prefix, auto const& names) {
        for (auto const& name : names)
            keys.insert("report.impact." + prefix + "." + std::string(name));
    };
    add("section", report_parts::places());
    add("payer", economics::payer_names);
    add("timing", economics::timing_names);
    add("method", economics::discount_method_names);
    add("status", std::vector { "sourced", "assumed", "measured", "none" });
    add("schedule", std::vector { "none", "green_book", "denmark_2021", "denmark_2013", "own", "rate" });
    add("unit", std::vector { "share", "money", "money_per_hour", "hours", "women", "years", "number" });
    for (auto const& kind : stats::distribution_names) {
        if (kind != "fixed")
            add("distribution", std::vector { kind });
    }
    add("stated_by", stats::stated_by_names);
    for (int item = 1; item <= 28; ++item)
        add("cheers", std::vector { std::to_string(item) });
    return keys;
}

} // namespace

TEST_CASE("every word of a report is there in English, Danish and Arabic")
{
    auto keys = keys_with_names();
    for (auto const& key : keys_in_code()) {
        if (!key.ends_with('.'))
            keys.insert(key);
    }
    CHECK(keys.size() > 250);
    for (auto language : told_languages) {
        for (auto const& key : keys)
            CHECK_MESSAGE(!words().raw(language, key).empty(), language, " has no ", key);
    }
}

TEST_CASE("a report's words name the same things in each language, and each is used")
{
    auto const in_code = keys_in_code();
    std::ifstream file(BYDEL_SOURCE_DIR "/content/languages/en/impact.json");
    std::string const english(std::istreambuf_iterator<char>(file), {});
    std::regex const key_pattern("\"(report\\.impact\\.[a-z_0-9.]+)\":");
    std::regex const param("\\{([a-z_]+)(, (plural|select|number)[^}]|\\})");
    auto params = [&](std::string const& text) {
        std::set<std::string> names;
        for (std::sregex_iterator found(text.begin(), text.end(), param), end; found != end; ++found)
            names.insert((*found)[1]);
        return names;
    };
    for (std::sregex_iterator found(english.begin(), english.end(), key_pattern), end; found != end; ++found) {
        std::string const key = (*found)[1];
        auto fits = [&](std::string const& used) { return used == key || (used.ends_with('.') && key.starts_with(used)); };
        CHECK_MESSAGE(std::any_of(in_code.begin(), in_code.end(), fits), "nobody says ", key);
        for (std::string_view language : { "da", "ar" }) {
            for (auto const& name : params(words().raw(language, key)))
                CHECK_MESSAGE(params(words().raw("en", key)).contains(name), key, " in ", language, " asks for ", name);
        }
    }
}

// --- shipped models ---------------------------------------------------------------------------------------------------------------

TEST_CASE("the report of a shipped model tells every input, source and claim, the seed and the 28 CHEERS items, in each language")
{
    auto const all_claims = claims();
    for (auto const& [key, json] : shipped_models()) {
        for (std::string const language : { "en", "da", "ar" }) {
            CAPTURE(key);
            CAPTURE(language);
            auto const text = flat(told(json, language));
            for (auto list : { "inputs", "costs", "outcomes" }) {
                for (auto const& line : *json[list].as_array()) {
                    CHECK(has(text, text_in(line["label"], language)));
                    CHECK(has(text, line["source"].text("url")));
                    CHECK(has(text, text_in(line["note"], language)));
                }
            }
            for (auto const& scenario : *json["scenarios"].as_array())
                CHECK(has(text, text_in(scenario["supports"], language)));
            for (auto const& claim : *all_claims.as_array()) {
                auto const& ids = *json["claims"].as_array();
                bool const named = std::any_of(ids.begin(), ids.end(), [&](Json const& id) { return *id.as_string() == claim.text("id"); });
                CHECK(has(text, text_in(claim["does_not_support"], language)) == named);
                CHECK((!named || has(text, claim["source"].text("url"))));
            }
            CHECK(has(text, "--seed 4711"));
            CHECK(has(text, "\n4711\n"));
            for (int item = 1; item <= 28; ++item) {
                auto const written = document::number_text(words().locale(language), item, 0) + ". ";
                CHECK(has(text, "\n" + written + words().say(language, "report.impact.cheers." + std::to_string(item)) + "\n"));
            }
        }
    }
}

TEST_CASE("no key and no brace is left in a report")
{
    for (auto const& [key, json] : shipped_models()) {
        for (auto language : told_languages) {
            CAPTURE(key);
            CAPTURE(language);
            auto const text = flat(told(json, std::string(language)));
            CHECK(!has(text, "report.impact."));
            CHECK(text.find_first_of("{}") == std::string::npos);
            CHECK(!std::regex_search(text, std::regex("\\b(nan|inf)\\b")));
            CHECK(!has(text, " <>"));
        }
    }
}

TEST_CASE("links inside a report lead to a section of it")
{
    auto const made = told(shipped_model("bydelsmoedre_2016_b"));
    std::set<std::string> places;
    for (auto const& block : made.blocks) {
        if (auto const* heading = std::get_if<document::Heading>(&block))
            places.insert("<#" + heading->place + ">");
    }
    auto const text = flat(made);
    std::regex const link("<#[^>]*>");
    CHECK(std::distance(std::sregex_iterator(text.begin(), text.end(), link), {}) > 20);
    for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found)
        CHECK_MESSAGE(places.contains(found->str()), found->str());
}

// --- the sentence on top ------------------------------------------------------------------------------------------------------------

TEST_CASE("the range on top is low and high where the model has them, else the draws, else it is said that there is none")
{
    auto const b = shipped_model("bydelsmoedre_2016_b");
    CHECK(first_paragraph(told(b))
        == "Our central assumptions give back 7.29 DKK for each DKK spent, counted in the years 0 to 9; between 2.79 and 10.00 as they "
           "vary.");
    auto without_scenarios = b;
    without_scenarios.set("scenarios", Json(Json::Array {}));
    CHECK(has(first_paragraph(told(without_scenarios)), "in 95 of 100 draws it is between 3."));
    auto const text = flat(told(without_distributions(without_scenarios)));
    CHECK(has(text, "no range has been given, so it is not known how far this may be off."));
    CHECK(has(text, "so no draws were made"));
    CHECK(has(text, "The model has no scenarios."));
    CHECK(has(text, "None: no input is uncertain"));
    CHECK(!has(text, "EVPI)."));
}

TEST_CASE("a report for a scenario says so on top, in the values and in the command")
{
    auto const made = told(shipped_model("bydelsmoedre_2016_b"), "en", { "low", 1000, 4711 });
    CHECK(has(first_paragraph(made), "The assumptions of the scenario “Careful: services only” give back 2.79 DKK"));
    CHECK(!has(first_paragraph(made), "between 2.79 and 10.00"));
    auto const text = flat(made);
    CHECK(has(text, "In the scenario of this report: 23\xc2\xa0%."));
    CHECK(has(text, "bydel impact run model.json --draws 1000 --seed 4711 --scenario low\n"));
}

TEST_CASE("a year whose ratio the model asks for is told beside the whole")
{
    CHECK(has(flat(told(shipped_model("bydelsmoedre_2016_a"))), "In the year of the spending itself (year 0) it is 3.04."));
    CHECK(!has(flat(told(shipped_model("bydelsmoedre_2016_b"))), "In the year of the spending itself"));
}

TEST_CASE("a programme that does not pay for itself is told so")
{
    auto const text = flat(told(shipped_model("norway_2020"), "en", { "low", 1000, 1 }));
    CHECK(has(text, "give back 0.41 NOK for each NOK spent, counted within one year"));
    CHECK(has(text, "That is less than it costs"));
    CHECK(has(text, "Not within the years counted"));
    CHECK(!has(flat(told(shipped_model("norway_2020"))), "That is less than it costs"));
}

TEST_CASE("a model without costs has no ratio and says so")
{
    auto const empty = shipped_model("empty");
    CHECK(first_paragraph(told(empty)) == "The model counts neither costs nor benefits, so there is nothing to say yet of what comes back.");
    auto json = without_distributions(shipped_model("norway_2020"));
    json.set("scenarios", Json(Json::Array {}));
    json = with_member(std::move(json), "inputs", 0, "value", 0);
    auto const text = flat(told(json));
    CHECK(has(text, "The model counts no costs, so there is no return for each NOK spent."));
    CHECK(has(text, "There is nothing to pay back"));
    CHECK(has(text, "Ratio\nnone\n"));
}

// --- what stands with the inputs ------------------------------------------------------------------------------------------------

TEST_CASE("an approved, linked and converted input is told with its person, its count and the prices it is used at")
{
    auto json = without_distributions(shipped_model("bydelsmoedre_2016_b"));
    json = with_member(std::move(json), "inputs", 0, "approved", Json::object({ { "by", "Fatima Khan" }, { "on", "2026-11-20" } }));
    json = with_member(std::move(json), "inputs", 0, "price_year", 2013);
    json = with_member(std::move(json), "inputs", 1, "link",
        Json::object({ { "measure", "hours.talked" }, { "from", "2025-01" }, { "to", "2025-12" }, { "value", 1234.5 }, { "counted_on", "2026-11-23" } }));
    json.set("price_index",
        Json::object({ { "source", Json::object({ { "title", "Index" }, { "url", "https://example.org/index" }, { "on", "2026-10-01" } }) },
            { "values", Json::object({ { "2013", 80 }, { "2016", 100 } }) } }));
    auto const text = flat(told(json));
    CHECK(has(text, "Fatima Khan, 20 November 2026"));
    CHECK(has(text, "One has been approved by a named person."));
    CHECK(has(text,
        "Used as 3,750,000\xc2\xa0"
        "DKK, at prices of the model’s year."));
    CHECK(has(text, ", January 2025 to December 2025: 1,234.5, counted on 23 November 2026."));
    CHECK(has(text, "https://example.org/index"));
    CHECK(has(text, "(seen 1 October 2026)"));
    CHECK(has(text, "2013: 80, 2016: 100"));
    CHECK(has(flat(told(json, "da")), "Fatima Khan, 20. november 2026"));
}

TEST_CASE("formulas, distributions and overrides stand in the report at full length")
{
    auto const text = flat(told(shipped_model("bydelsmoedre_2016_b")));
    CHECK(has(text, "(interpreting_share * interpreter_price + guidance_share * guidance_price) * price_level"));
    CHECK(has(text, "beta mean_sd 0.04 0.015\n"));
    CHECK(has(text, "gamma mean_sd 3000000 300000\n"));
    CHECK(has(text, "substitution = 0.5; job_entry = 0.03696923076923077\n"));
    CHECK(has(text, "(women * job_entry) * (work_value) * (1 - (deadweight)) * (1 - (attribution)) * (1 - (drop_off))^k\n"));
    CHECK(has(text, "Municipality 50\xc2\xa0%, State 50\xc2\xa0%"));
}

TEST_CASE("what a model does not tell of the CHEERS items is not reported, and what it tells is")
{
    auto json = shipped_model("norway_2020");
    auto const bare = flat(told(json));
    CHECK(has(bare, "\n27. Source of funding\nNot reported\n"));
    CHECK(has(bare, "\n5. Study population\nNot reported\n"));
    CHECK(has(bare, "\n4. Health economic analysis plan\nNot reported\n"));
    json.set("reporting", Json::object({ { "funding", "The municipality of Oslo" } }));
    CHECK(has(flat(told(json)), "\n27. Source of funding\nThe municipality of Oslo\n"));
}

// --- form -------------------------------------------------------------------------------------------------------------------------

TEST_CASE("numbers are written as people write them in the language, and Arabic runs from the right")
{
    auto const b = shipped_model("bydelsmoedre_2016_b");
    CHECK(has(first_paragraph(told(b, "da")), "7,29 DKK"));
    CHECK(has(flat(told(b, "da")),
        "25.305.995\xc2\xa0"
        "DKK"));
    CHECK(has(first_paragraph(told(b, "ar")), "7.29"));
    auto const html = document::to_html(told(b, "ar"));
    CHECK(has(html, "<html lang=\"ar\" dir=\"rtl\">"));
    CHECK(has(flat(told(b, "ar")), "\u2066= hours * substitution\u2069"));
    CHECK(!has(flat(told(b)), "\u2066"));
    CHECK(has(flat(told(b, "da")), words().say("da", "report.impact.not_reviewed")));
}

TEST_CASE("what a report counts has the forms of its language")
{
    auto months = [](char const* language, char const* count) { return words().say(language, "report.impact.payback.months", { { "months", count } }); };
    CHECK(months("en", "1") == "1 month");
    CHECK(months("en", "6.5") == "6.5 months");
    CHECK(months("da", "1") == "1 måned");
    CHECK(months("da", "6.5") == "6,5 måneder");
    CHECK(months("ar", "2") == "شهران");
    CHECK(months("ar", "3") == "3 أشهر");
    CHECK(months("ar", "11") == "11 شهرًا");
    for (auto language : told_languages)
        CHECK(!has(words().raw(language, "report.impact.payback.years"), "{number}"));
    CHECK(has(flat(told(shipped_model("bydelsmoedre_2016_b"))), " months\n"));
}

TEST_CASE("a name of the other direction keeps to itself in a list and before a colon")
{
    auto json = Json(shipped_model("norway_2020"));
    auto inputs = *json["inputs"].as_array();
    for (auto& input : inputs)
        input.set("label", "ساعات " + input.text("id"));
    json.set("inputs", inputs);
    auto const english = flat(told(json));
    for (auto const& input : inputs)
        CHECK(!has(english, input.text("label") + ": "));
    CHECK(has(english, "\u2068ساعات "));
    CHECK(has(english, "\u2069: "));
}

TEST_CASE("the same run gives the same report, and a text of the model is never markup")
{
    auto json = shipped_model("norway_2020");
    json.set("title", "<script>alert(1)</script>");
    auto const html = document::to_html(told(json));
    CHECK(html == document::to_html(told(json)));
    CHECK(!has(html, "<script"));
    CHECK(has(html, "&lt;script&gt;"));
}
