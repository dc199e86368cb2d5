// SPDX-License-Identifier: AGPL-3.0-or-later
// Every SQL statement on cards. Not for other folders.
#pragma once
#include "library/library.h"

namespace bydel::library::store {

std::vector<Card> cards(db::Session& session, std::string const& programme_id);
std::vector<CardText> texts(db::Session& session, std::string const& programme_id, std::string const& language);
Done put_card(db::Session& session, std::string const& programme_id, Card const& card);
Done remove_card(db::Session& session, std::string const& programme_id, std::string const& card_id);
std::vector<CardText> texts_of(db::Session& session, std::string const& programme_id, std::string const& card_id);
Done put_text(db::Session& session, std::string const& programme_id, CardText const& text);

} // namespace bydel::library::store
