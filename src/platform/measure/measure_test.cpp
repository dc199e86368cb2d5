// SPDX-License-Identifier: AGPL-3.0-or-later
// What a change adds to what is counted and takes from it: written, read, and what cancels.
#include "platform/measure/measure.h"
#include <doctest/doctest.h>

using namespace bydel::measure;

static Change change_of(int times, std::string month = "2026-11", std::string mark = "m1")
{
    return { { "conversation", "g1", std::move(month) }, { 2, 30, std::move(mark), false, { { "place", "library" }, { "themes", "own_\"x\" y" } } }, times };
}

TEST_CASE("changes are read as they were written")
{
    std::vector<Change> const both { change_of(-1), change_of(1, "2026-12", "") };
    CHECK(changes_in(to_text(both)) == both);
    CHECK(changes_in(to_text(std::vector<Change> {})).empty());
    CHECK(to_text(both.front().cell) == "conversation|g1|2026-11");
}

TEST_CASE("what a change takes and adds again is no change, and what differs stays")
{
    CHECK(without_what_cancels({ change_of(-1), change_of(1) }).empty());
    auto other = change_of(1);
    other.counted.women = 3;
    CHECK(without_what_cancels({ change_of(-1), other }) == std::vector { change_of(-1), other });
    CHECK(without_what_cancels({ change_of(1), change_of(1) }) == std::vector { change_of(2) });
}
