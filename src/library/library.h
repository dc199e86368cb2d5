// SPDX-License-Identifier: AGPL-3.0-or-later
// Knowledge cards and their texts in many languages, with the review state of each translation apart from the review of the facts they
// state (design 9.9). Installed from content/; read on phones, offline.
#pragma once
#include "people/people.h"

namespace bydel::library {

struct Card {
    std::string id;
    std::string code;
    std::string theme;
    std::string icon;
    std::int64_t position = 0;
    Json facts = Json(Json::Array()); ///< [{id, text, kind, source_url, source_title, source_seen, source_note?, checked_on, fact_review}]
    std::int64_t revision = 1;
};

struct CardText {
    std::string id;
    std::string card_id;
    std::string language;
    std::string title;
    std::string body; ///< Markdown without tables, HTML or images
    std::string translation_review = "not_reviewed";
    std::int64_t source_revision = 1;
    bool stale = false; ///< translated from an older text
    std::int64_t revision = 1;
};

/// Adds or changes the cards of content/ that are for the programme's country, and takes away those that no longer are. Doing it again changes
/// only what differs.
Done install_cards(db::Session& session, journal::Journal& journal, std::string const& country);

Slice slice();

} // namespace bydel::library
