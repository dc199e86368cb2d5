// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/problem_json.h"
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

ProblemSaid said(Problem const& problem, i18n::Catalogue const& messages, std::string_view language)
{
    auto const title = i18n::sentence(problem, messages, language);
    auto const name = i18n::name_of_field(problem.field, messages, language);
    auto const detail = name.empty() || title.find(name) != std::string::npos ? title : name + ": " + title;
    auto const field = problem.field.empty() ? std::nullopt : std::optional(problem.field);
    return { "/problems/" + problem.key, title, detail, problem.status, problem.key, { problem.params.begin(), problem.params.end() }, field };
}

Response problem_response(Problem const& problem, i18n::Catalogue const& messages, std::string_view language)
{
    Response response { problem.status,
        { { "Content-Type", "application/problem+json" }, { "Content-Disposition", "attachment; filename=\"problem.json\"" },
            { "Content-Language", std::string(language) }, { "Cache-Control", "no-store" } },
        to_json(said(problem, messages, language)).dump() };
    if (auto seconds = seconds_to_wait(problem); !seconds.empty())
        response.headers.emplace_back("Retry-After", seconds);
    return response;
}

} // namespace bydel::http
