// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone pulls of the library: all cards, and their texts in the languages it asks for.
#include "library/rules.h"
#include "library/store.h"

namespace bydel::library {

static std::vector<sync::Record> read_cards(sync::Reading const& reading)
{
    std::vector<sync::Record> records;
    if (reading.scope != "programme")
        return records;
    for (auto const& card : store::cards(reading.session, reading.programme_id)) {
        if (reading.wants(card.id))
            records.push_back({ card.id, card.revision,
                Json::object({ { "code", card.code }, { "theme", card.theme }, { "icon", card.icon }, { "position", card.position },
                    { "facts", shown_facts(card.facts) } }) });
    }
    return records;
}

static std::vector<sync::Record> read_texts(sync::Reading const& reading)
{
    std::vector<sync::Record> records;
    if (!reading.scope.starts_with("library:"))
        return records;
    for (auto const& text : store::texts(reading.session, reading.programme_id, reading.scope.substr(8))) {
        if (reading.wants(text.id))
            records.push_back({ text.id, text.revision,
                Json::object({ { "card_id", text.card_id }, { "language", text.language }, { "title", text.title }, { "body", text.body },
                    { "translation_review", text.translation_review }, { "stale", text.stale } }) });
    }
    return records;
}

std::vector<sync::Entity> entities() { return { { "card", read_cards }, { "card_text", read_texts } }; }

} // namespace bydel::library
