// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/day.h"
#include "platform/i18n/i18n.h"
#include "platform/i18n/isolate.h"
#include <atomic>
#include <doctest/doctest.h>
#include <thread>

using namespace bydel;
using namespace bydel::i18n;

#define FSI "\u2068"
#define PDI "\u2069"

static Json file(std::string_view language, std::string_view messages)
{
    return MUST(parse_json(R"({"language":)" + std::string(language) + R"(,"messages":)" + std::string(messages) + "}"));
}

static Catalogue cast()
{
    Catalogue catalogue;
    MUST(catalogue.add("en", file(R"({"code":"en","name":"English","own_name":"English","direction":"ltr","review":"reviewed"})", R"({
        "plain":"Close","only_english":"Only here","greet":"Hello, {name}.","raised":"{name}, {day}","how":"{way, select, on {with {name}} other {without}}","apostrophe":"It's {name}'s",
        "women":"{count, plural, =0 {no women} one {# woman} other {# women}}","simple":"{most} at most"})")));
    MUST(catalogue.add("da",
        file(R"({"code":"da","name":"Danish","own_name":"Dansk","direction":"ltr","review":"not_reviewed"})",
            R"({"plain":"Luk","women":"{count, plural, one {# kvinde} other {# kvinder}}"})")));
    MUST(catalogue.add("ar",
        file(R"({"code":"ar","name":"Arabic","own_name":"العربية","direction":"rtl","review":"not_reviewed"})",
            R"({"women":"{count, plural, zero {صفر} one {واحدة} two {اثنتان} few {قليل} many {كثير} other {أخرى}}","raised":"{name}، {day}"})")));
    return catalogue;
}

TEST_CASE("a message is said in its language, else in English, else by its key")
{
    auto catalogue = cast();
    CHECK(catalogue.say("da", "plain") == "Luk");
    CHECK(catalogue.say("da", "only_english") == "Only here");
    CHECK(catalogue.say("xx", "plain") == "Close");
    CHECK(catalogue.say("da", "no.such.key") == "no.such.key");
    CHECK(catalogue.raw("da", "only_english").empty());
    CHECK(catalogue.raw("da", "plain") == "Luk");
}

TEST_CASE("plurals follow the language")
{
    auto catalogue = cast();
    CHECK(catalogue.say("en", "women", { { "count", "0" } }) == "no women");
    CHECK(catalogue.say("en", "women", { { "count", "1" } }) == "1 woman");
    CHECK(catalogue.say("da", "women", { { "count", "1200" } }) == "1.200 kvinder");
    CHECK(catalogue.say("ar", "women", { { "count", "2" } }) == "اثنتان");
    CHECK(catalogue.say("ar", "women", { { "count", "3" } }) == "قليل");
    CHECK(catalogue.say("ar", "women", { { "count", "11" } }) == "كثير");
}

TEST_CASE("names are put in as they are, and what only looks like a number stays text")
{
    auto catalogue = cast();
    CHECK(catalogue.say("en", "greet", { { "name", "{evil, plural" } }) == "Hello, {evil, plural.");
    CHECK(catalogue.say("en", "greet", { { "name", "0071234" } }) == "Hello, 0071234.");
    CHECK(catalogue.say("en", "greet", { { "name", "99999999999999999999" } }) == "Hello, 99999999999999999999.");
    CHECK(catalogue.say("en", "simple", { { "most", "1000" } }) == "1,000 at most");
    CHECK(catalogue.say("en", "apostrophe", { { "name", "Amina" } }) == "It's Amina's");
}

TEST_CASE("a value that runs the other way is kept apart from the sentence it stands in")
{
    auto catalogue = cast();
    auto raised = [&](std::string_view language, std::string const& name, std::string const& day) {
        return catalogue.say(language, "raised", { { "name", name }, { "day", day } });
    };
    CHECK(raised("en", "Amina", "26 November 2026") == "Amina, 26 November 2026");
    CHECK(raised("en", "فاطمة الزهراء", "26 November 2026") == FSI "فاطمة الزهراء" PDI ", 26 November 2026");
    CHECK(raised("en", "٢٠٢٦", "x") == FSI "٢٠٢٦" PDI ", x");
    CHECK(raised("ar", "amina", "+45 20 12") == FSI "amina" PDI "، " FSI "+45 20 12" PDI);
    CHECK(raised("ar", "فاطمة الزهراء", "12") == "فاطمة الزهراء، 12");
    CHECK(catalogue.say("en", "how", { { "way", "on" }, { "name", "فاطمة" } }) == "with " FSI "فاطمة" PDI);
    CHECK(isolated("\xff", Direction::left_to_right) == "\xff"); // no UTF-8: nothing to turn
}

TEST_CASE("numbers and days are written in the digits of the language's file, whatever ICU would take for it")
{
    Catalogue catalogue;
    auto arabic = [](std::string const& numbering) {
        return file(R"({"code":"ar","name":"Arabic","own_name":"العربية","direction":"rtl","review":"not_reviewed")" + numbering + "}",
            R"({"women":"{count, plural, other {# امرأة}}"})");
    };
    MUST(catalogue.add("ar", arabic("")));
    CHECK(catalogue.locale("ar") == "ar-u-ca-gregory-nu-latn");
    CHECK(catalogue.locale("en") == "en-GB-u-ca-gregory-nu-latn");
    CHECK(catalogue.say("ar", "women", { { "count", "1200" } }) == "1,200 امرأة");
    CHECK(catalogue.day("ar", "2026-11-26") == "26 نوفمبر 2026");
    MUST(catalogue.add("ar", arabic(R"(,"numbering":"arab")")));
    CHECK(catalogue.say("ar", "women", { { "count", "1200" } }) == "١٬٢٠٠ امرأة");
    CHECK(catalogue.day("ar", "2026-11-26") == "٢٦ نوفمبر ٢٠٢٦");
}

TEST_CASE("days and months are written as people read them; what is neither stays")
{
    auto catalogue = cast();
    CHECK(catalogue.day("en", "2026-11-03") == "3 November 2026");
    CHECK(catalogue.day("da", "2026-11-03") == "3. november 2026");
    CHECK(catalogue.day("da", "2026-11") == "november 2026");
    CHECK(catalogue.day("fa", "2026-11-03") == "3 نوامبر 2026"); // the calendar it was typed in
    for (auto odd : { "", "soon", "2026-02-30", "2026" })
        CHECK(catalogue.day("en", odd) == odd);
}

TEST_CASE("a faulty file is refused whole and its fault is named")
{
    Catalogue catalogue;
    auto cause = [&](std::string_view code, Json const& json) {
        auto done = catalogue.add(code, json);
        REQUIRE(!done);
        CHECK(done.error().key == "server.bad_language_file");
        return done.error().cause;
    };
    auto english = R"({"code":"en","name":"English","own_name":"English","direction":"ltr","review":"reviewed"})";
    CHECK(cause("en", file(english, R"({"ok":"x","bad":"{count, plural, one {# woman}"})")).find("bad is not ICU") != std::string::npos);
    CHECK(cause("en", file(english, R"({"bad":5})")).find("bad is not text") != std::string::npos);
    CHECK(cause("en", Json()).find("messages") != std::string::npos);
    CHECK(cause("da", file(english, "{}")).find("languages/da: ") != std::string::npos);
    CHECK(catalogue.languages().empty());
}

TEST_CASE("several files speak of one language")
{
    auto catalogue = cast();
    MUST(catalogue.add("da", MUST(parse_json(R"({"messages":{"more":"Mere"}})"))));
    CHECK(catalogue.say("da", "more") == "Mere");
    CHECK(catalogue.say("da", "plain") == "Luk");
    CHECK(catalogue.languages().size() == 3);
    CHECK(catalogue.languages()[0].own_name == "العربية");
    CHECK(catalogue.languages()[0].direction == "rtl");
}

TEST_CASE("the best language is the most wanted that we have")
{
    auto catalogue = cast();
    CHECK(catalogue.best_for("da-DK,da;q=0.9,en;q=0.5") == "da");
    CHECK(catalogue.best_for("so, ar;q=0.4, da;q=0.8") == "da");
    CHECK(catalogue.best_for("ar-SY") == "ar");
    CHECK(catalogue.best_for("AR") == "ar");
    CHECK(catalogue.best_for("da;q=0, ar;q=0.1") == "ar");
    for (auto odd : { "", "*", "so", ";;;,,,", "q=1", ", ;q=x", "\xff\xfe" })
        CHECK(catalogue.best_for(odd) == "en");
}

TEST_CASE("many threads say the same at once")
{
    auto const catalogue = cast();
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                right += catalogue.say("da", "women", { { "count", std::to_string(i + 2) } }) == std::to_string(i + 2) + " kvinder";
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(right == 2000);
}

TEST_CASE("the day is the one on the wall of that zone")
{
    auto at = [](std::string_view day, int hours) { return start_of(day) + hours * 60 * one_minute; };
    CHECK(local_day(at("2026-11-23", 22), "Europe/Copenhagen") == "2026-11-23");
    CHECK(local_day(at("2026-11-23", 23), "Europe/Copenhagen") == "2026-11-24");
    CHECK(local_day(at("2026-07-01", 22), "Europe/Copenhagen") == "2026-07-02");
    CHECK(local_day(at("2026-11-23", 2), "America/New_York") == "2026-11-22");
    CHECK(local_day(at("2026-11-23", 23), "Nowhere/At_All") == "2026-11-23");
    CHECK(local_day(at("2026-11-23", 23), "") == "2026-11-23");
}
