// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/sentence.h"

namespace bydel::i18n {

/// "items[3].held_on" is "held_on" to a reader.
static std::string_view last_part(std::string_view field)
{
    auto dot = field.rfind('.');
    auto last = dot == std::string_view::npos ? field : field.substr(dot + 1);
    return last.substr(0, last.find('['));
}

std::string name_of_field(std::string_view field, Catalogue const& messages, std::string_view language)
{
    auto part = std::string(last_part(field));
    auto key = "problem.field.name." + part;
    auto name = messages.say(language, key);
    return name == key ? part : name;
}

/// A key without a message (a fault of ours) is still answered by a sentence.
std::string sentence(Problem const& problem, Catalogue const& messages, std::string_view language)
{
    auto params = problem.params;
    for (auto& [name, value] : params)
        value = name == "day" ? messages.day(language, value) : value;
    params.emplace_back("field", name_of_field(problem.field, messages, language));
    auto key = "problem." + problem.key;
    auto said = messages.say(language, key, params);
    return said == key ? messages.say(language, problem.status >= 500 ? "problem.server.failed" : "problem.request.failed", params) : said;
}

} // namespace bydel::i18n
