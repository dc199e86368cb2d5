// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/auth/throttle.h"
#include <doctest/doctest.h>
#include <thread>

using namespace bydel;
using namespace bydel::auth;

static int tries_until_refused(Throttle& throttle, std::string_view account, std::string_view address, Milliseconds now)
{
    int tries = 0;
    while (tries < 1000 && throttle.attempt(account, address, now))
        ++tries;
    return tries;
}

TEST_CASE("five attempts are free, then each must wait twice as long")
{
    Throttle throttle;
    Milliseconds now = 1'000'000;
    CHECK(tries_until_refused(throttle, "dk/a", "10.0.0.1", now) == 5);
    std::string seconds;
    for (auto wait : { "2", "4", "8", "16" }) {
        auto refused = throttle.attempt("dk/a", "10.0.0.1", now);
        REQUIRE(!refused);
        CHECK(refused.error().status == 429);
        CHECK(refused.error().key == "auth.too_many_attempts");
        CHECK(refused.error().params[0].second == wait);
        now += std::stoi(wait) * one_second;
        CHECK(throttle.attempt("dk/a", "10.0.0.1", now));
    }
}

TEST_CASE("the wait is never longer than a quarter of an hour")
{
    Throttle throttle;
    Milliseconds now = 1'000'000;
    for (int i = 0; i < 40; ++i) {
        (void)throttle.attempt("dk/a", "", now);
        now += 15 * one_minute;
    }
    CHECK(tries_until_refused(throttle, "dk/a", "", now) == 1);
    CHECK(throttle.attempt("dk/a", "", now + 15 * one_minute));
}

TEST_CASE("a right password lets the account start anew")
{
    Throttle throttle;
    for (int i = 0; i < 4; ++i)
        CHECK(throttle.attempt("dk/a", "10.0.0.1", 1000));
    throttle.succeeded("dk/a", "10.0.0.1");
    CHECK(tries_until_refused(throttle, "dk/a", "10.0.0.1", 1000) == 5);
}

TEST_CASE("another account is not slowed, but an address that tries many accounts is")
{
    Throttle throttle;
    CHECK(tries_until_refused(throttle, "dk/a", "10.0.0.1", 1000) == 5);
    CHECK(throttle.attempt("dk/b", "10.0.0.2", 1000));
    int tries = 0;
    while (tries < 1000 && throttle.attempt("dk/" + std::to_string(tries), "10.0.0.3", 1000))
        ++tries;
    CHECK(tries == 30);
}

TEST_CASE("a right password of her own does not free an address that guesses others")
{
    Throttle throttle;
    Milliseconds now = 1000;
    int guesses = 0;
    for (int i = 0; i < 500; ++i) {
        guesses += throttle.attempt("dk/victim" + std::to_string(i), "10.0.0.3", now).has_value();
        if (throttle.attempt("dk/own", "10.0.0.3", now))
            throttle.succeeded("dk/own", "10.0.0.3");
    }
    CHECK(guesses <= 31);
}

TEST_CASE("one IPv6 subscriber is one address")
{
    Throttle throttle({ .free_for_address = 5 });
    int tries = 0;
    while (tries < 100 && throttle.attempt(std::to_string(tries), "2001:db8:1:2::" + std::to_string(tries), 1000))
        ++tries;
    CHECK(tries == 5);
    CHECK(throttle.attempt("other", "2001:db8:1:3::1", 1000));
}

TEST_CASE("after an hour of quiet all is forgotten")
{
    Throttle throttle;
    CHECK(tries_until_refused(throttle, "dk/a", "10.0.0.1", 1000) == 5);
    CHECK(tries_until_refused(throttle, "dk/a", "10.0.0.1", 1000 + 61 * one_minute) == 5);
}

TEST_CASE("its memory is bounded, however many accounts are tried")
{
    Throttle throttle({ .most_entries = 100 });
    for (int i = 0; i < 5000; ++i)
        (void)throttle.attempt(std::to_string(i), "10.0." + std::to_string(i % 200) + "." + std::to_string(i / 200), 1000 + i);
    CHECK(throttle.size() <= 101);
}

TEST_CASE("many attempts at once do not slip through")
{
    Throttle throttle;
    std::atomic<int> allowed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 100; ++n)
                allowed += throttle.attempt("dk/a", "10.0.0.1", 1000).has_value();
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(allowed == 5);
}

TEST_CASE("a clock that was set back does not keep anybody out until it has caught up")
{
    Throttle throttle;
    Milliseconds const now = 1'000'000'000'000, ten_years_on = now + 3653 * one_day;
    for (int i = 0; i < 8; ++i)
        (void)throttle.attempt("mette", "10.0.0.1", ten_years_on);
    REQUIRE(!throttle.attempt("mette", "10.0.0.1", ten_years_on));
    CHECK(throttle.attempt("mette", "10.0.0.1", now));
    for (int i = 0; i < 8; ++i)
        (void)throttle.attempt("mette", "10.0.0.1", now);
    CHECK(!throttle.attempt("mette", "10.0.0.1", now - 30 * one_second)); // a small step back forgives nothing
}
