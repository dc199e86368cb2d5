// SPDX-License-Identifier: AGPL-3.0-or-later
// Readers of the journal: each entry once and in order, whatever fails on the way, and each reader by itself.
#include "app/test_cast.h"
#include "platform/journal/reader.h"

using namespace bydel;
using namespace bydel::test;

namespace {

/// Remembers what it took, and fails as often as it is told to.
struct Remembering {
    std::vector<std::int64_t> taken = {};
    int fails = 0;
    bool tells_enough = true;
    journal::Reader reader;

    explicit Remembering(std::string_view name)
        : reader { name, [this](db::Session&, Slices const&, std::string const&, std::vector<journal::Written> const& entries) -> Result<std::optional<int>> {
                      if (fails-- > 0)
                          return fail({ 503, "server.busy" });
                      for (auto const& entry : entries)
                          taken.push_back(entry.sequence);
                      return tells_enough ? std::optional(static_cast<int>(entries.size())) : std::nullopt;
                  } }
    {
    }
};

void add_entries(Cast& cast, int count, std::string const& programme_id = "dk")
{
    MUST(cast.change(programme_id, [&](db::Session&, journal::Journal& journal) -> Done {
        for (int i = 0; i < count; ++i)
            journal.add({ "programme", "note", std::to_string(i) });
        return {};
    }));
}

std::int64_t lag_of(Cast& cast, journal::Reader const& reader)
{
    return cast.read([&](db::Session& session) { return journal::lag(session, reader); });
}

std::int64_t head_of(Cast& cast)
{
    return cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
}

} // namespace

TEST_CASE("a reader takes every entry once and in order, page by page, and what failed is taken the next time")
{
    Cast cast;
    Remembering notes("notes");
    add_entries(cast, 2300);
    notes.fails = 1;
    CHECK(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk").error().key == "server.busy");
    CHECK(notes.taken.empty());
    CHECK(MUST(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk")) == head_of(cast));
    CHECK(MUST(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk")) == 0);
    add_entries(cast, 1);
    CHECK(MUST(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk")) == 1);
    REQUIRE(static_cast<std::int64_t>(notes.taken.size()) == head_of(cast));
    for (std::size_t i = 0; i < notes.taken.size(); ++i)
        CHECK(notes.taken[i] == static_cast<std::int64_t>(i) + 1);
}

TEST_CASE("readers are where they are by themselves, in each programme by itself, and how far behind is known")
{
    Cast cast;
    Remembering notes("notes"), search("search");
    auto const all = lag_of(cast, notes.reader);
    CHECK(all > head_of(cast)); // two programmes
    MUST(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk"));
    CHECK(lag_of(cast, notes.reader) == all - head_of(cast));
    CHECK(lag_of(cast, search.reader) == all);
    MUST(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "no"));
    CHECK(lag_of(cast, notes.reader) == 0);
    add_entries(cast, 3);
    CHECK(lag_of(cast, notes.reader) == 3);
    CHECK(MUST(journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk")) == 3);
}

TEST_CASE("a reader that can make everything anew begins so where it has read nothing, and when it is told to")
{
    Cast cast;
    Remembering notes("notes");
    int begun = 0;
    notes.reader.begin = [&](db::Session&, Slices const&, std::string const&) -> Result<int> {
        if (notes.fails-- > 0)
            return fail({ 503, "server.busy" });
        return ++begun;
    };
    auto catch_up = [&] { return journal::catch_up(*cast.product->database, app::slices(), notes.reader, "dk"); };
    notes.fails = 1;
    CHECK(catch_up().error().key == "server.busy");
    CHECK(MUST(catch_up()) == 1);
    CHECK(notes.taken.empty());
    CHECK(MUST(catch_up()) == 0);
    add_entries(cast, 2);
    CHECK(MUST(catch_up()) == 2);
    CHECK(notes.taken == std::vector { head_of(cast) - 1, head_of(cast) });
    add_entries(cast, 2);
    CHECK(MUST(journal::begin(*cast.product->database, app::slices(), notes.reader, "dk")) == 2);
    CHECK(MUST(catch_up()) == 0);
    CHECK(MUST(journal::begin(*cast.product->database, app::slices(), notes.reader, "dk", 0)) == 0); // whoever waited for it does not begin once more
    CHECK(begun == 2);
    add_entries(cast, 2);
    notes.tells_enough = false;
    CHECK(MUST(catch_up()) == 3);
    CHECK(MUST(catch_up()) == 0);
}

TEST_CASE("the lowest revision that was counted is that since the record was last removed")
{
    Cast cast;
    auto const scope = "person:" + amina;
    auto put = [&](std::int64_t revision, journal::Operation operation = journal::Operation::put) {
        MUST(cast.change("dk", [&](db::Session&, journal::Journal& journal) -> Done {
            journal.add({ scope, "conversation", id_of(900), revision, operation, { { { "conversation", group_a, "2026-11" }, {} } } });
            return {};
        }));
    };
    auto lowest = [&] {
        return cast.read(
            [&](db::Session& session) { return journal::Journal("dk", "", ten_o_clock(), today).lowest_revision(session, scope, "conversation", id_of(900)); });
    };
    CHECK(lowest() == 0);
    put(4);
    put(2);
    CHECK(lowest() == 2);
    put(4, journal::Operation::remove);
    CHECK(lowest() == 0);
    put(5);
    CHECK(lowest() == 5);
}
