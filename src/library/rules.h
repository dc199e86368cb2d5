// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading a card's text file: front matter, then Markdown. And the facts that phones show, as whoever checks them sees them.
#pragma once
#include "library/library.h"

namespace bydel::library {

struct TextFile {
    std::string title;
    std::string translation_review;
    std::int64_t revision = 0;        ///< of the English text
    std::int64_t source_revision = 0; ///< of the English text that a translation was made from
    std::string body;
};

/// Problem names what is wrong: no front matter, no title, a table, HTML, an image, or more than 32 KB.
Result<TextFile> read_text_file(std::string_view text);

/// A help line, or one fact of a card.
struct Fact {
    std::string where; ///< "help_line" or "card"
    std::string title; ///< the name of the help line, or the title of the card
    std::string code;
    std::string text;   ///< of a card's fact, in English
    std::string phone;  ///< of a help line
    std::string region; ///< of a help line; empty: the whole country
    std::string source_url;
    std::string source_title;
    std::string source_seen;
    std::string source_note;
    std::optional<std::string> checked_on;
    std::string fact_review;
};
constexpr auto fields_of(Fact const*)
{
    return std::tuple { Field { "where", &Fact::where, a_code() }, Field { "title", &Fact::title, text_of(1, 200) }, Field { "code", &Fact::code, a_code() },
        Field { "text", &Fact::text, text_of(0, 1000) }, Field { "phone", &Fact::phone, text_of(0, 40) }, Field { "region", &Fact::region, text_of(0, 40) },
        Field { "source_url", &Fact::source_url, text_of(0, 400) }, Field { "source_title", &Fact::source_title, text_of(0, 200) },
        Field { "source_seen", &Fact::source_seen, text_of(0, 40) }, Field { "source_note", &Fact::source_note, text_of(0, 1000) },
        Field { "checked_on", &Fact::checked_on, a_day() }, Field { "fact_review", &Fact::fact_review, one_of(programme::fact_reviews.codes) } };
}
constexpr char const* name_of(Fact const*) { return "Fact"; }

Fact fact_of(programme::HelpLine const& line);
std::vector<Fact> facts_of(Card const& card, std::string const& title);
/// What nobody looked up first, then the oldest day; what a person has reviewed after what nobody has on the same day.
void sort_by_age(std::vector<Fact>& facts);
/// The facts as a phone gets them: without what is meant for whoever checks them.
Json shown_facts(Json const& facts);

} // namespace bydel::library
