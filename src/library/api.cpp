// SPDX-License-Identifier: AGPL-3.0-or-later
// Every fact that the phones show, with its source: for whoever checks it.
#include "library/rules.h"
#include "library/store.h"

namespace bydel::library {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static Result<Reply> list_facts(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get, "/api/facts", http::anywhere("library.fact.read"), list_facts, "Help lines and the facts of the cards with their sources, oldest look-up first", Uses::reads },
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

static Result<Reply> list_facts(Context& context)
{
    std::vector<Fact> facts;
    for (auto const& line : programme::all_help_lines(context.session(), context.programme_id()))
        facts.push_back(fact_of(line));
    std::string language(context.request.parameter("language"));
    auto const titles = titles_in(context, language.empty() ? context.actor.language : language);
    for (auto const& card : store::cards(context.session(), context.programme_id())) {
        auto title = titles.find(card.id);
        for (auto& fact : facts_of(card, title == titles.end() ? card.code : title->second))
            facts.push_back(std::move(fact));
    }
    sort_by_age(facts);
    Json::Array list;
    for (auto const& fact : facts)
        list.push_back(to_json(fact));
    return Reply { 200, Json::object({ { "facts", Json(std::move(list)) } }) };
}

} // namespace bydel::library
