// SPDX-License-Identifier: AGPL-3.0-or-later
#include "library/store.h"

namespace bydel::library::store {

std::vector<Card> cards(db::Session& session, std::string const& programme_id)
{
    std::vector<Card> cards;
    for (auto const& row :
        session.query("SELECT id, code, theme, icon, position, facts, revision FROM card WHERE programme_id = $1 ORDER BY position, id", programme_id))
        cards.push_back({ row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), parse_json(row.text(5)).value_or(Json()), row.integer(6) });
    return cards;
}

static CardText read_text(db::Row const& row)
{
    return { row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.integer(6), row.integer(7) == 1, row.integer(8) };
}

std::vector<CardText> texts(db::Session& session, std::string const& programme_id, std::string const& language)
{
    std::vector<CardText> texts;
    for (auto const& row : session.query("SELECT id, card_id, language, title, body, translation_review, source_revision, stale, revision FROM card_text "
                                         "WHERE programme_id = $1 AND language = $2 ORDER BY id",
             programme_id, language))
        texts.push_back(read_text(row));
    return texts;
}

std::vector<CardText> texts_of(db::Session& session, std::string const& programme_id, std::string const& card_id)
{
    std::vector<CardText> texts;
    for (auto const& row : session.query("SELECT id, card_id, language, title, body, translation_review, source_revision, stale, revision FROM card_text "
                                         "WHERE programme_id = $1 AND card_id = $2 ORDER BY id",
             programme_id, card_id))
        texts.push_back(read_text(row));
    return texts;
}

Done remove_card(db::Session& session, std::string const& programme_id, std::string const& card_id)
{
    TRY(session.execute("DELETE FROM card_text WHERE programme_id = $1 AND card_id = $2", programme_id, card_id));
    TRY(session.execute("DELETE FROM card WHERE programme_id = $1 AND id = $2", programme_id, card_id));
    return {};
}

Done put_card(db::Session& session, std::string const& programme_id, Card const& card)
{
    TRY(session.execute("INSERT INTO card (programme_id, id, code, theme, icon, position, facts, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
                        "ON CONFLICT (programme_id, id) DO UPDATE SET theme = excluded.theme, icon = excluded.icon, position = excluded.position, "
                        "facts = excluded.facts, revision = excluded.revision",
        programme_id, card.id, card.code, card.theme, card.icon, card.position, card.facts.dump(), card.revision));
    return {};
}

Done put_text(db::Session& session, std::string const& programme_id, CardText const& text)
{
    TRY(db::known(programme::translation_reviews, text.translation_review));
    TRY(session.execute("INSERT INTO card_text (programme_id, id, card_id, language, title, body, translation_review, source_revision, stale, revision) "
                        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                        "ON CONFLICT (programme_id, id) DO UPDATE SET title = excluded.title, body = excluded.body, "
                        "translation_review = excluded.translation_review, source_revision = excluded.source_revision, stale = excluded.stale, "
                        "revision = excluded.revision",
        programme_id, text.id, text.card_id, text.language, text.title, text.body, text.translation_review, text.source_revision, text.stale ? 1 : 0,
        text.revision));
    return {};
}

} // namespace bydel::library::store
