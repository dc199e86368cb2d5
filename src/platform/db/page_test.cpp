// SPDX-License-Identifier: AGPL-3.0-or-later
// A list read page by page: whatever comes and goes meanwhile, what stays is shown once and in its order; on every engine.
#include "platform/db/every_engine.h"
#include "platform/db/page.h"
#include <algorithm>
#include <map>
#include <random>

namespace {

using namespace bydel;
using namespace bydel::db;

struct Letter {
    std::string id;
    std::string sent_on;
    std::optional<std::string> from;
};
constexpr auto fields_of(Letter const*)
{
    return std::tuple { Field { "id", &Letter::id, an_id() }, Field { "sent_on", &Letter::sent_on, a_day() },
        Field { "from_name", &Letter::from, text_of(0, 40) } };
}

constexpr Order orders[] = { { "newest", "sent_on", true }, { "oldest", "sent_on" } };
using Letters = std::map<std::pair<std::string, std::string>, Letter>; // by day and id

Done add(Session& session, Letter const& letter) { return write_new(session, "INSERT INTO letter", "dk", letter); }

Result<Page<Letter>> read(Database& database, PageAsked const& asked, std::function<bool(Letter const&)> const& keep = {})
{
    return database.read([&](Session& session) { return read_page<Letter>(session, "FROM letter WHERE programme_id = $1", orders, asked, { "dk" }, keep); });
}

void with_letters(std::function<void(Database&)> const& test)
{
    test::in_every_engine([&](Database& database, std::string const&) {
        MUST(database.write([](Session& session) -> Done {
            session.run_script("CREATE TABLE letter (programme_id TEXT NOT NULL, id TEXT NOT NULL, sent_on TEXT NOT NULL, from_name TEXT, "
                               "PRIMARY KEY (programme_id, id))");
            TRY(session.execute("INSERT INTO letter (programme_id, id, sent_on) VALUES ('no', 'other', '2026-01-01')"));
            return {};
        }));
        test(database);
    });
}

struct Desk {
    Database& database;
    std::mt19937 dice;
    Letters letters, stayed;
    int made = 0;

    Letter any()
    {
        return { "id" + std::to_string(dice() % 1000) + "-" + std::to_string(made++), "2026-11-0" + std::to_string(1 + dice() % 5),
            dice() % 3 ? std::optional<std::string>(dice() % 2 ? "Amina" : "Zahra") : std::nullopt };
    }
    void come(int many)
    {
        MUST(database.write([&](Session& session) -> Done {
            for (int i = 0; i < many; ++i) {
                auto const letter = any();
                TRY(add(session, letter));
                letters[{ letter.sent_on, letter.id }] = letter;
            }
            return {};
        }));
    }
    void go(int many)
    {
        for (int i = 0; i < many && !letters.empty(); ++i) {
            auto const gone = std::next(letters.begin(), static_cast<std::ptrdiff_t>(dice() % letters.size()));
            MUST(
                database.write([&](Session& session) { return session.execute("DELETE FROM letter WHERE programme_id = 'dk' AND id = $1", gone->second.id); }));
            stayed.erase(gone->first);
            letters.erase(gone);
        }
    }
};

} // namespace

TEST_CASE("whatever comes and goes between two pages, what stays is shown once and in its order")
{
    with_letters([](Database& database) {
        for (std::uint32_t seed = 1; seed <= 12; ++seed) {
            CAPTURE(seed);
            Desk desk { database, std::mt19937(seed), {}, {}, static_cast<int>(seed) * 1000 };
            MUST(database.write([](Session& session) { return session.execute("DELETE FROM letter WHERE programme_id = 'dk'"); }));
            desk.come(static_cast<int>(desk.dice() % 40));
            desk.stayed = desk.letters;
            auto const falling = desk.dice() % 2 == 0;
            auto const only_hers = desk.dice() % 2 == 0;
            auto const keep = [&](Letter const& letter) { return !only_hers || letter.from == "Amina"; };
            PageAsked asked { falling ? "newest" : "oldest", {}, static_cast<std::int64_t>(1 + desk.dice() % 7) };
            std::vector<std::pair<std::string, std::string>> shown;
            for (;;) {
                auto const page = MUST(read(database, asked, keep));
                CHECK(static_cast<std::int64_t>(page.rows.size()) <= asked.most);
                if (page.next)
                    CHECK(static_cast<std::int64_t>(page.rows.size()) == asked.most);
                for (auto const& letter : page.rows) {
                    CHECK(keep(letter));
                    shown.emplace_back(letter.sent_on, letter.id);
                }
                if (!page.next)
                    break;
                asked.after = page.next;
                desk.come(static_cast<int>(desk.dice() % 3));
                desk.go(static_cast<int>(desk.dice() % 3));
            }
            if (falling)
                std::ranges::reverse(shown);
            CHECK(std::ranges::adjacent_find(shown, std::greater_equal()) == shown.end());
            for (auto const& [place, letter] : desk.stayed) {
                if (keep(letter))
                    CHECK(std::ranges::binary_search(shown, place));
            }
        }
    });
}

TEST_CASE("a page that ends with the last row says so, and an empty list is one page")
{
    with_letters([](Database& database) {
        CHECK(MUST(read(database, { "oldest", {}, 2 })).rows.empty());
        MUST(database.write([](Session& session) -> Done {
            for (auto const* id : { "a", "b", "c~d", "e" })
                TRY(add(session, { id, "2026-11-01", {} }));
            return {};
        }));
        auto const first = MUST(read(database, { "oldest", {}, 2 }));
        REQUIRE(first.next);
        auto const second = MUST(read(database, { "oldest", first.next, 2 }));
        CHECK(second.rows.size() == 2);
        CHECK(!second.next);
    });
}

TEST_CASE("a place that no page of this order ended with is refused; what stands in one is a value, never a statement")
{
    with_letters([](Database& database) {
        MUST(database.write([](Session& session) { return add(session, { "a", "2026-11-01", {} }); }));
        for (auto const* spoiled : { "", "newest", "newest~", "oldest~2026-11-01~a", "2026-11-01~a", "~~" })
            CHECK(read(database, { "newest", spoiled }).error().key == "page.unknown_place");
        CHECK(read(database, { "from_name" }).error().key == "field.unknown_code");
        CHECK(read(database, { "sent_on; DROP TABLE letter" }).error().key == "field.unknown_code");
        CHECK(MUST(read(database, { "newest", "newest~2027') OR 1=1; DROP TABLE letter; --~z" })).rows.size() == 1);
        CHECK(MUST(read(database, { "newest", "newest~2026-11-01~a" })).rows.empty());
    });
}
