// SPDX-License-Identifier: AGPL-3.0-or-later
// The server of the law tests. Its first data folder is made once and copied for each test.
#include "app/sync_world.h"
#include "app/test_words.h"
#include "base/text.h"
#include "people/access.h"
#include "people/cookies.h"
#include "programme/content.h"
#include "reporting/reporting.h"
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>

namespace bydel::app::world {

namespace files = std::filesystem;

void must_hold(bool holds, std::string const& law)
{
    if (!holds)
        throw LawBroken(law);
}

std::uint64_t from_environment(char const* name, std::uint64_t otherwise)
{
    auto const* text = std::getenv(name);
    return text && *text ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::uint64_t Dice::next()
{
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

std::string Dice::id(std::string const& day)
{
    std::array<unsigned char, 10> random;
    for (auto& byte : random)
        byte = static_cast<unsigned char>(next());
    return make_id(start_of(day), random);
}

namespace {

constexpr char const* office_token = "dk.for-the-law-tests-only";

std::string new_folder()
{
    auto name = (files::temp_directory_path() / "bydel-laws-XXXXXX").string();
    VERIFY(mkdtemp(name.data()));
    return name;
}

/// The office signs in every morning, whatever day the world has gone to.
void sign_in_again(Product& product)
{
    auto const now = product.clock.now();
    MUST(product.database->write([&](db::Session& session) {
        return session.execute("UPDATE office_session SET created_at = $1, expires_at = $2", now, now + people::office_session_lasts);
    }));
}

std::unique_ptr<Product> open_product(std::string const& folder, std::string const& day)
{
    test::keep_words();
    Settings settings;
    settings.data = folder;
    auto product = MUST(Product::open(settings));
    product->clock.stand_still(start_of(day) + 10 * 60 * one_minute);
    sign_in_again(*product);
    return product;
}

Done add_organisation(db::Session& session, journal::Journal& journal, auth::Vault const& vault)
{
    auto file = TRY(programme::content_file("programmes/dk.json"));
    TRY(programme::add_programme(session, journal, { "dk", "Law tests", "DK", "DKK", "Europe/Copenhagen", { "da", "ar", "en" } }));
    TRY(programme::install_method(session, journal, file));
    auto coordinator = TRY(people::add_person(session, journal, vault, { "", "Coordinator" }));
    for (auto const* name : { "Alfa", "Beta", "Gamma" }) {
        programme::Group group { new_id(journal.now()), name, "Odense", "syddanmark", "Library", 2, "Mette", "11111111" };
        TRY(programme::add_group(session, journal, group));
        TRY(people::add_role(
            session, journal, app::slices(), { "", coordinator.person_id, "coordinator", "group", group.group_id, "2026-01-01", std::nullopt }));
    }
    TRY(session.execute("INSERT INTO office_session (programme_id, token_hash, person_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)", "dk",
        auth::hash_token(office_token), coordinator.person_id, journal.now(), journal.now() + people::office_session_lasts));
    return {};
}

/// Removed when the process ends.
struct Template {
    std::string folder = new_folder();
    Template()
    {
        auto product = open_product(folder, first_day);
        MUST(journal::change(*product->database, { "dk", "", product->clock.now() },
            [&](db::Session& session, journal::Journal& journal) { return add_organisation(session, journal, product->vault); }));
    }
    ~Template()
    {
        std::error_code error;
        files::remove_all(folder, error);
    }
};

} // namespace

World::World()
    : folder_(new_folder())
{
    static Template const made;
    files::copy(made.folder, folder_, files::copy_options::recursive);
    open();
    for (auto const& row : rows("SELECT group_id FROM group_state WHERE field = 'name' ORDER BY value"))
        groups_.push_back(row.text(0));
}

World::~World()
{
    api.reset();
    product.reset();
    std::error_code error;
    files::remove_all(folder_, error);
}

void World::open()
{
    product = open_product(folder_, today_);
    api = std::make_unique<http::Api>(product->services(), slices().routes(), product->gate());
}

void World::reopen()
{
    api.reset();
    product.reset();
    open();
}

void World::go_to(std::string const& day)
{
    today_ = day;
    product->clock.stand_still(start_of(day) + 10 * 60 * one_minute);
    sign_in_again(*product);
}

std::string World::back_up()
{
    auto file = folder_ + "/backup-" + std::to_string(++backups_);
    MUST(product->database->back_up_to(file));
    return file;
}

void World::restore(std::string const& backup)
{
    api.reset();
    product.reset();
    for (auto const* suffix : { "", "-wal", "-shm" })
        files::remove(folder_ + "/bydel.db" + suffix);
    files::copy_file(backup, folder_ + "/bydel.db");
    open();
    MUST(product->database->write([](db::Session& session) -> Done {
        journal::start_new_epoch(session);
        return {};
    }));
    auto services = product->services();
    MUST(people::replay_erasures(services));
}

Answer World::call(http::Method method, std::string const& path, Json const& body, http::Headers headers)
{
    http::Request request;
    request.method = method;
    VERIFY(http::read_target(request, path));
    request.headers = std::move(headers);
    for (auto const& [name, value] : { std::pair { "host", "bydel.test" }, { "sec-fetch-site", "same-origin" }, { "content-type", "application/json" } })
        request.headers.emplace_back(name, value);
    if (method != http::Method::get)
        request.body = body.dump();
    auto response = api->handle(request);
    Answer answer { response.status, parse_json(response.body).value_or(Json()), response.body, "" };
    for (auto const& [name, value] : response.headers) {
        if (name == "Set-Cookie")
            answer.cookie = value.substr(0, value.find(';'));
    }
    return answer;
}

Answer World::office(http::Method method, std::string const& path, Json const& body)
{
    return call(method, path, body, { { "cookie", std::string(people::office_cookie) + "=" + office_token } });
}

static Answer expect(Answer answer, int status)
{
    if (answer.status != status)
        throw std::logic_error("the office got " + std::to_string(answer.status) + " " + answer.text);
    return answer;
}

std::string World::add_mother(std::string const& group_id, std::string const& name, std::string const& joined_on)
{
    auto asked = Json::object({ { "display_name", name }, { "phone", Json() }, { "language", "da" }, { "joined_on", joined_on } });
    return expect(office_post("/api/groups/" + group_id + "/people", asked), 201).body.text("person_id");
}

std::string World::group_of(std::string const& person_id)
{
    return product->database->read([&](db::Session& session) { return people::latest_group(session, "dk", person_id); });
}

static std::string of_person(World& world, std::string const& person_id) { return "/api/groups/" + world.group_of(person_id) + "/people/" + person_id; }

void World::move(std::string const& person_id, std::string const& to_group, std::string const& moved_on)
{
    expect(office_post(of_person(*this, person_id) + "/move", Json::object({ { "to_group_id", to_group }, { "moved_on", moved_on } })), 200);
}

void World::leave(std::string const& person_id, std::string const& left_on)
{
    expect(office_post(of_person(*this, person_id) + "/leave", Json::object({ { "left_on", left_on } })), 200);
}

void World::correct(std::string const& person_id, std::string const& act, std::string const& field, std::string const& day)
{
    Json body { Json::Object() };
    if (!field.empty())
        body.set(field, day);
    expect(office_post(of_person(*this, person_id) + "/" + act, body), 200);
}

void World::correct_joined(std::string const& person_id, std::string const& joined_on)
{
    auto name = "Mother " + person_id; // what she is called is no matter here
    expect(office(http::Method::put, of_person(*this, person_id), Json::object({ { "display_name", name }, { "joined_on", joined_on } })), 200);
}

std::string World::invite(std::string const& person_id, std::string const& purpose)
{
    auto link = expect(office_post(of_person(*this, person_id) + "/invitation", Json::object({ { "purpose", purpose } })), 201).body.text("link");
    return link.substr(link.find("#i=") + 3);
}

std::vector<db::Row> World::rows(std::string const& sql)
{
    return product->database->read([&](db::Session& session) { return session.query(sql); });
}

std::int64_t World::number(std::string const& sql)
{
    auto found = rows(sql);
    must_hold(!found.empty(), "nothing found by " + sql);
    return found.front().integer(0);
}

std::string World::word(std::string const& sql)
{
    auto found = rows(sql);
    return found.empty() ? "" : found.front().maybe_text(0).value_or("");
}

void World::execute(std::string const& sql)
{
    MUST(product->database->write([&](db::Session& session) -> Done {
        session.run_script(sql);
        return {};
    }));
}

std::string contents(World& world)
{
    std::string all;
    for (auto const* sql : { "SELECT id, group_id, held_on, women, themes, revision, item_id, done_by FROM conversation ORDER BY id",
             "SELECT id, group_id, raised_on, passed_to, revision, item_id, raised_by FROM concern ORDER BY id",
             "SELECT entity, entity_id, revision, item_id, reason, field, person_id FROM quarantine ORDER BY entity, entity_id",
             "SELECT entity, entity_id FROM tombstone ORDER BY entity, entity_id" }) {
        for (auto const& row : world.rows(sql)) {
            for (std::size_t i = 0; i < row.size(); ++i)
                all += (row.is_null(i) ? "-" : row.is_integer(i) ? std::to_string(row.integer(i)) : row.text(i)) + " ";
            all += "\n";
        }
    }
    return all;
}

static std::vector<reporting::Tally> all_tallies(World& world)
{
    return world.product->database->read([](db::Session& session) { return reporting::all_tallies(session, "dk"); });
}

reporting::Counts counted(World& world, std::string const& month, std::string const& dimension, std::string const& code)
{
    MUST(reporting::catch_up(world.product->services(), "dk"));
    reporting::Counts sum;
    for (auto const& tally : all_tallies(world)) {
        if (tally.period != month || tally.dimension != dimension || tally.code != code)
            continue;
        sum.events += tally.counts.events;
        sum.women += tally.counts.women;
        sum.minutes += tally.counts.minutes;
        sum.mothers += tally.counts.mothers;
    }
    return sum;
}

void check_books(World& world)
{
    auto head = world.number("SELECT last_sequence FROM journal_head WHERE programme_id = 'dk'");
    must_hold(world.number("SELECT COUNT(*) FROM journal WHERE programme_id = 'dk'") == head, "law 11: the journal has a gap");
    must_hold(world.number("SELECT MIN(sequence) FROM journal") == 1 && world.number("SELECT MAX(sequence) FROM journal") == head,
        "law 11: sequences do not run from 1 to the head");

    MUST(reporting::catch_up(world.product->services(), "dk"));
    must_hold(world.number("SELECT COUNT(*) FROM count_change") == 0, "law 12: what was counted is not forgotten");
    auto rows = [&] {
        return world.word("SELECT COALESCE(group_concat(one, '\n'), '') FROM (SELECT group_id || month || event || mark || sums AS one FROM tally ORDER BY 1)");
    };
    auto const kept_up = rows();
    MUST(reporting::rebuild(world.product->services(), "dk"));
    must_hold(kept_up == rows(), "law 12: tallies differ from a rebuild");
    auto counted = world.rows("SELECT group_id, substr(held_on, 1, 7), COUNT(*), SUM(women) FROM conversation GROUP BY 1, 2 ORDER BY 1, 2");
    auto tallied = all_tallies(world);
    std::erase_if(tallied, [](reporting::Tally const& one) { return one.dimension != "total"; });
    must_hold(counted.size() == tallied.size(), "law 9: months counted and months with conversations differ");
    for (std::size_t i = 0; i < counted.size(); ++i) {
        must_hold(counted[i].text(0) == tallied[i].group_id && counted[i].text(1) == tallied[i].period && counted[i].integer(2) == tallied[i].counts.events
                && counted[i].integer(3) == tallied[i].counts.women,
            "law 9: a conversation is not counted in exactly one group and month");
    }
}

} // namespace bydel::app::world
