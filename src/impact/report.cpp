// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impact/report.h"
#include "impact/report_parts.h"

namespace bydel::impact {

namespace report_parts {

using Tell = Blocks (*)(ReportContext const&);

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

document::Heading section(ReportContext const& context, std::string_view place)
{
    return { 1, say(context, "report.impact.section." + std::string(place)), std::string(place) };
}

document::Run link_to(ReportContext const& context, std::string_view place)
{
    return { section(context, place).text, document::Weight::normal, "#" + std::string(place) };
}

static Blocks contents(ReportContext const& context)
{
    Pieces pieces { { say(context, "report.impact.contents") + " ", document::Weight::bold } };
    for (auto place : places()) {
        if (place == "result")
            continue;
        if (pieces.size() > 1)
            pieces.push_back({ " \xc2\xb7 " });
        pieces.push_back(link_to(context, place));
    }
    return { document::Paragraph { std::move(pieces) } };
}

/// "Bydel 0.1.0 · model version 3"
static std::string version_line(ReportContext const& context)
{
    auto const& settings = context.settings;
    auto program = settings.version.empty() ? std::string("Bydel") : settings.version;
    if (settings.model_version == 0)
        return program;
    return program + " \xc2\xb7 " + say(context, "report.impact.model_version", { { "version", std::to_string(settings.model_version) } });
}

/// Words that no person has looked at in this language are said to be so. English is what they were written in.
static Blocks review_remark(ReportContext const& context)
{
    auto const& language = context.settings.language;
    if (language == "en")
        return {};
    for (auto const& one : context.messages.languages()) {
        if (one.code == language && one.review == "reviewed" && context.json["translations"].text(language) != "not_reviewed")
            return {};
    }
    return { document::Note { "", say(context, "report.impact.not_reviewed") } };
}

static document::Document empty_report(ReportContext const& context)
{
    document::Document made;
    made.title = text_of(context, context.json["title"]);
    if (made.title.empty())
        made.title = say(context, "report.impact.untitled");
    made.subtitle = say(context, "report.impact.subtitle");
    made.language = context.locale;
    made.created = day(context, context.settings.today);
    made.created_on = context.settings.today;
    made.version = version_line(context);
    return made;
}

} // namespace report_parts

document::Document report(Json const& json, Run const& run, i18n::Catalogue const& messages, ReportSettings const& settings)
{
    using namespace report_parts;
    document::Document direction;
    direction.language = settings.language;
    ReportContext const context { json, run, messages, settings, document::is_right_to_left(direction), messages.locale(settings.language) };
    auto made = empty_report(context);
    auto add = [&](Blocks blocks) { made.blocks.insert(made.blocks.end(), std::make_move_iterator(blocks.begin()), std::make_move_iterator(blocks.end())); };
    for (auto const& part : report_parts::parts()) {
        made.blocks.push_back(section(context, part.place));
        add(part.tell(context));
        if (part.place == "result") {
            add(review_remark(context));
            add(contents(context));
        }
    }
    return made;
}

} // namespace bydel::impact
