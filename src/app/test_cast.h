// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests only: the whole product on a real database with a small cast of people who have fixed ids, and a way to speak to every route as any
// of them. The database is SQLite in memory, or the PostgreSQL that BYDEL_TEST_POSTGRES names (its schema is dropped first).
#pragma once
#include "app/test_words.h"
#include "base/id.h"
#include "base/text.h"
#include "library/library.h"
#include "outreach/outreach.h"
#include "people/cookies.h"
#include "people/store.h"
#include "platform/assets/assets.h"
#include "platform/journal/journal.h"
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <doctest/doctest.h>
#include <regex>
#include <set>

namespace bydel::test {

inline constexpr auto today = "2026-11-23";
inline constexpr auto get = http::Method::get, post = http::Method::post, put = http::Method::put;
inline Milliseconds ten_o_clock() { return start_of(today) + 10 * 60 * one_minute; }

inline std::string id_of(int number)
{
    auto digits = std::to_string(number);
    return "01900000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}
inline std::string const group_a = id_of(101), group_b = id_of(102), group_no = id_of(103);
inline std::string const secretary = id_of(1), coordinator_a = id_of(2), coordinator_b = id_of(3), helper_a = id_of(4), secretary_no = id_of(5),
                         coordinator_no = id_of(6);
/// Amina and Zahra are in A, Hodan in B, Leyla left A, Nour moved from A to B on the first of this month.
inline std::string const amina = id_of(11), hodan = id_of(12), leyla = id_of(13), nour = id_of(14), zahra = id_of(15), astrid_no = id_of(16);

/// "en", "da", "ar": English, and what the programmes of content/programmes offer. Another language may still be on its way (content/check.mjs).
inline std::vector<std::string> languages()
{
    std::set<std::string> codes { "en" };
    for (auto const& asset : assets::all()) {
        if (!asset.path.starts_with("content/programmes/"))
            continue;
        auto const offered = programme::programme_from(MUST(parse_json(asset.bytes))).languages;
        codes.insert(offered.begin(), offered.end());
    }
    return { codes.begin(), codes.end() };
}

/// Of every slice, those that others refer to first, and what is of the installation.
inline std::vector<std::string> all_tables()
{
    std::vector<std::string> names { "server_setting" };
    for (auto const& slice : app::slices().all()) {
        for (auto const& table : slice.tables)
            names.emplace_back(table.name);
    }
    return names;
}

/// Deletes every row, those first that refer to others.
inline std::string emptying()
{
    auto names = all_tables();
    std::reverse(names.begin(), names.end());
    std::string script;
    for (auto const& name : names)
        script += "DELETE FROM " + name + ";";
    return script;
}

/// A database without any table.
inline std::string bare_database()
{
    char const* url = std::getenv("BYDEL_TEST_POSTGRES");
    if (!url || !*url)
        return ":memory:";
    MUST(db::open(url)->write([](db::Session& session) -> Done {
        session.run_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        return {};
    }));
    return url;
}

/// A database that holds nothing. PostgreSQL is given back its rows only where a test before has left today's schema: thirty migrations take longer than
/// most tests.
inline std::string fresh_database()
{
    char const* url = std::getenv("BYDEL_TEST_POSTGRES");
    if (!url || !*url)
        return ":memory:";
    auto database = db::open(url);
    std::vector<std::string> wanted;
    for (auto const& migration : app::all_migrations())
        wanted.push_back(migration.name);
    bool migrated = database->read([](db::Session& session) { return !session.query("SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL").empty(); });
    if (!migrated || db::applied_migrations(*database) != wanted)
        return bare_database();
    MUST(database->write([](db::Session& session) -> Done {
        session.run_script(emptying());
        return {};
    }));
    return url;
}

/// Who sends: an office session, a phone, or nobody.
struct Who {
    std::string cookie = {};
    std::string device_id = {};
};

struct Answer {
    int status = 0;
    Json body;
    std::string text;
    http::Headers headers;
    std::string header(std::string_view name) const
    {
        for (auto const& [one, value] : headers) {
            if (one == name)
                return value;
        }
        return "";
    }
    std::string key() const { return body.text("key"); }
    std::string field() const { return body.text("field"); }
    bool contains(std::string_view part) const { return text.find(part) != std::string::npos; }
};

class Cast {
public:
    std::unique_ptr<app::Product> product;
    http::Api api;

    explicit Cast(std::string const& database = fresh_database())
        : product(begin(database))
        , api(product->services(), app::slices().routes(), product->gate())
    {
        bool empty = product->database->read([](db::Session& session) { return tenant::all(session).empty(); });
        if (empty)
            fill();
    }

    /// In memory every cast gets a copy of one migrated database.
    static std::unique_ptr<app::Product> begin(std::string const& database)
    {
        keep_words();
        if (database != ":memory:")
            return app::Product::for_tests(ten_o_clock(), database);
        static auto const migrated = app::Product::for_tests(ten_o_clock(), ":memory:");
        static std::atomic<int> number { 0 };
        auto const name = "file:cast-" + std::to_string(++number) + "?mode=memory&cache=shared";
        auto const copy = db::open(name);
        MUST(migrated->database->back_up_to(name));
        return app::Product::for_tests(ten_o_clock(), name);
    }

    void pass(Milliseconds time) { product->clock.stand_still(product->clock.now() + time); }

    template <class Work>
    auto change(std::string const& programme_id, Work work)
    {
        return journal::change(*product->database, { programme_id, "", product->clock.now() }, work);
    }
    template <class Work>
    auto read(Work work)
    {
        return product->database->read(work);
    }

    Who office(std::string const& person_id, std::string const& programme_id = "dk")
    {
        auto token = programme_id + "." + auth::new_token();
        MUST(product->database->write([&](db::Session& session) {
            return people::store::insert_session(
                session, programme_id, auth::hash_token(token), person_id, product->clock.now(), product->clock.now() + people::office_session_lasts);
        }));
        return { std::string(people::office_cookie) + "=" + token };
    }
    Who phone(std::string const& person_id, std::string const& programme_id = "dk")
    {
        auto token = programme_id + "." + auth::new_token();
        auto device_id = new_id(product->clock.now());
        MUST(product->database->write([&](db::Session& session) {
            MUST(people::store::insert_device(session, programme_id, { device_id, person_id, auth::hash_token(token), today, std::nullopt }));
            return people::store::see_device(session, programme_id, device_id, today);
        }));
        return { people::device_cookie_name(device_id) + "=" + token, device_id };
    }

    Answer send_text(Who const& who, http::Method method, std::string const& target, std::string body, http::Headers more = {})
    {
        http::Request request;
        request.method = method;
        REQUIRE(http::read_target(request, target));
        request.headers = { { "host", "bydel.test" }, { "sec-fetch-site", "same-origin" }, { "content-type", "application/json" } };
        if (!who.cookie.empty())
            request.headers.emplace_back("cookie", who.cookie);
        if (!who.device_id.empty())
            request.headers.emplace_back("bydel-device", who.device_id);
        for (auto& [name, value] : more) {
            std::erase_if(request.headers, [&, &name = name](auto const& header) { return header.first == name; });
            request.headers.emplace_back(name, value);
        }
        request.body = std::move(body);
        request.remote = remote;
        auto response = api.handle(request);
        auto json = parse_json(response.body);
        return { response.status, json ? *json : Json(), response.body, response.headers };
    }
    Answer send(Who const& who, http::Method method, std::string const& target, Json const& body = Json(Json::Object()))
    {
        return send_text(who, method, target, method == http::Method::get ? "" : body.dump());
    }
    Answer get(Who const& who, std::string const& target) { return send(who, http::Method::get, target); }
    Answer post(Who const& who, std::string const& target, Json const& body = Json(Json::Object())) { return send(who, http::Method::post, target, body); }
    Answer put(Who const& who, std::string const& target, Json const& body) { return send(who, http::Method::put, target, body); }
    /// Nobody else's address: the throttle of logins is one for the whole process.
    std::string remote = auth::new_token();

    /// Stores as if her phone had sent it.
    outreach::Conversation converse(std::string const& person_id, std::string const& group_id, std::string const& day, std::vector<std::string> themes = {},
        std::optional<std::string> language = {})
    {
        outreach::Conversation made;
        made.id = made.item_id = new_day_id(day);
        made.group_id = group_id;
        made.held_on = made.saved_on = day;
        made.done_by = person_id;
        made.meeting = "first";
        made.contact_way = "street";
        made.place = "library";
        made.activities = { "talked" };
        made.themes = std::move(themes);
        made.next_step = "meet_again";
        made.minutes = 30;
        made.template_version = 1;
        made.language = std::move(language);
        MUST(change("dk", [&](db::Session& session, journal::Journal& journal) { return outreach::add_conversation(session, journal, made); }));
        return made;
    }

    /// A valid conversation as a phone or the office writes it.
    static Json conversation(std::string const& held_on = today)
    {
        return Json::object({ { "held_on", held_on }, { "women", 1 }, { "meeting", "first" }, { "contact_way", "street" }, { "place", "library" },
            { "activities", Json::strings({ "talked" }) }, { "themes", Json::strings({ "money" }) }, { "minutes", 30 }, { "next_step", "meet_again" },
            { "ladder", Json() }, { "language", "ar" }, { "template_version", 1 } });
    }

    Json sealed(std::string const& device_id, std::string const& entity, Json record, std::string const& id, std::int64_t revision = 1,
        std::string const& operation = "put", std::string const& saved_on = today)
    {
        auto item_id = new_day_id(saved_on);
        auto item = Json::object({ { "item_id", item_id }, { "device_id", device_id }, { "entity", entity }, { "operation", operation }, { "id", id },
            { "revision", revision }, { "saved_on", saved_on }, { "record", std::move(record) } });
        return Json::object({ { "item_id", item_id }, { "key_id", product->vault.outbox_key_id() },
            { "sealed", auth::seal_for_outbox(product->vault.outbox_public_key(), item.dump(), item_id) } });
    }
    Answer push(Who const& who, Json item)
    {
        return post(who, "/api/sync/push", Json::object({ { "epoch", "" }, { "items", Json(Json::Array { std::move(item) }) } }));
    }

    /// Every row as it is now, to be put back by put_back().
    void keep()
    {
        MUST(product->database->write([](db::Session& session) -> Done {
            for (auto const& table : tables())
                session.run_script("DROP TABLE IF EXISTS kept_" + table + "; CREATE TABLE kept_" + table + " AS SELECT * FROM " + table);
            return {};
        }));
    }
    void put_back()
    {
        auto script = emptying();
        for (auto const& name : tables())
            script += "INSERT INTO " + name + " SELECT * FROM kept_" + name + ";";
        MUST(product->database->write([&](db::Session& session) -> Done {
            session.run_script(script);
            return {};
        }));
        product->clock.stand_still(ten_o_clock());
        remote = auth::new_token();
    }

    /// Every row of every table but those that only asking changes, to see that nothing was stored.
    std::string everything()
    {
        static std::set<std::string> const left_out { "office_session", "read_audit", "tally", "count_change", "journal_reader" };
        std::string all;
        for (auto const& table : tables()) {
            if (left_out.contains(table))
                continue;
            std::vector<std::string> rows;
            for (auto const& row : read([&](db::Session& session) { return session.query("SELECT * FROM " + table); }))
                rows.push_back(written_row(row));
            std::sort(rows.begin(), rows.end());
            all += table + "\n" + join(rows, "\n") + "\n";
        }
        return all;
    }
    std::int64_t count(std::string const& table)
    {
        return read([&](db::Session& session) { return session.query_one("SELECT COUNT(*) FROM " + table)->integer(0); });
    }
    static std::vector<std::string> tables() { return all_tables(); }

private:
    static std::string written_row(db::Row const& row)
    {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += (row.is_null(i) ? "-" : row.is_integer(i) ? std::to_string(row.integer(i)) : row.text(i)) + "|";
        return line;
    }

    static Done add(db::Session& session, journal::Journal& journal, auth::Vault const& vault, std::string const& id, std::string const& name,
        std::vector<people::Role> const& roles)
    {
        TRY(people::add_person(session, journal, vault, { id, name, "+45 " + id.substr(28), "en" }));
        for (auto role : roles) {
            role.person_id = id;
            TRY(people::add_role(session, journal, app::slices(), role));
        }
        return {};
    }
    static people::Role role(
        std::string const& name, std::string const& group_id, std::string const& from = "2026-01-01", std::optional<std::string> to = std::nullopt)
    {
        return { "", "", name, group_id.empty() ? "programme" : "group", group_id, from, to };
    }

    void fill()
    {
        for (std::string const programme_id : { "dk", "no" }) {
            MUST(change(programme_id, [&](db::Session& session, journal::Journal& journal) -> Done {
                auto file = TRY(programme::content_file("programmes/" + programme_id + ".json"));
                TRY(programme::add_programme(session, journal,
                    { programme_id, file.text("name"), file.text("country"), file.text("currency"), file.text("time_zone"), { "da", "ar", "en" } }));
                TRY(programme::install_method(session, journal, file));
                return programme_id == "dk" ? add_danes(session, journal) : add_norwegians(session, journal);
            }));
        }
    }
    Done add_danes(db::Session& session, journal::Journal& journal)
    {
        auto const& vault = product->vault;
        TRY(programme::add_group(session, journal, { group_a, "Alfa group", "Odense", "syddanmark", "Library", 2, "Mette", "11111111" }, "2026-01-01"));
        TRY(programme::add_group(session, journal, { group_b, "Beta group", "Aarhus", "midtjylland", "Association", 3, "Hanne", "22222222" }, "2026-01-01"));
        TRY(add(session, journal, vault, secretary, "Susanne Secretary", { role("secretariat", "") }));
        TRY(add(session, journal, vault, coordinator_a, "Mette Coordinator", { role("coordinator", group_a) }));
        TRY(add(session, journal, vault, coordinator_b, "Hanne Coordinator", { role("coordinator", group_b) }));
        TRY(add(session, journal, vault, helper_a, "Helga Helper", { role("helper_coordinator", group_a) }));
        TRY(add(session, journal, vault, amina, "Amina Alfasdottir", { role("mother", group_a) }));
        TRY(add(session, journal, vault, zahra, "Zahra Alfasdottir", { role("mother", group_a) }));
        TRY(add(session, journal, vault, hodan, "Hodan Betasdottir", { role("mother", group_b) }));
        TRY(add(session, journal, vault, leyla, "Leyla Leftsdottir", { role("mother", group_a, "2026-01-01", "2026-06-30") }));
        return add(
            session, journal, vault, nour, "Nour Movedsdottir", { role("mother", group_a, "2026-01-01", "2026-10-31"), role("mother", group_b, "2026-11-01") });
    }
    Done add_norwegians(db::Session& session, journal::Journal& journal)
    {
        auto const& vault = product->vault;
        TRY(programme::add_group(session, journal, { group_no, "Norsk group", "Oslo", "oslo", "Library", 1, "Kari", "33333333" }, "2026-01-01"));
        TRY(add(session, journal, vault, secretary_no, "Sigrid Secretary", { role("secretariat", "") }));
        TRY(add(session, journal, vault, coordinator_no, "Kari Coordinator", { role("coordinator", group_no) }));
        return add(session, journal, vault, astrid_no, "Astrid Norsk", { role("mother", group_no) });
    }
};

} // namespace bydel::test
