// SPDX-License-Identifier: AGPL-3.0-or-later
// From content/cards into a programme.
#include "base/id.h"
#include "library/rules.h"
#include "library/store.h"
#include "platform/assets/assets.h"
#include "programme/content.h"
#include <algorithm>

namespace bydel::library {

struct CardFiles {
    Json card;
    std::map<std::string, TextFile> texts; ///< by language
};

static Result<std::map<std::string, CardFiles>> cards_in_content()
{
    std::map<std::string, CardFiles> cards;
    constexpr std::string_view folder = "content/cards/";
    for (auto const& asset : assets::all()) {
        if (!asset.path.starts_with(folder))
            continue;
        auto rest = asset.path.substr(folder.size());
        auto slash = rest.find('/');
        auto& files = cards[std::string(rest.substr(0, slash))];
        auto name = rest.substr(slash + 1);
        if (name == "card.json")
            files.card = TRY(parse_json(asset.bytes));
        else if (name.ends_with(".md"))
            files.texts.emplace(name.substr(0, name.size() - 3), TRY(read_text_file(asset.bytes)));
    }
    return cards;
}

static bool is_for(Json const& card, std::string const& country)
{
    auto const* countries = card["countries"].as_array();
    return countries && std::any_of(countries->begin(), countries->end(), [&](Json const& one) { return one.as_string() && *one.as_string() == country; });
}

static Result<Card> install_card(db::Session& session, journal::Journal& journal, Json const& file, std::vector<Card> const& existing)
{
    auto const* position = file["position"].as_integer();
    Card card { "", file.text("card"), file.text("theme"), file.text("icon"), position ? *position : 0, file["facts"] };
    for (auto const& old : existing) {
        if (old.code != card.code)
            continue;
        card.id = old.id;
        card.revision = old.revision + 1;
        if (old.theme == card.theme && old.icon == card.icon && old.position == card.position && old.facts == card.facts)
            return old;
    }
    if (card.id.empty())
        card.id = new_id(journal.now());
    TRY(store::put_card(session, journal.programme_id(), card));
    journal.add({ "programme", "card", card.id, card.revision });
    return card;
}

static Done install_text(db::Session& session, journal::Journal& journal, CardText text)
{
    text.id = new_id(journal.now());
    for (auto const& old : store::texts(session, journal.programme_id(), text.language)) {
        if (old.card_id != text.card_id)
            continue;
        text.id = old.id;
        text.revision = old.revision + 1;
        if (old.title == text.title && old.body == text.body && old.translation_review == text.translation_review && old.stale == text.stale)
            return {};
    }
    TRY(store::put_text(session, journal.programme_id(), text));
    journal.add({ "library:" + text.language, "card_text", text.id, text.revision });
    return {};
}

/// A card that content/ no longer has for this country leaves the phones too, with its texts.
static Done remove_card(db::Session& session, journal::Journal& journal, Card const& card)
{
    for (auto const& text : store::texts_of(session, journal.programme_id(), card.id))
        journal.add({ "library:" + text.language, "card_text", text.id, text.revision + 1, journal::Operation::remove });
    journal.add({ "programme", "card", card.id, card.revision + 1, journal::Operation::remove });
    return store::remove_card(session, journal.programme_id(), card.id);
}

Done install_cards(db::Session& session, journal::Journal& journal, std::string const& country)
{
    auto existing = store::cards(session, journal.programme_id());
    auto const in_content = TRY(cards_in_content());
    for (auto const& card : existing) {
        auto files = in_content.find(card.code);
        if (files == in_content.end() || !is_for(files->second.card, country))
            TRY(remove_card(session, journal, card));
    }
    for (auto const& [name, files] : in_content) {
        if (!is_for(files.card, country))
            continue;
        auto card = TRY(install_card(session, journal, files.card, existing));
        auto english = files.texts.find("en");
        for (auto const& [language, text] : files.texts) {
            bool stale = language != "en" && english != files.texts.end() && text.source_revision < english->second.revision;
            TRY(install_text(session, journal, { "", card.id, language, text.title, text.body, text.translation_review, text.source_revision, stale }));
        }
    }
    return {};
}

} // namespace bydel::library
