// SPDX-License-Identifier: AGPL-3.0-or-later
// Counts by hand, what is hidden of a sensitive table, who is silent, and the coordinator's two overviews.
#include "app/test_cast.h"
#include "reporting/disclosure.h"
#include "reporting/store.h"
#include <random>

using namespace bydel;
using namespace bydel::reporting;
using namespace bydel::test;

namespace {

Counting const november { "g", "2026-11", "conversation" };

measure::Counted conversation(std::string mark, std::int64_t women, std::int64_t minutes, std::vector<std::string> themes)
{
    measure::Counted made { women, minutes, std::move(mark), false, { { "place", women > 1 ? "library" : "not_stated" } } };
    for (auto& theme : themes)
        made.answers.push_back({ "themes", std::move(theme) });
    return made;
}

Counts cell(std::int64_t conversations, std::int64_t mothers = 3) { return { conversations, conversations, 0, mothers }; }

struct Interval {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = 0;
};

/// Every way in which the hidden cells, each at least one, can add up: what a reader can work out from the total and the rows that are shown.
void enumerate(std::vector<Interval>& cells, std::vector<std::int64_t>& values, std::int64_t left)
{
    if (values.size() + 1 == cells.size()) {
        values.push_back(left);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i].least = std::min(cells[i].least, values[i]);
            cells[i].most = std::max(cells[i].most, values[i]);
        }
        values.pop_back();
        return;
    }
    auto still = static_cast<std::int64_t>(cells.size() - values.size() - 1);
    for (std::int64_t value = 1; value <= left - still; ++value) {
        values.push_back(value);
        enumerate(cells, values, left - value);
        values.pop_back();
    }
}

/// Eleven conversations of three mothers in the third quarter, `about` of them also on violence.
void tell_quarter(Cast& cast, int about, int conversations = 11)
{
    for (int i = 0; i < conversations; ++i) {
        auto who = std::vector { amina, zahra, nour }[static_cast<std::size_t>(i % 3)];
        cast.converse(who, group_a, "2026-08-0" + std::to_string(1 + i % 9),
            i < about ? std::vector<std::string> { "money", "violence" } : std::vector<std::string> { "money" }, i % 2 ? "ar" : "so");
    }
}

Json quarter_of_a(Cast& cast) { return cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/quarter?quarter=2026-Q3").body; }

Json const* row_of(Json const& answer, std::string const& dimension, std::string const& code)
{
    for (auto const& one : *answer["dimensions"].as_array()) {
        if (one.text("dimension") != dimension)
            continue;
        for (auto const& row : *one["rows"].as_array()) {
            if (row.text("code") == code)
                return &row;
        }
    }
    return nullptr;
}

} // namespace

TEST_CASE("conversations, women, minutes and mothers are counted as one counts by hand")
{
    auto tallies = count({ conversation("a", 1, 5, { "money" }), conversation("a", 3, 30, { "money", "leisure" }), conversation("b", 1, 0, {}) }, november);
    CHECK(counts_in(tallies, "total", "") == Counts { 3, 5, 35, 2 });
    CHECK(counts_in(tallies, "themes", "money") == Counts { 2, 4, 35, 1 });
    CHECK(counts_in(tallies, "themes", "leisure") == Counts { 1, 3, 30, 1 });
    CHECK(counts_in(tallies, "place", "library") == Counts { 1, 3, 30, 1 });
    CHECK(counts_in(tallies, "place", "not_stated") == Counts { 2, 2, 5, 2 });
    CHECK(counts_in(tallies, "ladder", "1") == Counts {});
    CHECK(count({}, november).empty());
    CHECK(std::is_sorted(
        tallies.begin(), tallies.end(), [](Tally const& a, Tally const& b) { return std::pair(a.dimension, a.code) < std::pair(b.dimension, b.code); }));
}

TEST_CASE("a cell is shown from five conversations of three mothers, and zero is shown")
{
    CHECK(is_safe(cell(0, 0)));
    CHECK(!is_safe(cell(1, 1)));
    CHECK(!is_safe(cell(4, 4)));
    CHECK(!is_safe(cell(50, 2)));
    CHECK(is_safe(cell(5, 3)));
}

TEST_CASE("no hidden row of any table can be told to within five from the total and the rows that are shown")
{
    std::mt19937 random(2008);
    auto below = [&](int count) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(count)); };
    int shown_tables = 0, hidden_cells = 0;
    for (int table = 0; table < 20'000; ++table) {
        std::vector<Counts> rows;
        for (auto i = below(6); i >= 0; --i)
            rows.push_back(cell(below(3) ? below(14) : below(3), 1 + below(5)));
        auto hidden = hidden_rows(rows);
        if (!hidden)
            continue;
        ++shown_tables;
        REQUIRE(hidden->size() == rows.size());
        std::int64_t sum = 0;
        std::vector<Interval> cells;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!(*hidden)[i]) {
                CHECK(is_safe(rows[i]));
                continue;
            }
            CHECK(rows[i].events > 0);
            sum += rows[i].events;
            cells.emplace_back();
        }
        if (cells.empty() || sum > 26)
            continue;
        std::vector<std::int64_t> values;
        enumerate(cells, values, sum);
        for (auto const& one : cells) {
            CHECK(one.most - one.least >= least_width);
            ++hidden_cells;
        }
    }
    CHECK(shown_tables > 5'000);
    CHECK(hidden_cells > 2'000);
}

TEST_CASE("a table is not shown at all where its only row is its total, or too little is left to hide behind")
{
    CHECK(!hidden_rows({ cell(10, 2) }));
    CHECK(!hidden_rows({ cell(3), cell(0), cell(0) }));
    CHECK(!hidden_rows({ cell(2), cell(3) }));
    CHECK(*hidden_rows({ cell(10, 3) }) == std::vector { false });
    CHECK(*hidden_rows({ cell(2), cell(9), cell(7), cell(0) }) == std::vector { true, false, true, false });
    CHECK(hidden_rows({})->empty());
}

TEST_CASE("a theme's yes is hidden also where its no would be too small")
{
    CHECK(is_safe_of(cell(6), cell(11)));
    CHECK(!is_safe_of(cell(7), cell(11)));
    CHECK(!is_safe_of(cell(4), cell(40)));
    CHECK(is_safe_of(cell(0, 0), cell(40)));
    CHECK(is_safe_of(cell(11), cell(11)));
    CHECK(is_too_few(cell(5)));
    CHECK(!is_too_few(cell(6)));
    CHECK(!is_too_few(cell(0, 0)));
}

TEST_CASE("a sensitive theme is shown by quarter when there is enough of it, and never in the month")
{
    Cast cast;
    tell_quarter(cast, 6);
    auto answer = quarter_of_a(cast);
    CHECK(*(*row_of(answer, "themes", "violence"))["events"].as_integer() == 6);
    CHECK(*(*row_of(answer, "themes", "negative_social_control"))["events"].as_integer() == 0);
    CHECK(row_of(answer, "themes", "money") == nullptr);
    auto month = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/month?month=2026-08");
    CHECK(month.contains("money"));
    CHECK(!month.contains("violence"));
    CHECK(!month.contains("\"language\""));
    auto open = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/quarter?quarter=2026-Q4").body;
    CHECK(!*open["released"].as_bool());
    CHECK(open["dimensions"].as_array()->empty());
}

TEST_CASE("hidden looks the same whether few spoke of it or few did not")
{
    for (int about : { 3, 9 }) {
        Cast cast;
        tell_quarter(cast, about);
        auto answer = quarter_of_a(cast);
        CHECK(row_of(answer, "themes", "violence")->dump().find("\"events\":null,\"women\":null") != std::string::npos);
    }
}

/// As her coordinator records it for a mother.
void record(Cast& cast, std::string const& id, std::string const& held_on, std::vector<std::string> const& themes)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        outreach::Conversation made;
        made.minutes = 30;
        made.themes = themes;
        made.activities = { "talked" };
        made.meeting = "first";
        made.contact_way = "street";
        made.place = "not_stated";
        made.next_step = "meet_again";
        made.id = made.item_id = id;
        made.group_id = group_a;
        made.held_on = made.saved_on = held_on;
        made.done_by = nour;
        made.recorded_by = coordinator_a;
        made.template_version = 1;
        return outreach::add_conversation(session, journal, made);
    }));
}

TEST_CASE("a closed quarter answers the same whatever the coordinator records, takes away or a late phone sends")
{
    Cast cast;
    tell_quarter(cast, 3);
    auto before = quarter_of_a(cast).dump();
    CHECK(before.find("\"events\":null") != std::string::npos);
    for (int i = 0; i < 9; ++i)
        record(cast, id_of(640 + i), "2026-09-30", { "violence" });
    CHECK(quarter_of_a(cast).dump() == before);
    for (int i = 0; i < 9; ++i)
        cast.send(cast.office(coordinator_a), http::Method::remove, "/api/groups/" + group_a + "/conversations/" + id_of(640 + i));
    cast.converse(amina, group_a, "2026-09-29", { "violence" }, "ti");
    CHECK(quarter_of_a(cast).dump() == before);
    MUST(rebuild(cast.product->services(), "dk"));
    CHECK(quarter_of_a(cast).dump() == before);
}

TEST_CASE("what a coordinator adds before a quarter closes shows her nothing of the others")
{
    Cast cast;
    tell_quarter(cast, 2);
    for (int i = 0; i < 9; ++i)
        record(cast, id_of(640 + i), "2026-09-30", { "violence", "money" });
    auto answer = quarter_of_a(cast); // eleven spoke of it, nine of them by her own hand: less those, two
    CHECK((*row_of(answer, "themes", "violence"))["events"].is_null());
    Cast paper; // where all is recorded in the office there is nothing of others to tell
    for (int i = 0; i < 12; ++i)
        paper.converse(std::vector { amina, zahra, nour }[static_cast<std::size_t>(i % 3)], group_a, "2026-08-03", { "money" });
    CHECK(*(*row_of(quarter_of_a(paper), "themes", "violence"))["events"].as_integer() == 0);
}

TEST_CASE("a hidden theme is not told by what the months show of the open ones")
{
    Cast cast;
    for (int i = 0; i < 11; ++i) // nine conversations with no theme that the month's page names
        cast.converse(std::vector { amina, zahra, nour }[static_cast<std::size_t>(i % 3)], group_a, "2026-08-03", { i < 9 ? "violence" : "money" });
    CHECK(row_of(quarter_of_a(cast), "themes", "violence") == nullptr);
    CHECK(about_none_of(cell(11), { cell(2), cell(3) }) == 6);
    CHECK(about_none_of(cell(3), { cell(2), cell(3) }) == 0);
}

TEST_CASE("a number has one address, and says whether it is shown, hidden, open, not recorded or zero")
{
    Cast cast;
    tell_quarter(cast, 3);
    MUST(close_periods(cast.product->services(), "dk", today));
    auto const of_a = "group:" + group_a;
    auto at = [&](Address const& address) {
        return cast.read([&](db::Session& session) {
            auto number = MUST(read_number(cast.product->services(), session, "dk", address));
            return std::string(name(number.status)) + (number.value ? " " + Json(*number.value).dump() : "");
        });
    };
    CHECK(at({ "conversations", "2026-08" }) == "shown 11");
    CHECK(at({ "conversations", "2026-Q3" }) == "shown 11");
    CHECK(at({ "hours", "2026-07/2026-09", "programme", "activities", "talked" }) == "shown 5.5");
    CHECK(at({ "conversations", "2026-07" }) == "zero 0");
    CHECK(at({ "conversations", "2026-11" }) == "open");
    CHECK(at({ "trained_mothers", "2026-08" }) == "not_recorded");
    CHECK(at({ "women", "2026-08", "programme", "shoe_size", "39" }) == "not_recorded");
    CHECK(at({ "women", "2026-08", "programme", "themes", "violence" }) == "hidden");
    CHECK(at({ "conversations", "2026-08", of_a }) == "shown 11");
    CHECK(at({ "conversations", "2026-11", of_a }) == "zero 0"); // her open month, raw
    CHECK(at({ "conversations", "2026-08", of_a, "themes", "money" }) == "shown 11");
    CHECK(at({ "conversations", "2026-08", of_a, "themes", "leisure" }) == "zero 0");
    CHECK(at({ "conversations", "2026-08", of_a, "themes", "violence" }) == "hidden"); // by quarter only
    CHECK(at({ "conversations", "2026-Q3", of_a, "themes", "violence" }) == "hidden"); // three
    CHECK(at({ "conversations", "2026-Q3", of_a, "themes", "negative_social_control" }) == "zero 0");
    CHECK(at({ "conversations", "2026-Q3", of_a, "language", "ar" }) == "shown 5");
    CHECK(at({ "conversations", "2026-Q4", of_a, "themes", "violence" }) == "open");
    CHECK(at({ "bridges", "2026-08", of_a }) == "zero 0");
    auto wrong = [&](std::string const& period, std::string const& area) {
        return cast.read([&](db::Session& session) { return read_number(cast.product->services(), session, "dk", { "women", period, area }).error().key; });
    };
    for (auto const* period : { "2026", "2026-13", "2026-08/", "2026-09/2026-08", "" })
        CHECK(wrong(period, "programme") == "reporting.not_a_period");
    CHECK(wrong("2026-08/2026-09", of_a) == "reporting.not_a_period");
}

TEST_CASE("the group's page and a number's address read the same")
{
    Cast cast;
    tell_quarter(cast, 6);
    MUST(close_periods(cast.product->services(), "dk", today));
    auto month = cast.get(cast.office(coordinator_a), "/api/groups/" + group_a + "/month?month=2026-08").body["events"].as_array()->front();
    auto const value = [&](std::string const& dimension, std::string const& code, std::string const& period) {
        return cast.read([&](db::Session& session) {
            return *MUST(read_number(cast.product->services(), session, "dk", { "women", period, "group:" + group_a, dimension, code })).value;
        });
    };
    int read = 0;
    for (auto const& dimension : *month["dimensions"].as_array()) {
        for (auto const& row : *dimension["rows"].as_array()) {
            CHECK(value(dimension.text("dimension"), row.text("code"), "2026-08") == row["women"].as_number());
            ++read;
        }
    }
    CHECK(read >= 7);
    auto const quarter = quarter_of_a(cast);
    CHECK(value("themes", "violence", "2026-Q3") == (*row_of(quarter, "themes", "violence"))["women"].as_number());
}

TEST_CASE("periods close in order, once, also where nothing was held")
{
    Cast cast;
    cast.converse(amina, group_a, "2026-06-30");
    cast.converse(amina, group_a, "2026-08-01");
    CHECK(MUST(close_periods(cast.product->services(), "dk", "2026-07-14")) == 0); // it closes after fourteen whole days
    CHECK(MUST(close_periods(cast.product->services(), "dk", "2026-07-15")) == 2); // June and the second quarter
    CHECK(MUST(close_periods(cast.product->services(), "dk", "2026-07-15")) == 0);
    CHECK(MUST(close_periods(cast.product->services(), "dk", "2026-10-15")) == 4); // July, August, September and the third quarter
    cast.converse(amina, group_a, "2026-07-02");
    cast.converse(amina, group_a, "2026-05-02");
    CHECK(MUST(close_periods(cast.product->services(), "dk", "2026-10-15")) == 0);
    auto in = [&](std::string const& period) {
        return cast.read([&](db::Session& session) { return closed_tallies_of(session, "dk", group_a, period, "conversation").size(); });
    };
    CHECK(in("2026-06") > 0);
    CHECK(in("2026-Q2") > 0);
    CHECK(in("2026-07") == 0);
    CHECK(cast.read([](db::Session& session) { return has_closed(session, "dk", "2026-05") && !has_closed(session, "dk", "2026-10"); }));
}

TEST_CASE("the minutes of few conversations are told to the half hour only")
{
    CHECK(told({ 4, 4, 35, 1 }).minutes == 60);
    CHECK(told({ 1, 1, 30, 1 }).minutes == 30);
    CHECK(told({ 2, 2, 0, 1 }).minutes == 0);
    CHECK(told({ 5, 5, 35, 1 }).minutes == 35);
}

TEST_CASE("a row that is safe with the coordinator's own recordings and not without them is hidden")
{
    std::vector<Counts> rows { cell(20), cell(9), cell(8) }, others { cell(20), cell(3, 2), cell(8) };
    CHECK(*hidden_rows(rows, others) == std::vector { false, true, true });
    CHECK(*hidden_rows(rows, { cell(20), cell(0, 0), cell(8) }) == std::vector { false, false, false });
    CHECK(!hidden_rows({ cell(9), cell(9) }, { cell(1, 1), cell(1, 1) }));
}

TEST_CASE("a quarter with five conversations shows no table at all")
{
    Cast cast;
    tell_quarter(cast, 2, 5);
    CHECK(quarter_of_a(cast)["dimensions"].as_array()->empty());
}

TEST_CASE("an own code of a sensitive theme does not come into the month when the group takes the code away")
{
    Cast cast;
    auto mette = cast.office(coordinator_a);
    auto own = Json::object(
        { { "op", "add" }, { "list", "themes" }, { "code", "own_honour" }, { "parent", "violence" }, { "labels", Json::object({ { "da", "Ære" } }) } });
    auto adapt = [&](Json::Array operations) {
        return cast.put(mette, "/api/groups/" + group_a + "/overlay", Json::object({ { "operations", Json(std::move(operations)) } })).status;
    };
    REQUIRE(adapt({ own }) == 200);
    cast.converse(amina, group_a, "2026-11-02", { "own_honour" });
    CHECK(!cast.get(mette, "/api/groups/" + group_a + "/month").contains("own_honour"));
    REQUIRE(adapt({}) == 200);
    CHECK(!cast.get(mette, "/api/groups/" + group_a + "/month").contains("own_honour"));
}
