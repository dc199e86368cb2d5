// SPDX-License-Identifier: AGPL-3.0-or-later
// Every fact that the phones show, with its source: for whoever checks it.
#include "library/rules.h"
#include "library/store.h"

namespace bydel::library {

using http::Context;
using http::Method;
using http::Query;
using http::Uses;

struct InLanguage {
    std::optional<std::string> language; ///< of the cards' titles; else that of the person who asks
};
constexpr auto fields_of(InLanguage const*) { return std::tuple { Field { "language", &InLanguage::language, a_language() } }; }
constexpr char const* name_of(InLanguage const*) { return "InLanguage"; }

struct Facts {
    std::vector<Fact> facts; ///< oldest look-up first
};
constexpr auto fields_of(Facts const*) { return std::tuple { Field { "facts", &Facts::facts, nested() } }; }
constexpr char const* name_of(Facts const*) { return "Facts"; }

static Result<Facts> list_facts(Context&, Query<InLanguage> const&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/facts", http::anywhere("library.fact.read"), http::by<list_facts>(), "Help lines and the facts of the cards with their sources, oldest look-up first", Uses::reads },
    };
    // clang-format on
}

static std::map<std::string, std::string> titles_in(Context& context, std::string const& language)
{
    std::map<std::string, std::string> titles;
    for (auto const& wanted : { std::string("en"), language }) {
        for (auto const& text : store::texts(context.session(), context.programme_id(), wanted))
            titles[text.card_id] = text.title;
    }
    return titles;
}

static Result<Facts> list_facts(Context& context, Query<InLanguage> const& asked)
{
    std::vector<Fact> facts;
    for (auto const& line : programme::all_help_lines(context.session(), context.programme_id()))
        facts.push_back(fact_of(line));
    auto const titles = titles_in(context, asked.language.value_or(context.actor.language));
    for (auto const& card : store::cards(context.session(), context.programme_id())) {
        auto title = titles.find(card.id);
        for (auto& fact : facts_of(card, title == titles.end() ? card.code : title->second))
            facts.push_back(std::move(fact));
    }
    sort_by_age(facts);
    return Facts { std::move(facts) };
}

} // namespace bydel::library
