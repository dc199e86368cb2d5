// SPDX-License-Identifier: AGPL-3.0-or-later
#include "library/rules.h"
#include "base/text.h"
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

} // namespace bydel::library
