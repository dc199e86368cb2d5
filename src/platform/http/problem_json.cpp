// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/api.h"
#include "platform/i18n/sentence.h"

namespace bydel::http {

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
    auto title = i18n::sentence(problem, messages, language);
    auto detail = title;
    if (auto name = i18n::name_of_field(problem.field, messages, language); !name.empty() && title.find(name) == std::string::npos)
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
