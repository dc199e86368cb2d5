// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo is the same every time, speaks only the template's words, and has what a real programme has: skew, a bad month, silence, moves, two tenants.
#include "app/demo.h"
#include "app/test_cast.h"
#include "outreach/demo_words.h"
#include "reporting/reporting.h"

using namespace bydel;
using namespace bydel::app;
namespace demo_words = bydel::outreach::demo_words;

namespace {

std::unique_ptr<Product> small_demo(std::string const& where = ":memory:")
{
    auto product = Product::for_tests(test::ten_o_clock(), where);
    MUST(make_demo(*product, DemoSize::small, [](std::string const&) {}));
    return product;
}

/// Shared by the tests that only look.
Product& shown_demo()
{
    static auto const product = small_demo(test::fresh_database());
    return *product;
}

std::vector<db::Row> query(Product& product, std::string const& sql)
{
    return product.database->read([&](db::Session& session) { return session.query(sql); });
}

/// Content without what is random by nature: ids of the installed method, author marks, encrypted names.
std::string content_of(Product& product)
{
    std::string all;
    for (auto const* sql :
        { "SELECT programme_id, id, group_id, held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, "
          "done_by, saved_on FROM conversation ORDER BY programme_id, id",
            "SELECT programme_id, person_id, id, role, scope_kind, scope_id, starts_on, ends_on FROM role WHERE ends_on IS NOT NULL OR starts_on < "
            "'2026-09-01' ORDER BY programme_id, id",
            "SELECT programme_id, id, contact_name FROM local_group ORDER BY programme_id, id",
            "SELECT programme_id, group_id, field, starts_on, value FROM group_state ORDER BY programme_id, group_id, field, starts_on",
            "SELECT programme_id, id, language FROM person ORDER BY programme_id, id",
            "SELECT programme_id, group_id, month, event, sums FROM tally ORDER BY 1, 2, 3, 4, 5" }) {
        for (auto const& row : query(product, sql)) {
            for (std::size_t i = 0; i < row.size(); ++i)
                all += (row.is_null(i) ? "-" : row.is_integer(i) ? std::to_string(row.integer(i)) : row.text(i)) + "|";
            all += "\n";
        }
    }
    return all;
}

} // namespace

TEST_CASE("the same seed makes the same demo, to the byte")
{
    auto first = content_of(*small_demo()), second = content_of(*small_demo());
    CHECK((first == second));
    CHECK(first.size() > 100'000);
}

TEST_CASE("a demo is made in an empty database only")
{
    auto product = Product::for_tests(test::ten_o_clock());
    MUST(make_demo(*product, DemoSize::small, [](std::string const&) {}));
    auto before = content_of(*product);
    auto again = make_demo(*product, DemoSize::small, [](std::string const&) {});
    CHECK(again.error().key == "record.exists");
    CHECK((before == content_of(*product)));
}

TEST_CASE("what the demo keeps in a column with a declared list is of that list")
{
    auto product = Product::for_tests(test::ten_o_clock());
    MUST(make_demo(*product, DemoSize::small, [](std::string const&) {}));
    std::set<std::string> seen;
    for (auto const& slice : slices().all()) {
        for (auto const& table : slice.tables) {
            for (auto const& list : table.lists) {
                auto const column = std::string(list.column);
                auto const codes = list.codes.empty() ? std::vector<std::string> {} : split(list.codes, ' ');
                auto const kept = product->database->read(
                    [&](db::Session& session) { return session.query("SELECT DISTINCT " + column + " FROM " + std::string(table.name)); });
                for (auto const& row : kept) {
                    CHECK_MESSAGE((codes.empty() || std::find(codes.begin(), codes.end(), row.text(0)) != codes.end()), column, ": ", row.text(0));
                    seen.insert(column);
                }
            }
        }
    }
    CHECK(seen.size() >= 7);
}

TEST_CASE("every word of the demo is a code of the template")
{
    programme::Vocabulary vocabulary({ { "", 1, MUST(programme::content_file("templates/conversation.json")) } }, {});
    auto check = [&](char const* list, auto const& words) {
        for (auto const& [code, weight] : words) {
            CHECK_MESSAGE(vocabulary.knows(list, code), list, " ", std::string(code));
            CHECK(weight > 0);
        }
    };
    check("contact_way", demo_words::contact_ways);
    check("place", demo_words::places);
    check("activities", demo_words::activities);
    check("themes", demo_words::themes);
    check("next_step", demo_words::next_steps);
    for (auto const& [code, weight] : demo_words::languages)
        CHECK(is_language(code));
}

TEST_CASE("two tenants exist, and neither knows the other's groups, people or conversations")
{
    auto programmes = shown_demo().database->read([](db::Session& session) { return tenant::all(session); });
    REQUIRE(programmes.size() == 2);
    CHECK(programmes[0].programme_id == "dk");
    CHECK(programmes[1].programme_id == "no");
    CHECK(query(shown_demo(), "SELECT a.id FROM local_group a JOIN local_group b ON a.id = b.id AND a.programme_id <> b.programme_id").empty());
    CHECK(query(shown_demo(),
        "SELECT id FROM conversation c WHERE NOT EXISTS (SELECT 1 FROM local_group g WHERE g.programme_id = c.programme_id AND g.id = c.group_id)")
              .empty());
    CHECK(query(
        shown_demo(), "SELECT id FROM conversation c WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.programme_id = c.programme_id AND p.id = c.done_by)")
              .empty());
}

TEST_CASE("every conversation of the demo was held by a mother in her group of that day, and none is to come")
{
    CHECK(query(shown_demo(),
        "SELECT id FROM conversation c WHERE NOT EXISTS (SELECT 1 FROM role r WHERE r.programme_id = c.programme_id AND r.person_id = c.done_by "
        "AND r.scope_id = c.group_id AND r.role = 'mother' AND r.starts_on <= c.held_on AND (r.ends_on IS NULL OR r.ends_on >= c.held_on))")
              .empty());
    CHECK(query(shown_demo(), "SELECT id FROM conversation WHERE held_on > '2026-11-23'").empty());
    CHECK(query(shown_demo(), "SELECT id FROM conversation WHERE next_step = 'worry'").empty());
}

TEST_CASE("the help ladder stands where it applies, nearly always, on all three rungs, and nowhere else")
{
    CHECK(query(shown_demo(), "SELECT id FROM conversation WHERE ladder IS NOT NULL AND activities = '[\"talked\"]'").empty());
    auto rungs = query(shown_demo(), "SELECT ladder, COUNT(*) FROM conversation WHERE activities <> '[\"talked\"]' GROUP BY ladder ORDER BY ladder");
    std::int64_t all = 0, said = 0, kinds = 0;
    for (auto const& row : rungs) {
        all += row.integer(1);
        said += row.is_null(0) ? 0 : row.integer(1);
        kinds += row.is_null(0) ? 0 : 1;
    }
    CHECK(kinds == 3);
    CHECK(said * 10 > all * 7);
    CHECK(said < all);
}

TEST_CASE("there is a bad month, mothers who fell silent, and mothers who moved with conversations in both groups")
{
    auto months = query(shown_demo(), "SELECT substr(held_on, 1, 7), COUNT(*) FROM conversation WHERE programme_id = 'dk' GROUP BY 1 ORDER BY 1");
    REQUIRE(months.size() >= 6);
    std::int64_t least = 1'000'000, sum = 0;
    for (std::size_t i = 0; i + 1 < months.size(); ++i) { // the last one is not over
        least = std::min(least, months[i].integer(1));
        sum += months[i].integer(1);
    }
    CHECK(least * 3 < sum / static_cast<std::int64_t>(months.size() - 1));
    auto last_active = query(shown_demo(), "SELECT done_by, MAX(held_on) FROM conversation WHERE programme_id = 'dk' GROUP BY done_by");
    CHECK(std::count_if(last_active.begin(), last_active.end(), [](db::Row const& row) { return row.text(1) < "2026-10"; }) >= 1);
    CHECK(!query(shown_demo(), "SELECT done_by FROM conversation WHERE programme_id = 'dk' GROUP BY done_by HAVING COUNT(DISTINCT group_id) > 1").empty());
    CHECK(!query(shown_demo(), "SELECT id FROM role WHERE programme_id = 'dk' AND role = 'mother' AND ends_on IS NOT NULL").empty());
}

TEST_CASE("some mothers do far more than others")
{
    std::vector<std::int64_t> counts;
    for (auto const& row : query(shown_demo(), "SELECT COUNT(*) FROM conversation WHERE programme_id = 'dk' GROUP BY done_by"))
        counts.push_back(row.integer(0));
    std::sort(counts.begin(), counts.end());
    REQUIRE(counts.size() > 15);
    CHECK(counts.back() > 3 * counts[counts.size() / 4]);
}

TEST_CASE("the demo's tallies equal those counted anew")
{
    auto product = small_demo();
    auto before = content_of(*product);
    for (auto const* programme_id : { "dk", "no" })
        CHECK(MUST(reporting::rebuild(product->services(), programme_id)) > 0);
    CHECK((before == content_of(*product)));
    CHECK(MUST(reporting::catch_up(product->services(), "dk")) == 0);
}

TEST_CASE("the demo's logins open the office and a phone, and a password once written is kept")
{
    auto product = small_demo();
    auto logins = MUST(demo_logins(*product, Json(), "http://localhost:8080"));
    http::Api api(product->services(), slices().routes(), product->gate());
    std::set<std::string> roles;
    for (auto const& login : logins) {
        roles.insert(login.programme_id + " " + login.role);
        http::Request request { http::Method::post, "/api/login", {}, { { "content-type", "application/json" } }, "", auth::new_token() };
        auto body = Json::object({ { "email", login.email }, { "password", login.password } });
        if (!login.link.empty()) {
            request.path = "/api/enrol/check";
            body = Json::object({ { "token", login.link.substr(login.link.find("#i=") + 3) } });
        }
        request.body = body.dump();
        if (login.programme_id == "no") // two of each are enough: a password check is slow on purpose
            CHECK(api.handle(request).status == 200);
    }
    CHECK(roles
        == std::set<std::string> { "dk coordinator", "dk mother", "dk regional_consultant", "dk secretariat", "no coordinator", "no mother",
            "no regional_consultant", "no secretariat" });
    auto again = MUST(demo_logins(*product, as_json(logins), "http://localhost:8080"));
    REQUIRE(again.size() == logins.size());
    for (std::size_t i = 0; i < logins.size(); ++i) {
        CHECK(again[i].password == logins[i].password);
        CHECK((logins[i].link.empty() || again[i].link != logins[i].link));
    }
}
