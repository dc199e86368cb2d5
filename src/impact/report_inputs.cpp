// SPDX-License-Identifier: AGPL-3.0-or-later
// Every input of a model with its value, range, origin and approval, and every source.
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

static std::string distribution(ReportContext const& context, Json const& input)
{
    auto const& how = input["distribution"];
    auto const kind = how.text("kind"), stated_by = how.text("stated_by"), unit = input.text("unit");
    if (auto const formula = input.text("formula"); !formula.empty())
        return say(context, "report.impact.distribution.computed") + "\n" + code(context, "= " + formula);
    if (!how.is_object() || kind == "fixed")
        return say(context, "report.impact.distribution.none");
    bool const native = stated_by == "native";
    auto value = [&](std::string_view name) {
        auto const number = how[name].as_number().value_or(0);
        return native ? exact(context, number) : bare_amount(context, unit, number);
    };
    i18n::Params const params { { "kind", say(context, "report.impact.distribution." + kind) }, { "first", value("first") }, { "second", value("second") },
        { "third", value("third") } };
    return say(context, kind == "bernoulli" ? "report.impact.stated_by.bernoulli" : "report.impact.stated_by." + stated_by, params);
}

static std::string range_text(ReportContext const& context, Json const& input)
{
    auto const low = input["low"].as_number(), high = input["high"].as_number();
    auto const unit = input.text("unit");
    if (!low || !high)
        return say(context, "report.impact.no_range");
    return say(context, "report.impact.from_to", { { "low", bare_amount(context, unit, *low) }, { "high", bare_amount(context, unit, *high) } });
}

/// The value as the document has it, in the prices of its source; a computed one as this run has it.
static std::string value_text(ReportContext const& context, std::size_t i)
{
    auto const& input = lines_in(context, "inputs")[i];
    bool const is_computed = !context.run.model.inputs[i].formula.empty();
    return bare_amount(context, input.text("unit"), is_computed ? context.run.outcome.inputs[i] : input["value"].as_number().value_or(0));
}

static document::Table value_table(ReportContext const& context)
{
    auto made = table(context,
        { "report.impact.column.input", "#report.impact.column.value", "report.impact.column.unit", "report.impact.column.range",
            "report.impact.column.distribution", "report.impact.column.status" });
    made.caption = say(context, "report.impact.inputs.values");
    auto const& inputs = lines_in(context, "inputs");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        made.rows.push_back({ label(context, inputs[i]) + "\n" + code(context, inputs[i].text("id")), value_text(context, i),
            unit_name(context, inputs[i].text("unit")), range_text(context, inputs[i]), distribution(context, inputs[i]), status(context, inputs[i]) });
    return made;
}

/// What a key says, or `otherwise` where no language has it.
static std::string said_or(ReportContext const& context, std::string const& key, std::string const& otherwise)
{
    auto words = say(context, key);
    return words == key ? otherwise : words;
}

/// "Hours: they talked", of "hours.talked": in the office's voice where it has one.
static std::string measure_label(ReportContext const& context, std::string const& measure)
{
    auto const dot = measure.find('.');
    auto const kind = measure.substr(0, dot);
    auto name = said_or(context, "impact.measure." + kind, kind);
    if (dot == std::string::npos)
        return name;
    auto const activity = measure.substr(dot + 1);
    return name + ": " + said_or(context, "vocabulary_office.activities." + activity, said_or(context, "vocabulary.activities." + activity, activity));
}

static std::string link_text(ReportContext const& context, Json const& input)
{
    auto const& link = input["link"];
    return say(context, "report.impact.inputs.linked",
        { { "measure", measure_label(context, link.text("measure")) }, { "from", day(context, link.text("from")) }, { "to", day(context, link.text("to")) },
            { "value", exact(context, link["value"].as_number().value_or(0)) }, { "day", day(context, link.text("counted_on")) } });
}

/// What else is to be known of an input: the note, its link to the programme's own numbers, and the value used where that is another.
static std::string input_note(ReportContext const& context, std::size_t i)
{
    auto const& input = lines_in(context, "inputs")[i];
    auto const& engine = context.run.model.inputs[i];
    auto const used = context.run.outcome.inputs[i];
    auto text = text_of(context, input["note"]);
    auto add = [&](std::string const& more) { text += (text.empty() ? "" : "\n") + more; };
    if (input["link"].is_object())
        add(link_text(context, input));
    if (engine.formula.empty() && engine.value != input["value"].as_number().value_or(0))
        add(say(context, "report.impact.inputs.converted", { { "value", amount(context, input.text("unit"), engine.value) } }));
    if (engine.formula.empty() && used != engine.value)
        add(say(context, "report.impact.inputs.in_scenario", { { "value", amount(context, input.text("unit"), used) } }));
    return text;
}

static std::string price_year(ReportContext const& context, Json const& input)
{
    auto const unit = input.text("unit");
    auto const* own = input["price_year"].as_integer();
    auto const* model = context.json["price_year"].as_integer();
    bool const is_money = own || unit == "money" || unit == "money_per_hour";
    return is_money && (own || model) ? calendar_year(context, own ? *own : *model) : say(context, "report.impact.no_value");
}

static document::Table origin_table(ReportContext const& context)
{
    auto made = table(context,
        { "report.impact.column.input", "report.impact.column.source", "report.impact.column.prices_of", "report.impact.column.approved",
            "report.impact.column.note" });
    made.caption = say(context, "report.impact.inputs.origins");
    auto const& inputs = lines_in(context, "inputs");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        made.rows.push_back(
            { label(context, inputs[i]), source(context, inputs[i]), price_year(context, inputs[i]), approval(context, inputs[i]), input_note(context, i) });
    return made;
}

Blocks tell_inputs(ReportContext const& context)
{
    if (lines_in(context, "inputs").empty())
        return { paragraph(context, "report.impact.inputs.empty") };
    return { paragraph(context, "report.impact.inputs.about"), value_table(context), origin_table(context) };
}

Blocks tell_sources(ReportContext const& context)
{
    document::List list { {}, document::Marks::numbers };
    for (auto const& one : sources(context))
        list.items.push_back(written_source(context, one));
    if (list.items.empty())
        return { paragraph(context, "report.impact.sources.none") };
    return { paragraph(context, "report.impact.sources.about"), list };
}

} // namespace bydel::impact::report_parts
