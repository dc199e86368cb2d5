// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "platform/http/api.h"
#include "platform/i18n/i18n.h"

namespace bydel::http {

/// "items[3].held_on" is "held_on" to a reader.
static std::string_view last_part(std::string_view field)
{
    auto dot = field.rfind('.');
    auto last = dot == std::string_view::npos ? field : field.substr(dot + 1);
    return last.substr(0, last.find('['));
}

static std::string name_of_field(std::string_view field, i18n::Catalogue const& messages, std::string_view language)
{
    auto part = std::string(last_part(field));
    auto key = "problem.field.name." + part;
    auto name = messages.say(language, key);
    return name == key ? part : name;
}

/// A key without a message (a fault of ours) is still answered by a sentence.
static std::string sentence(Problem const& problem, i18n::Catalogue const& messages, std::string_view language)
{
    auto params = problem.params;
    params.emplace_back("field", name_of_field(problem.field, messages, language));
    auto key = "problem." + problem.key;
    auto said = messages.say(language, key, params);
    return said == key ? messages.say(language, problem.status >= 500 ? "problem.server.failed" : "problem.request.failed", params) : said;
}

static std::string_view seconds_to_wait(Problem const& problem)
{
    for (auto const& [name, value] : problem.params) {
        if (name == "seconds")
            return value;
    }
    return problem.status == 503 ? "2" : "";
}

Response problem_response(Problem const& problem, i18n::Catalogue const& messages, std::string_view language)
{
    auto title = sentence(problem, messages, language);
    auto detail = title;
    if (auto name = name_of_field(problem.field, messages, language); !name.empty() && title.find(name) == std::string::npos)
        detail = name + ": " + title;
    Json::Object params;
    for (auto const& [name, value] : problem.params)
        params.emplace_back(name, value);
    auto body = Json::object({ { "type", "/problems/" + problem.key }, { "title", title }, { "detail", detail }, { "status", problem.status },
        { "key", problem.key }, { "params", Json(std::move(params)) } });
    if (!problem.field.empty())
        body.set("field", problem.field);
    Response response { problem.status,
        { { "Content-Type", "application/problem+json" }, { "Content-Disposition", "attachment; filename=\"problem.json\"" },
            { "Content-Language", std::string(language) }, { "Cache-Control", "no-store" } },
        body.dump() };
    if (auto seconds = seconds_to_wait(problem); !seconds.empty())
        response.headers.emplace_back("Retry-After", seconds);
    return response;
}

} // namespace bydel::http
