// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/phone_number.h"
#include <doctest/doctest.h>

using namespace bydel::i18n;

TEST_CASE("a number is kept as E.164 however it is written")
{
    for (auto const* typed : { "20123456", "20 12 34 56", "+45 20 12 34 56", "+4520123456", "0045 20123456", "45 20 12 34 56", "(+45) 20-12-34-56",
             "20.12.34.56", "\u0662\u0660 \u0661\u0662 \u0663\u0664 \u0665\u0666", "\u06f2\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6",
             "\u00a020\u00a012\u00a034\u00a056", "20\u201112\u201134\u201156" })
        CHECK_MESSAGE(phone_number(typed, "DK") == "+4520123456", typed);
    CHECK(phone_number("070-123 45 67", "SE") == "+46701234567");
    CHECK(phone_number("+49 (0) 30 123456", "DK") == "+4930123456");
    CHECK(phone_number("91 23 45 67", "NO") == "+4791234567");
    CHECK(phone_number("+963 11 1234567", "DK") == "+963111234567"); // a country without a programme
    CHECK(phone_number("00 44 7400 123456", "DK") == "+447400123456");
    CHECK(phone_number("+44 1481 256789", "DK") == "+441481256789");     // Guernsey has Britain's code
    CHECK(phone_number("02 1234 5678", "IT") == "+390212345678");        // in Italy the 0 is part of the number
    CHECK(phone_number("(011) 15-2345-6789", "AR") == "+5491123456789"); // a mobile number is written otherwise inside Argentina
    CHECK(phone_number("8 10 45 20123456", "KZ") == "+4520123456");
}

TEST_CASE("what rings no telephone is no number")
{
    for (auto const* typed : { "abc", "", "+", "00", "1", "123", "11111111", "2012345", "201234567", "20 12 34 5x", "+45 2012345", "+45 201234567",
             "++4520123456", "20123456+", "mette@example.org", "+0123456789", "+1234567890123456", "112" })
        CHECK_MESSAGE(!phone_number(typed, "DK").has_value(), typed);
    CHECK(!phone_number("20123456", "").has_value()); // without a country only the full number says whose it is
}

TEST_CASE("a number is shown with spaces, and what is none as it stands")
{
    CHECK(shown_phone_number("+4520123456") == "+45 20 12 34 56");
    CHECK(shown_phone_number("+46701234567") == "+46 70 123 45 67");
    CHECK(shown_phone_number("+358401234567") == "+358 40 1234567");
    CHECK(shown_phone_number("+16502530000") == "+1 650-253-0000");
    CHECK(shown_phone_number("+441481256789") == "+44 1481 256789");
    CHECK(shown_phone_number("abc") == "abc");
    CHECK(shown_phone_number("22222222") == "22222222");
    CHECK(shown_phone_number("") == "");
}
