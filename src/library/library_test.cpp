// SPDX-License-Identifier: AGPL-3.0-or-later
// Cards out of their files: what a file may not hold, what is installed where, when a translation is stale, and what a phone pulls.
#include "app/test_cast.h"
#include "library/rules.h"
#include "library/store.h"

using namespace bydel;
using namespace bydel::library;
using namespace bydel::test;

namespace {

std::string fault(std::string const& text)
{
    auto read = read_text_file(text);
    return read ? "" : read.error().params.front().second;
}
std::string card(std::string const& body, std::string const& head = "title: A card\n") { return "---\n" + head + "---\n" + body; }

void install(Cast& cast, std::string const& programme_id, std::string const& country)
{
    MUST(cast.change(programme_id, [&](db::Session& session, journal::Journal& journal) { return install_cards(session, journal, country); }));
}

} // namespace

TEST_CASE("front matter gives title, review and revisions; what follows is the body")
{
    auto file = MUST(
        read_text_file("---\ntitle: \"Milk: and bread\"\ntranslation_review: reviewed\nrevision: 3\nsource_revision: 2\nother: x\n---\n\n## Hello\n\nText.\n"));
    CHECK(file.title == "Milk: and bread");
    CHECK(file.translation_review == "reviewed");
    CHECK(file.revision == 3);
    CHECK(file.source_revision == 2);
    CHECK(file.body == "## Hello\n\nText.");
    CHECK(MUST(read_text_file(card("x", "title: T\ntranslation_review: perfect\n"))).translation_review == "not_reviewed");
}

TEST_CASE("a card without front matter or title, with HTML, an image, a table or too much text is refused")
{
    CHECK(fault("title: A card\n") == "no front matter");
    CHECK(fault("---\ntitle: A card\n") == "no front matter");
    CHECK(fault(card("x", "name: x\n")) == "no title");
    CHECK(fault(card("a <b>word</b>")) == "HTML or an image");
    CHECK(fault(card("<script src=//evil.example>")) == "HTML or an image");
    CHECK(fault(card("![x](https://evil.example/pixel.png)")) == "HTML or an image");
    CHECK(fault(card("| a | b |")) == "a table");
    CHECK(fault(card(std::string(32 * 1024 + 1, 'a'))) == "longer than 32 KB");
    CHECK(fault(card("* a list\n* of [links](https://example.org)")) == "");
}

TEST_CASE("at least twelve cards are installed for Denmark, each with an icon, a theme and English, Danish and Arabic text")
{
    Cast cast;
    install(cast, "dk", "DK");
    auto cards = cast.read([](db::Session& session) { return store::cards(session, "dk"); });
    CHECK(cards.size() >= 12);
    for (auto const& one : cards) {
        CAPTURE(one.code);
        CHECK(one.theme != "");
        CHECK(one.icon != "");
        for (auto const& language : languages()) {
            auto texts = cast.read([&](db::Session& session) { return store::texts(session, "dk", language); });
            auto count = std::count_if(texts.begin(), texts.end(), [&](CardText const& text) { return text.card_id == one.id && text.body.size() > 200; });
            CHECK(count == 1);
        }
        REQUIRE(one.facts.as_array() != nullptr);
        for (auto const& fact : *one.facts.as_array()) { // design 9.9
            CHECK(fact.find("source_url") != nullptr);
            CHECK(fact.find("checked_on") != nullptr);
            CHECK(fact.find("fact_review") != nullptr);
        }
    }
}

TEST_CASE("installing again changes nothing; another country gets only its own cards")
{
    Cast cast;
    install(cast, "dk", "DK");
    auto before = cast.everything();
    install(cast, "dk", "DK");
    CHECK(before == cast.everything());
    install(cast, "no", "XX");
    CHECK(cast.read([](db::Session& session) { return store::cards(session, "no"); }).empty());
}

TEST_CASE("a phone pulls the cards, and the texts of the languages it asks for only")
{
    Cast cast;
    install(cast, "dk", "DK");
    auto pulled = cast.post(cast.phone(amina), "/api/sync/pull",
        Json::object({ { "scopes", Json::strings({ "library:ar", "library:zz", "group:" + group_b, "person:" + zahra }) } }));
    int cards = 0, arabic = 0, others = 0;
    for (auto const& scope : *pulled.body["scopes"].as_array()) {
        CHECK(scope.text("scope") != "group:" + group_b);
        CHECK(scope.text("scope") != "person:" + zahra);
        for (auto const& record : *scope["records"].as_array()) {
            cards += record.text("entity") == "card";
            if (record.text("entity") == "card_text")
                (record["record"].text("language") == "ar" ? arabic : others)++;
        }
    }
    CHECK(cards >= 12);
    CHECK(arabic == cards);
    CHECK(others == 0);
}

TEST_CASE("a card that is no longer for the country leaves with its texts, and the phones are told")
{
    Cast cast;
    install(cast, "dk", "DK");
    auto before = cast.read([](db::Session& session) { return store::cards(session, "dk"); });
    MUST(cast.product->database->write([&](db::Session& session) -> Done {
        TRY(store::put_card(session, "dk", { id_of(951), "old_card", "money", "money", 5 }));
        return store::put_text(session, "dk", { id_of(952), id_of(951), "ar", "T", "B" });
    }));
    auto position = cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
    install(cast, "dk", "DK");
    CHECK(cast.read([](db::Session& session) { return store::cards(session, "dk"); }).size() == before.size());
    CHECK(cast.read([](db::Session& session) { return store::texts_of(session, "dk", id_of(951)); }).empty());
    auto told = [&](std::string const& scope) { return cast.read([&](db::Session& session) { return journal::after(session, "dk", scope, position, 10); }); };
    REQUIRE(told("programme").size() == 1);
    CHECK(told("programme").front().entity_id == id_of(951));
    CHECK(told("programme").front().operation == journal::Operation::remove);
    REQUIRE(told("library:ar").size() == 1);
    CHECK(told("library:ar").front().entity_id == id_of(952));
}

TEST_CASE("the facts to check begin with the one that was looked up longest ago, and with what nobody looked up")
{
    auto fact = [](std::string const& code, std::optional<std::string> day, std::string const& review) {
        return Fact { "card", "T", code, "", "", "", "", "", "", "", std::move(day), review };
    };
    std::vector<Fact> facts { fact("new", "2026-11-26", "not_reviewed"), fact("old_reviewed", "2026-11-01", "reviewed"),
        fact("never", std::nullopt, "not_reviewed"), fact("old", "2026-11-01", "not_reviewed") };
    sort_by_age(facts);
    std::vector<std::string> order;
    for (auto const& one : facts)
        order.push_back(one.code);
    CHECK(join(order, " ") == "never old old_reviewed new");
}

TEST_CASE("the office lists every help line and every fact of the programme's own cards, oldest first, in the language asked for")
{
    Cast cast;
    install(cast, "dk", "DK");
    auto listed = cast.get(cast.office(coordinator_a), "/api/facts?language=da");
    REQUIRE(listed.status == 200);
    std::size_t expected = cast.read([](db::Session& session) { return programme::all_help_lines(session, "dk").size(); });
    for (auto const& one : cast.read([](db::Session& session) { return store::cards(session, "dk"); }))
        expected += one.facts.as_array()->size();
    auto const& facts = *listed.body["facts"].as_array();
    CHECK(facts.size() == expected);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        CHECK(facts[i].text("source_url").starts_with("http"));
        CHECK(facts[i].text("checked_on") >= (i == 0 ? "2026-01-01" : facts[i - 1].text("checked_on")));
    }
    CHECK(listed.contains("Vold og hjælp"));
    CHECK(!cast.get(cast.office(coordinator_no, "no"), "/api/facts").contains("Lægevagten"));
}

TEST_CASE("a changed text gets the next revision and a journal row in its language's scope")
{
    Cast cast;
    install(cast, "dk", "DK");
    auto text = cast.read([](db::Session& session) { return store::texts(session, "dk", "da").front(); });
    MUST(cast.product->database->write([&](db::Session& session) {
        auto older = text;
        older.body = "older";
        return store::put_text(session, "dk", older);
    }));
    auto position = cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); });
    install(cast, "dk", "DK");
    auto entries = cast.read([&](db::Session& session) { return journal::after(session, "dk", "library:da", position, 10); });
    REQUIRE(entries.size() == 1);
    CHECK(entries.front().entity_id == text.id);
    auto again = cast.read([](db::Session& session) { return store::texts(session, "dk", "da").front(); });
    CHECK(again.body == text.body);
    CHECK(again.revision == text.revision + 1);
    CHECK(cast.read([](db::Session& session) { return journal::last_sequence(session, "dk"); }) == position + 1);
}
