// SPDX-License-Identifier: AGPL-3.0-or-later
#include "library/rules.h"
#include "base/text.h"
#include <algorithm>
#include <charconv>

namespace bydel::library {

static Problem bad_card(std::string why) { return { 422, "library.bad_card", "", { { "why", why } }, why }; }

static std::int64_t number_in(std::string_view text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

static void read_line(TextFile& file, std::string_view line)
{
    auto colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    auto name = trimmed(line.substr(0, colon));
    auto value = trimmed(line.substr(colon + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
    if (name == "title")
        file.title = value;
    else if (name == "translation_review")
        file.translation_review = value;
    else if (name == "revision")
        file.revision = number_in(value);
    else if (name == "source_revision")
        file.source_revision = number_in(value);
}

static Done check_body(std::string_view body)
{
    if (body.size() > 32 * 1024)
        return fail(bad_card("longer than 32 KB"));
    if (body.find('<') != std::string_view::npos || body.find("![") != std::string_view::npos)
        return fail(bad_card("HTML or an image"));
    for (auto const& line : split(body, '\n')) {
        if (line.find('|') != std::string::npos)
            return fail(bad_card("a table"));
    }
    return {};
}

Result<TextFile> read_text_file(std::string_view text)
{
    if (!text.starts_with("---\n"))
        return fail(bad_card("no front matter"));
    auto end = text.find("\n---\n", 3);
    if (end == std::string_view::npos)
        return fail(bad_card("no front matter"));
    TextFile file;
    for (auto const& line : split(text.substr(4, end - 4), '\n'))
        read_line(file, line);
    if (file.title.empty())
        return fail(bad_card("no title"));
    if (file.translation_review != "reviewed")
        file.translation_review = "not_reviewed";
    file.body = trimmed(text.substr(end + 5));
    TRY(check_body(file.body));
    return file;
}

// --- facts ------------------------------------------------------------------------------------------------------------------

Fact fact_of(programme::HelpLine const& line)
{
    return { "help_line", line.name, line.code, "", line.phone, line.region, line.source_url, line.source_title, line.source_seen, line.source_note,
        line.checked_on, line.fact_review };
}

std::vector<Fact> facts_of(Card const& card, std::string const& title)
{
    std::vector<Fact> facts;
    auto const* all = card.facts.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        auto const& fact = (*all)[i];
        auto const* checked_on = fact["checked_on"].as_string();
        facts.push_back({ "card", title, fact.text("id"), fact.text("text"), "", "", fact.text("source_url"), fact.text("source_title"),
            fact.text("source_seen"), fact.text("source_note"), checked_on ? std::optional(*checked_on) : std::nullopt, fact.text("fact_review") });
    }
    return facts;
}

void sort_by_age(std::vector<Fact>& facts)
{
    auto age = [](Fact const& fact) { return std::pair(fact.checked_on.value_or(""), fact.fact_review == "reviewed"); };
    std::stable_sort(facts.begin(), facts.end(), [&](Fact const& a, Fact const& b) { return age(a) < age(b); });
}

Json shown_facts(Json const& facts)
{
    static constexpr std::array shown { "id", "text", "kind", "source_url", "source_title", "checked_on", "fact_review" };
    Json::Array list;
    auto const* all = facts.as_array();
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        Json fact(Json::Object {});
        for (auto const* name : shown) {
            if (auto const* value = (*all)[i].find(name))
                fact.set(name, *value);
        }
        list.push_back(std::move(fact));
    }
    return Json(std::move(list));
}

} // namespace bydel::library
