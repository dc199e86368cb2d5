// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.h"
#include "platform/i18n/tidy.h"
#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace bydel;
using namespace bydel::i18n;

TEST_CASE("what cannot be seen is not stored, and a text of nothing else is empty")
{
    for (auto const* nothing :
        { "\u200b", "\u200f", "\u2060", "\u00a0\u00a0", "\u3000", "\u2800", "\u3164", "\ufeff", "\u00ad", "\u200d", "\ufe0f", " \t\n", "\u061c\u202a\u2069" })
        CHECK_MESSAGE(tidied(nothing) == "", nothing);
    CHECK(tidied("Ami\u200bna Test") == "Amina Test");
    CHECK(tidied("\u00a0Amina\u00a0Test ") == "Amina Test");
    CHECK(tidied("Bla\u030aba\u0308r") == "Bl\u00e5b\u00e4r");
    CHECK(tidied("first\r\nsecond\u2028third") == "first\nsecond\nthird");
    CHECK(tidied("Amina") == "Amina");
}

TEST_CASE("joiners that write words and pictures stay, and do not count when names are compared")
{
    std::string const persian = "\u0646\u06cc\u200c\u06a9\u0646", devanagari = "\u0915\u094d\u200d\u0937";
    std::string const family = "\U0001f469\u200d\U0001f467", heart = "\u2764\ufe0f";
    for (auto const& text : { persian, devanagari, family, heart })
        CHECK(tidied(text) == text);
    CHECK(tidied("\u200cAmina\u200d") == "Amina");
    CHECK(tidied("Amina \u200d Test") == "Amina  Test");
    CHECK(folded(persian) == folded("\u0646\u064a\u0643\u0646"));
}

TEST_CASE("names are compared without case, accents, keyboards and spaces")
{
    for (auto const& [one, other] : { std::pair { "  AMINA  hassan", "Amina Hassan" }, { "\u00c5se", "Aase" }, { "A\u030ase", "\u00e5se" },
             { "\u0641\u0627\u0637\u0645\u0629", "\u0641\u0627\u0637\u0645\u0647" }, { "N\u2019Diaye", "N'Diaye" }, { "Stra\u00dfe", "STRASSE" },
             { "\u0141ucja", "lucja" }, { "Y\u0131ld\u0131z", "yildiz" }, { "\u0110o\u00e0n", "doan" } })
        CHECK_MESSAGE(folded(one) == folded(other), one, " and ", other);
    CHECK(folded("Amina") != folded("Amira"));
}

TEST_CASE("the server folds as the page does")
{
    std::ifstream file(BYDEL_SOURCE_DIR "/contracts/folded.json");
    auto const known = MUST(parse_json(std::string(std::istreambuf_iterator<char>(file), {})));
    for (auto const& line : *known["folded"].as_array())
        CHECK(folded(*(*line.as_array())[0].as_string()) == *(*line.as_array())[1].as_string());
}

TEST_CASE("a name is found by any of its words, however they are written and in any order")
{
    CHECK(has_words("Amina Test Hassan", "hassan  amina"));
    CHECK(has_words("Søren Åkesson", "AAKE soe"));
    CHECK(!has_words("Amina Hassan", "amina ali"));
    CHECK(has_words("Amina", "  "));
    CHECK(has_words("", ""));
    CHECK(!has_words("", "a"));
}

TEST_CASE("every text of a request is tidied, a password is left as it was typed")
{
    auto json = Json::object({ { "name", "\u200bAmina " }, { "password", " a\u030a " }, { "count", 3 },
        { "list", Json(Json::Array { Json(" x "), Json::object({ { "label", "\u3000" } }) }) } });
    CHECK(with_tidy_texts(json).dump() == "{\"name\":\"Amina\",\"password\":\" a\u030a \",\"count\":3,\"list\":[\"x\",{\"label\":\"\"}]}");
    CHECK(composed(" a\u030a ") == " \u00e5 ");
}
