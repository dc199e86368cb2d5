// SPDX-License-Identifier: AGPL-3.0-or-later
// What a journal entry says was touched: written, read, and as it was written before there were several events.
#include "platform/measure/measure.h"
#include <doctest/doctest.h>

using namespace bydel::measure;

TEST_CASE("a cell is read as it was written, and several of them")
{
    Cell const one { "conversation", "g1", "2026-11" }, other { "meeting", "g2", "2026-10" };
    CHECK(to_text(one) == "conversation|g1|2026-11");
    CHECK(cells_in(to_text(one), "anything") == std::vector { one });
    CHECK(cells_in(to_text(one) + " " + to_text(other), "anything") == std::vector { one, other });
    CHECK(cells_in("", "conversation").empty());
    CHECK(cells_in("nonsense", "conversation").empty());
}

TEST_CASE("a cell that names no event is of the entity that was written")
{
    CHECK(cells_in("g1|2026-11 g1|2026-12", "conversation") == std::vector<Cell> { { "conversation", "g1", "2026-11" }, { "conversation", "g1", "2026-12" } });
}
