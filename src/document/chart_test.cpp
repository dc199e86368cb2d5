// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/chart.h"
#include "document/document_cast.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::document;

static std::string plain(Text const& text) { return text.runs.empty() ? "" : text.runs[0].text; }

TEST_CASE("numbers are written as the language writes them")
{
    CHECK(number_text("da", 1234.5) == "1.234,5");
    CHECK(number_text("en", 1234.567) == "1,234.57");
    CHECK(number_text("en", 2, 2) == "2.00");
    CHECK(number_text("ar", 12, 0) == "١٢");
    CHECK(number_text("ar-u-ca-gregory-nu-latn", 1234.5, 1) == "1,234.5");
    CHECK(number_text("en-GB-u-ca-gregory-nu-latn", 1234.5) == "1,234.5");
    CHECK(number_text("en", -0.0) == "0");
    CHECK(number_text("en", NAN) == "–");
    CHECK(number_text("not a tag", 1) == "1");
}

TEST_CASE("ticks are round and cover the values")
{
    CHECK(ticks_for(0, 71, 5).values == std::vector<double> { 0, 20, 40, 60, 80 });
    auto small = ticks_for(0, 0.9, 5);
    CHECK(small.decimals == 1);
    CHECK(small.values.back() == doctest::Approx(1));
    CHECK(ticks_for(-3.5e6, 36.2e6, 5).values.front() == -10e6);
    CHECK(ticks_for(5, 5, 5).values.size() > 1);
    rc::check([](int a, int b) {
        auto low = std::min(a, b) / 100.0, high = std::max(a, b) / 100.0;
        auto ticks = ticks_for(low, high, 5);
        RC_ASSERT(ticks.values.size() >= 2 && ticks.values.size() <= 12);
        RC_ASSERT(ticks.values.front() <= low + 1e-6 && ticks.values.back() >= high - 1e-6);
    });
}

TEST_CASE("names wrap; only what does not fit at all is cut")
{
    CHECK(wrapped("one two", 1000, 3) == std::vector<std::string> { "one two" });
    CHECK(wrapped("one two", 30, 3) == std::vector<std::string> { "one", "two" });
    CHECK(wrapped("one two three four", 30, 2).back().ends_with("…"));
    CHECK(wrapped("", 30, 2) == std::vector<std::string> { "" });
    CHECK(estimated_width("أُ") == estimated_width("أ"));
}

TEST_CASE("nothing of a picture lies outside it, whatever the language and the direction")
{
    for (auto const& chart : all_charts()) {
        for (auto const* language : { "en", "da", "ar" }) {
            bool rtl = language == std::string("ar");
            auto picture = picture_of(chart, language, rtl);
            for (auto const& box : picture.boxes)
                CHECK((box.at.x >= -0.5 && box.at.x + box.width <= picture.width + 0.5 && box.at.y >= 0 && box.at.y + box.height <= picture.height));
            for (auto const& label : picture.labels) {
                auto width = estimated_width(label.text);
                auto side = label.anchor == Anchor::middle ? label.at.x - width / 2 : (label.anchor == Anchor::start) != rtl ? label.at.x : label.at.x - width;
                CHECK_MESSAGE((side >= -6 && side + width <= picture.width + 6 && label.at.y <= picture.height), label.text);
            }
        }
    }
}

TEST_CASE("right-to-left pictures are the mirror")
{
    auto chart = all_charts().front();
    auto one = picture_of(chart, "en", false), other = picture_of(chart, "en", true);
    REQUIRE(one.boxes.size() == other.boxes.size());
    CHECK(one.boxes.back().at.x + one.boxes.back().width == doctest::Approx(one.width - other.boxes.back().at.x));
}

TEST_CASE("a value that is none leaves a gap: no bar, a broken line, a dash in the table")
{
    auto charts = all_charts();
    CHECK(picture_of(charts[0], "en", false).boxes.size() == 3 + 2); // three bars, two swatches
    CHECK(plain(table_of(charts[0], "en").rows[1][2]) == "–");
}

TEST_CASE("upright bars whose names would be cut are laid across")
{
    auto chart = any_chart(BarChart { Bars::up, std::vector<std::string>(12, "Selvforsørgelsesprocent"), { { "a", std::vector<double>(12, 1) } } });
    auto picture = picture_of(chart, "en", false);
    CHECK(picture.boxes[0].width > picture.boxes[0].height);
    for (auto const& label : picture.labels)
        CHECK(label.text.find("…") == std::string::npos);
}

TEST_CASE("the table of a chart: its own, or its values")
{
    auto charts = all_charts();
    CHECK(plain(table_of(charts[5], "en").rows[0][0]) == "Deadweight");
    CHECK(plain(table_of(charts[5], "en").rows[0][2]) == "10");
    CHECK(plain(table_of(charts[4], "en").rows[1][0]) == "1 – 2");
    CHECK(plain(table_of(charts[3], "da").rows[1][0]) == "50.000");
    charts[0].data.columns = { { "own" } };
    CHECK(table_of(charts[0], "en").columns[0].header == "own");
}

TEST_CASE("empty charts and mad values draw something and break nothing")
{
    double const mad = 1e308;
    for (auto const& drawing :
        std::vector<decltype(Chart::drawing)> { BarChart {}, BarChart { Bars::across, {}, {} }, LineChart {}, Histogram {}, Histogram { { 1 }, { 2, 3 } },
            Tornado {}, BarChart { Bars::up, { "a" }, { { "x", {} } } }, BarChart { Bars::up, { "a" }, { { "x", { mad, -mad } } } },
            LineChart { {}, { mad, -mad, INFINITY }, { { "x", { mad, 1, NAN } } } }, Tornado { NAN, "", "", { { "", mad, -mad } } } }) {
        auto picture = picture_of(any_chart(drawing), "en", false);
        CHECK(picture.height > 0);
        CHECK(picture.labels.size() < 200);
    }
}
