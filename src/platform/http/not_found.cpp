// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/not_found.h"
#include "platform/i18n/i18n.h"
#include <algorithm>
#include <fmt/core.h>

namespace bydel::http {

bool is_for_a_person(Request const& request)
{
    if (request.path == "/api" || request.path.starts_with("/api/"))
        return false;
    auto accept = request.header("accept");
    if (accept.find("text/html") != std::string_view::npos)
        return true;
    return !request.path.starts_with("/assets/") && accept.find("json") == std::string_view::npos;
}

static std::string direction_of(i18n::Catalogue const& messages, std::string const& language)
{
    auto const languages = messages.languages();
    auto found = std::find_if(languages.begin(), languages.end(), [&](i18n::Language const& one) { return one.code == language; });
    return found == languages.end() ? "ltr" : found->direction;
}

static std::string as_text(std::string_view message)
{
    std::string text;
    for (char one : message) {
        if (one == '<')
            text += "&lt;";
        else if (one == '&')
            text += "&amp;";
        else
            text += one;
    }
    return text;
}

std::string not_found_page(i18n::Catalogue const& messages, std::string const& language)
{
    auto say = [&](std::string_view key) { return as_text(messages.say(language, key)); };
    return fmt::format(R"(<!doctype html>
<html lang="{}" dir="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{}</title>
<link rel="stylesheet" href="/not_found.css">
</head>
<body>
<main>
<h1>{}</h1>
<p>{}</p>
<p><a href="/">{}</a></p>
<p><a href="/office">{}</a></p>
</main>
</body>
</html>
)",
        language, direction_of(messages, language), say("not_found.title"), say("not_found.title"), say("not_found.text"), say("not_found.phone"),
        say("not_found.office"));
}

} // namespace bydel::http
