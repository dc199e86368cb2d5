// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/economics/frontier.h"
#include "engine/economics/test_data.h"
#include <cmath>
#include <doctest/doctest.h>

using namespace bydel;
using namespace bydel::economics;

namespace {

/// "UC 5000 B 12500 ..." : names on the frontier, then what was dropped.
std::vector<std::string> names(std::vector<FrontierRow> const& rows, Standing standing)
{
    std::vector<std::string> found;
    for (auto const& row : rows) {
        if (row.standing == standing)
            found.push_back(row.strategy.name);
    }
    return found;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("V5: VA HERC's example, as in dampack's tests")
{
    auto rows = MUST(frontier({ { "E", 55000, 5 }, { "D", 35000, 4 }, { "C", 25000, 3 }, { "B", 10000, 2 }, { "A", 12000, 1.5 }, { "UC", 5000, 1 } }));
    CHECK(names(rows, Standing::on_frontier) == Names { "UC", "B", "D", "E" });
    CHECK(names(rows, Standing::extended_dominated) == Names { "C" });
    CHECK(names(rows, Standing::dominated) == Names { "A" });
    CHECK(!rows[0].icer);
    CHECK(rows[1].icer == 5000);
    CHECK(rows[2].icer == 12500);
    CHECK(rows[3].icer == 20000);
}

TEST_CASE("V5: Paltiel 2006, HIV screening: quality-adjusted life months over twelve")
{
    auto rows = MUST(frontier({ { "none", 26000, 277.25 / 12 }, { "once", 27000, 277.57 / 12 }, { "5yr", 28020, 277.78 / 12 }, { "3yr", 28440, 277.83 / 12 },
        { "annual", 29440, 277.76 / 12 } }));
    CHECK(names(rows, Standing::on_frontier) == Names { "none", "once", "5yr", "3yr" });
    CHECK(names(rows, Standing::dominated) == Names { "annual" });
    CHECK(*rows[1].icer == doctest::Approx(37500).epsilon(1e-9));
    CHECK(*rows[2].icer == doctest::Approx(58285.714286).epsilon(1e-10));
    CHECK(*rows[3].icer == doctest::Approx(100800).epsilon(1e-9));
}

TEST_CASE("V5: the trap of three strategies: the cheapest also does most")
{
    auto rows = MUST(frontier({ { "No treatment", 163771.0, 6.48273 }, { "Treat all", 164848.7, 6.52861 }, { "Test & treat", 163765.1, 6.52861 } }));
    CHECK(rows[0].strategy.name == "Test & treat");
    CHECK(names(rows, Standing::on_frontier) == Names { "Test & treat" });
    CHECK(names(rows, Standing::dominated) == Names { "No treatment", "Treat all" });
}

TEST_CASE("V5: dampack's table for eleven strategies against C. difficile")
{
    auto expected = test::read_csv("dampack_cdiff_icers_expected.csv");
    if (!expected) {
        MESSAGE("skipped: dampack_cdiff_icers_expected.csv is not here");
        return;
    }
    std::vector<Strategy> strategies;
    for (auto const& row : expected->rows)
        strategies.insert(strategies.begin(), { row[0], std::stod(row[1]), std::stod(row[2]) });
    auto rows = MUST(frontier(strategies));
    REQUIRE(rows.size() == expected->rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const& row = expected->rows[i];
        CHECK(rows[i].strategy.name == row[0]);
        CHECK((rows[i].standing == Standing::on_frontier ? "ND" : rows[i].standing == Standing::dominated ? "D" : "ED") == row[6]);
        if (row[5] != "NA")
            CHECK(*rows[i].icer == doctest::Approx(std::stod(row[5])).epsilon(1e-9));
    }
}

TEST_CASE("equal strategies keep the first by name; a cost that is no number is a problem")
{
    auto rows = MUST(frontier({ { "b", 1, 1 }, { "a", 1, 1 } }));
    CHECK(names(rows, Standing::on_frontier) == Names { "a" });
    CHECK(frontier({ { "x", std::nan(""), 1 } }).error().key == "impact.not_finite");
    CHECK(MUST(frontier({})).empty());
}
