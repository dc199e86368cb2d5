// SPDX-License-Identifier: AGPL-3.0-or-later
// What a closed month adds up to for the whole programme.
#include "app/test_cast.h"
#include "reporting/store.h"

using namespace bydel;
using namespace bydel::reporting;
using namespace bydel::test;

TEST_CASE("what a programme counted in a closed month is what its groups' closed months add up to")
{
    Cast cast;
    for (int i = 0; i < 7; ++i) {
        cast.converse(i % 2 ? amina : zahra, group_a, "2026-06-03", { "money" });
        cast.converse(hodan, group_b, "2026-06-04", { i % 3 ? "money" : "housing" });
    }
    cast.converse(hodan, group_b, "2026-07-04");
    MUST(close_periods(cast.product->services(), "dk", "2026-11-01"));
    cast.converse(amina, group_a, "2026-06-05", { "money" }); // too late
    MUST(close_periods(cast.product->services(), "dk", "2026-11-01"));
    cast.read([](db::Session& session) {
        auto months = [&](char const* dimension, char const* code) {
            return closed_months(session, "dk", { "conversation", dimension, { code } }, "2026-01", "2026-12");
        };
        auto const totals = months("total", "");
        REQUIRE(totals.size() == 2);
        CHECK(totals.at("2026-06").events == 14);
        CHECK(totals.at("2026-06").mothers == 3);
        CHECK(totals.at("2026-07").events == 1);
        CHECK(months("themes", "money").at("2026-06").events == 11);
        std::int64_t groups = 0;
        for (auto const& group : { group_a, group_b }) {
            for (auto const& [tally, others] : closed_tallies_of(session, "dk", group, "2026-06", "conversation"))
                groups += tally.dimension == "total" ? tally.counts.minutes : 0;
        }
        CHECK(totals.at("2026-06").minutes == groups);
        return 0;
    });
}
