// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/report.h"
#include "impact/report_parts.h"

namespace bydel::impact {

namespace report_parts {

using Tell = Blocks (*)(Telling const&);

struct Part {
    std::string_view place;
    Tell tell;
};

static std::vector<Part> const& parts()
{
    static std::vector<Part> const all { { "result", tell_result }, { "numbers", tell_numbers }, { "payers", tell_payers }, { "years", tell_years },
        { "drivers", tell_drivers }, { "doubt", tell_doubt }, { "scenarios", tell_scenarios }, { "lines", tell_lines }, { "inputs", tell_inputs },
        { "sources", tell_sources }, { "conventions", tell_conventions }, { "claims", tell_claims }, { "checklist", tell_checklist }, { "words", tell_words },
        { "reproduction", tell_reproduction } };
    return all;
}

std::vector<std::string_view> const& places()
{
    static auto const all = [] {
        std::vector<std::string_view> places;
        for (auto const& part : parts())
            places.push_back(part.place);
        return places;
    }();
    return all;
}

document::Heading section(Telling const& telling, std::string_view place)
{
    return { 1, say(telling, "report.impact.section." + std::string(place)), std::string(place) };
}

document::Run link_to(Telling const& telling, std::string_view place)
{
    return { section(telling, place).text, document::Weight::normal, "#" + std::string(place) };
}

static Blocks contents(Telling const& telling)
{
    Pieces pieces { { say(telling, "report.impact.contents") + " ", document::Weight::bold } };
    for (auto place : places()) {
        if (place == "result")
            continue;
        if (pieces.size() > 1)
            pieces.push_back({ " \xc2\xb7 " });
        pieces.push_back(link_to(telling, place));
    }
    return { document::Paragraph { std::move(pieces) } };
}

/// "Bydel 0.1.0 · model version 3"
static std::string version_line(Telling const& telling)
{
    auto const& settings = telling.settings;
    auto program = settings.version.empty() ? std::string("Bydel") : settings.version;
    if (settings.model_version == 0)
        return program;
    return program + " \xc2\xb7 " + say(telling, "report.impact.model_version", { { "version", std::to_string(settings.model_version) } });
}

/// Words that no person has looked at in this language are said to be so. English is what they were written in.
static Blocks review_remark(Telling const& telling)
{
    auto const& language = telling.settings.language;
    if (language == "en")
        return {};
    for (auto const& one : telling.messages.languages()) {
        if (one.code == language && one.review == "reviewed" && telling.json["translations"].text(language) != "not_reviewed")
            return {};
    }
    return { document::Note { "", say(telling, "report.impact.not_reviewed") } };
}

static document::Document empty_report(Telling const& telling)
{
    document::Document made;
    made.title = text_of(telling, telling.json["title"]);
    if (made.title.empty())
        made.title = say(telling, "report.impact.untitled");
    made.subtitle = say(telling, "report.impact.subtitle");
    made.language = telling.locale;
    made.created = day(telling, telling.settings.today);
    made.created_on = telling.settings.today;
    made.version = version_line(telling);
    return made;
}

} // namespace report_parts

document::Document report(Json const& json, Run const& run, i18n::Catalogue const& messages, ReportSettings const& settings)
{
    using namespace report_parts;
    document::Document direction;
    direction.language = settings.language;
    Telling const telling { json, run, messages, settings, document::is_right_to_left(direction), messages.locale(settings.language) };
    auto made = empty_report(telling);
    auto add = [&](Blocks blocks) { made.blocks.insert(made.blocks.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end())); };
    for (auto const& part : report_parts::parts()) {
        made.blocks.push_back(section(telling, part.place));
        add(part.tell(telling));
        if (part.place == "result") {
            add(review_remark(telling));
            add(contents(telling));
        }
    }
    return made;
}

} // namespace bydel::impact
