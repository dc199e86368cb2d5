// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever holds the database, and knows who answered when, learns from the rows' places nothing of whose is which; the judge says no to a plain table.
#include "base/id.h"
#include "platform/db/every_engine.h"
#include "platform/db/order_free.h"
#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <set>

using namespace bydel;
using namespace bydel::db;
using namespace bydel::db::test;

namespace {

constexpr OrderFreeTable answers { "answer", "evaluation", "said rating" };
constexpr int people = 150;

void make_table(Database& database, std::string const& more = "")
{
    MUST(database.write([&](Session& session) -> Done {
        session.run_script("CREATE TABLE answer (programme_id TEXT NOT NULL, evaluation TEXT NOT NULL, key TEXT NOT NULL, said TEXT NOT NULL, rating BIGINT"
            + more + ", PRIMARY KEY (programme_id, key))");
        return {};
    }));
}

/// Who came as which, by what she said: easily found in the file.
std::string said_by(int person) { return "said-by-" + std::to_string(1000 + person); }

void lay_all(Database& database)
{
    for (int person = 0; person < people; ++person)
        MUST(database.write([&](Session& session) { return lay_down(session, answers, "dk", "e", { said_by(person), std::int64_t { person % 5 } }); }));
}

/// As one who does not know of it would write it.
void add_all(Database& database)
{
    for (int person = 0; person < people; ++person) {
        MUST(database.write([&](Session& session) -> Done {
            TRY(session.execute(
                "INSERT INTO answer (programme_id, evaluation, key, said) VALUES ($1, $2, $3, $4)", "dk", "e", new_day_id("2026-11-28"), said_by(person)));
            return {};
        }));
    }
}

/// The people in the order in which their rows lie, or were written, as far as the engine tells.
std::vector<int> as_they_lie(Database& database)
{
    auto const* sql
        = database.engine() == Engine::sqlite ? "SELECT said FROM answer ORDER BY rowid" : "SELECT said FROM answer ORDER BY xmin::text::bigint, ctid";
    std::vector<int> order;
    for (auto const& row : database.read([&](Session& session) { return session.query(sql); }))
        order.push_back(std::stoi(row.text(0).substr(8)) - 1000);
    return order;
}

/// The same by their places in SQLite's file, byte by byte. Nothing may be left of where a row lay before.
std::vector<int> as_they_lie_in(std::string const& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string const bytes { std::istreambuf_iterator<char>(in), {} };
    std::vector<std::pair<std::size_t, int>> found;
    for (int person = 0; person < people; ++person) {
        auto const place = bytes.find(said_by(person));
        REQUIRE(place != std::string::npos);
        CHECK(bytes.find(said_by(person), place + 1) == std::string::npos);
        found.emplace_back(place, person);
    }
    std::sort(found.begin(), found.end());
    std::vector<int> order;
    for (auto const& [place, person] : found)
        order.push_back(person);
    return order;
}

/// Spearman's rank correlation of when she came and where her row lies, in [-1, 1]. Of a random order it has mean 0 and variance 1/(n-1).
double correlation(std::vector<int> const& order)
{
    double const n = static_cast<double>(order.size());
    double squares = 0;
    for (std::size_t place = 0; place < order.size(); ++place)
        squares += std::pow(static_cast<double>(place) - order[place], 2);
    return 1 - 6 * squares / (n * (n * n - 1));
}

/// How many lie beside the one who came before or after them. Of a random order: about 2.
int neighbours(std::vector<int> const& order)
{
    int count = 0;
    for (std::size_t place = 1; place < order.size(); ++place)
        count += std::abs(order[place] - order[place - 1]) == 1;
    return count;
}

/// Six standard deviations: a random order fails this once in 10^8 times.
bool tells_nothing(std::vector<int> const& order)
{
    REQUIRE(order.size() == people);
    return std::abs(correlation(order)) < 6 / std::sqrt(people - 1.0) && neighbours(order) < 14;
}

} // namespace

TEST_CASE("where an order-free row lies tells nothing of when it came; where a plain one lies tells all")
{
    in_every_engine([](Database& database, std::string const& where) {
        make_table(database);
        lay_all(database);
        CHECK(tells_nothing(as_they_lie(database)));
        if (where.ends_with(".db")) {
            database.empty_log();
            CHECK(tells_nothing(as_they_lie_in(where)));
        }
    });
    in_every_engine([](Database& database, std::string const& where) {
        make_table(database);
        add_all(database);
        CHECK(correlation(as_they_lie(database)) == doctest::Approx(1));
        CHECK(!tells_nothing(as_they_lie(database)));
        if (where.ends_with(".db")) {
            database.empty_log();
            CHECK(!tells_nothing(as_they_lie_in(where)));
        }
    });
}

TEST_CASE("a row that comes is written together with all of its heap, and only with these, and every one is as it was")
{
    in_every_engine([](Database& database, std::string const&) {
        make_table(database);
        lay_all(database);
        MUST(database.write([](Session& session) { return lay_down(session, answers, "dk", "another", { "x", {} }); }));
        MUST(database.write([](Session& session) { return lay_down(session, answers, "no", "e", { "y", {} }); }));
        MUST(database.write([&](Session& session) -> Done {
            std::set<std::string> keys, said;
            for (auto const& row : session.query("SELECT key, said, rating FROM answer WHERE programme_id = 'dk' AND evaluation = 'e'")) {
                keys.insert(row.text(0));
                said.insert(row.text(1));
                CHECK(row.integer(2) == (std::stoi(row.text(1).substr(8)) - 1000) % 5);
            }
            CHECK(keys.size() == people);
            CHECK(said.size() == people);
            CHECK(session.query("SELECT key FROM answer WHERE said IN ('x', 'y') AND rating IS NULL").size() == 2);
            if (database.engine() != Engine::sqlite)
                CHECK(session.query("SELECT DISTINCT xmin::text FROM answer WHERE programme_id = 'dk' AND evaluation = 'e'").size() == 1);
            return {};
        }));
    });
}

TEST_CASE("a column that tells when or who, or that is not declared, is named")
{
    in_every_engine([](Database& database, std::string const&) {
        make_table(database);
        CHECK(what_tells_order(database, answers).empty());
    });
    in_every_engine([](Database& database, std::string const&) {
        make_table(database, ", given_on TEXT, person_id TEXT, kept TEXT");
        constexpr OrderFreeTable careless { "answer", "evaluation", "said rating given_on person_id" };
        CHECK(what_tells_order(database, careless) == std::vector<std::string> { "given_on", "person_id", "kept" });
        constexpr OrderFreeTable by_person { "answer", "person_id", "evaluation said rating given_on kept remark" };
        CHECK(what_tells_order(database, by_person) == std::vector<std::string> { "given_on", "person_id", "remark" });
        constexpr OrderFreeTable elsewhere { "answers", "evaluation", "said" };
        CHECK(what_tells_order(database, elsewhere) == std::vector<std::string> { "programme_id", "evaluation", "key", "said" });
    });
}
