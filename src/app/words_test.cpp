// SPDX-License-Identifier: AGPL-3.0-or-later
// The other half of web/src/platform/words.test.ts: page and server write the same numbers, days and messages alike.
#include "app/product.h"
#include "document/document.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;

static i18n::Params params_of(Json const& json)
{
    i18n::Params params;
    for (auto const& [name, value] : *json.as_object())
        params.emplace_back(name, value.as_string() ? *value.as_string() : std::to_string(*value.as_integer()));
    return params;
}

TEST_CASE("the server writes numbers, days and messages as the page does, in each language")
{
    std::ifstream file(BYDEL_SOURCE_DIR "/contracts/words.json");
    auto const known = MUST(parse_json(std::string(std::istreambuf_iterator<char>(file), {})));
    auto messages = *MUST(app::all_messages());
    for (auto const& [language, words] : *known["languages"].as_object()) {
        CAPTURE(language);
        MUST(messages.add(language, Json::object({ { "messages", words["patterns"] } })));
        auto each = [&](std::string_view list, auto const& check) {
            for (auto const& line : *words[list].as_array())
                check(*line.as_array());
        };
        each("numbers", [&](Json::Array const& line) {
            CHECK(document::number_text(messages.locale(language), *line[0].as_number(), static_cast<int>(*line[1].as_integer())) == *line[2].as_string());
        });
        each("days", [&](Json::Array const& line) { CHECK(messages.day(language, *line[0].as_string()) == *line[1].as_string()); });
        each("months", [&](Json::Array const& line) { CHECK(messages.day(language, *line[0].as_string()) == *line[1].as_string()); });
        each("messages", [&](Json::Array const& line) { CHECK(messages.say(language, *line[0].as_string(), params_of(line[1])) == *line[2].as_string()); });
    }
}
