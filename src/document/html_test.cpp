// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/document_cast.h"
#include "document/markup.h"
#include <doctest/doctest.h>
#include <map>
#include <regex>

using namespace bydel;
using namespace bydel::document;

TEST_CASE("text is escaped and only safe addresses become links")
{
    auto html = to_html(all_blocks("en"));
    CHECK(html.find("<title>Worth &lt;of&gt; it</title>") != std::string::npos);
    CHECK(html.find("<strong>Seven &amp; </strong><a href=\"https://example.org/a?b=1&amp;c='2'\">source</a><a href=\"#result\">up</a>bad</p>")
        != std::string::npos);
    CHECK(html.find("javascript:") == std::string::npos);
    for (auto const* link : { "javascript:alert(1)", "data:text/html,x", "//evil.example", "HTTPS://x y", "vbscript:x", "" })
        CHECK_MESSAGE(safe_link(link).empty(), link);
    CHECK(safe_link("HTTPS://example.org") == "HTTPS://example.org");
    CHECK(escaped_text("a\x01\"<b>") == "a&quot;&lt;b&gt;");
}

TEST_CASE("no script, no style attribute, nothing from elsewhere")
{
    for (auto const* language : { "en", "ar" }) {
        auto html = to_html(all_blocks(language));
        CHECK(html.find("<script") == std::string::npos);
        CHECK(html.find("style=") == std::string::npos);
        CHECK(html.find("src=") == std::string::npos);
        CHECK(html.find("url(") == std::string::npos);
        CHECK(occurrences(html, "<style>") == 1);
    }
    auto linked = to_html(all_blocks("en"), { "/report.css" });
    CHECK(linked.find("<style") == std::string::npos);
    CHECK(linked.find("<link rel=\"stylesheet\" href=\"/report.css\">") != std::string::npos);
}

TEST_CASE("language and direction stand on the page")
{
    CHECK(to_html({ .title = "x", .language = "da" }).find("<html lang=\"da\" dir=\"ltr\">") != std::string::npos);
    CHECK(to_html({ .title = "x", .language = "ur" }).find("<html lang=\"ur\" dir=\"rtl\">") != std::string::npos);
    CHECK(is_right_to_left({ .title = "", .language = "ku-Arab" }));
    CHECK(!is_right_to_left({ .title = "", .language = "ku" }));
    CHECK(is_right_to_left({ .title = "", .language = "ar-u-ca-gregory-nu-latn" }));
    CHECK(!is_right_to_left({ .title = "", .language = "da-u-ca-gregory-nu-arab" }));
    CHECK(!is_right_to_left({ .title = "", .language = "ar-Latn" }));
    CHECK(is_right_to_left({ .title = "", .language = "en", .direction = Direction::right_to_left }));
}

TEST_CASE("tables have scoped headers and a caption; short rows are filled up")
{
    auto html = to_html(all_blocks("en"));
    CHECK(html.find("<caption>Inputs</caption>") != std::string::npos);
    CHECK(html.find("<th scope=\"col\" class=\"number\">Value</th>") != std::string::npos);
    CHECK(html.find("<tr><th scope=\"row\">Short row</th><td class=\"number\"></td></tr>") != std::string::npos);
}

TEST_CASE("every chart is described and followed by its table")
{
    auto html = to_html(all_blocks("en"));
    CHECK(occurrences(html, "<svg ") == 6);
    CHECK(occurrences(html, "role=\"img\"") == 6);
    CHECK(occurrences(html, "</figure>\n<div class=\"table\"") == 6);
    CHECK(html.find("<title id=\"chart3-title\">What drives it</title><desc id=\"chart3-desc\">Between 2.8 and 10</desc>") != std::string::npos);
}

static double light(std::string const& colour)
{
    double sum = 0;
    double const weights[] { 0.2126, 0.7152, 0.0722 };
    for (std::size_t i = 0; i < 3; ++i) {
        auto part = std::stoi(colour.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum += weights[i] * (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(std::string const& a, std::string const& b)
{
    auto high = std::max(light(a), light(b)), low = std::min(light(a), light(b));
    return (high + 0.05) / (low + 0.05);
}

TEST_CASE("contrast: words 4.5 to 1, bars and lines 3 to 1, light and dark and on paper (WCAG 2.2, 1.4.3 and 1.4.11)")
{
    std::string css(stylesheet());
    std::regex const theme(":root \\{([^}]*)\\}"), colour("--(\\w+): (#[0-9a-f]{6})");
    int themes = 0;
    for (std::sregex_iterator found(css.begin(), css.end(), theme), end; found != end; ++found, ++themes) {
        std::map<std::string, std::string> colours;
        auto body = (*found)[1].str();
        for (std::sregex_iterator one(body.begin(), body.end(), colour); one != end; ++one)
            colours[(*one)[1]] = (*one)[2];
        for (auto const* word : { "text", "soft", "link" }) {
            CHECK_MESSAGE(contrast(colours.at(word), colours.at("paper")) >= 4.5, word);
            CHECK_MESSAGE(contrast(colours.at(word), colours.at("band")) >= 4.5, word);
        }
        for (int i = 0; i < 6; ++i)
            CHECK_MESSAGE(contrast(colours.at("ink" + std::to_string(i)), colours.at("paper")) >= 3, i);
    }
    CHECK(themes == 3);
}
