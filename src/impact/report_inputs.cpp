// SPDX-License-Identifier: AGPL-3.0-or-later
// Every input of a model with its value, range, origin and approval, and every source.
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

static std::string distribution(Telling const& telling, Json const& input)
{
    auto const& how = input["distribution"];
    auto const kind = how.text("kind"), stated_by = how.text("stated_by"), unit = input.text("unit");
    if (auto const formula = input.text("formula"); !formula.empty())
        return say(telling, "report.impact.distribution.computed") + "\n" + code(telling, "= " + formula);
    if (!how.is_object() || kind == "fixed")
        return say(telling, "report.impact.distribution.none");
    bool const native = stated_by == "native";
    auto value = [&](std::string_view name) {
        auto const number = how[name].as_number().value_or(0);
        return native ? exact(telling, number) : bare_amount(telling, unit, number);
    };
    i18n::Params const params { { "kind", say(telling, "report.impact.distribution." + kind) }, { "first", value("first") }, { "second", value("second") },
        { "third", value("third") } };
    return say(telling, kind == "bernoulli" ? "report.impact.stated_by.bernoulli" : "report.impact.stated_by." + stated_by, params);
}

static std::string range_text(Telling const& telling, Json const& input)
{
    auto const low = input["low"].as_number(), high = input["high"].as_number();
    auto const unit = input.text("unit");
    if (!low || !high)
        return say(telling, "report.impact.no_range");
    return say(telling, "report.impact.from_to", { { "low", bare_amount(telling, unit, *low) }, { "high", bare_amount(telling, unit, *high) } });
}

/// The value as the document has it, in the prices of its source; a computed one as this run has it.
static std::string value_text(Telling const& telling, std::size_t i)
{
    auto const& input = lines_in(telling, "inputs")[i];
    bool const is_computed = !telling.run.model.inputs[i].formula.empty();
    return bare_amount(telling, input.text("unit"), is_computed ? telling.run.outcome.inputs[i] : input["value"].as_number().value_or(0));
}

static document::Table value_table(Telling const& telling)
{
    auto made = table(telling,
        { "report.impact.column.input", "#report.impact.column.value", "report.impact.column.unit", "report.impact.column.range",
            "report.impact.column.distribution", "report.impact.column.status" });
    made.caption = say(telling, "report.impact.inputs.values");
    auto const& inputs = lines_in(telling, "inputs");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        made.rows.push_back({ label(telling, inputs[i]) + "\n" + code(telling, inputs[i].text("id")), value_text(telling, i),
            unit_name(telling, inputs[i].text("unit")), range_text(telling, inputs[i]), distribution(telling, inputs[i]), status(telling, inputs[i]) });
    return made;
}

/// What a key says, or `otherwise` where no language has it.
static std::string said_or(Telling const& telling, std::string const& key, std::string const& otherwise)
{
    auto words = say(telling, key);
    return words == key ? otherwise : words;
}

/// "Hours: they talked", of "hours.talked": in the office's voice where it has one.
static std::string measure_label(Telling const& telling, std::string const& measure)
{
    auto const dot = measure.find('.');
    auto const kind = measure.substr(0, dot);
    auto const name = said_or(telling, "impact.measure." + kind, kind);
    if (dot == std::string::npos)
        return name;
    auto const activity = measure.substr(dot + 1);
    return name + ": " + said_or(telling, "vocabulary_office.activities." + activity, said_or(telling, "vocabulary.activities." + activity, activity));
}

static std::string link_text(Telling const& telling, Json const& input)
{
    auto const& link = input["link"];
    return say(telling, "report.impact.inputs.linked",
        { { "measure", measure_label(telling, link.text("measure")) }, { "from", day(telling, link.text("from")) }, { "to", day(telling, link.text("to")) },
            { "value", exact(telling, link["value"].as_number().value_or(0)) }, { "day", day(telling, link.text("counted_on")) } });
}

/// What else is to be known of an input: the note, its link to the programme's own numbers, and the value used where that is another.
static std::string input_note(Telling const& telling, std::size_t i)
{
    auto const& input = lines_in(telling, "inputs")[i];
    auto const& engine = telling.run.model.inputs[i];
    auto const used = telling.run.outcome.inputs[i];
    auto text = text_of(telling, input["note"]);
    auto add = [&](std::string const& more) { text += (text.empty() ? "" : "\n") + more; };
    if (input["link"].is_object())
        add(link_text(telling, input));
    if (engine.formula.empty() && engine.value != input["value"].as_number().value_or(0))
        add(say(telling, "report.impact.inputs.converted", { { "value", amount(telling, input.text("unit"), engine.value) } }));
    if (engine.formula.empty() && used != engine.value)
        add(say(telling, "report.impact.inputs.in_scenario", { { "value", amount(telling, input.text("unit"), used) } }));
    return text;
}

static std::string price_year(Telling const& telling, Json const& input)
{
    auto const unit = input.text("unit");
    auto const* own = input["price_year"].as_integer();
    auto const* model = telling.json["price_year"].as_integer();
    bool const is_money = own || unit == "money" || unit == "money_per_hour";
    return is_money && (own || model) ? calendar_year(telling, own ? *own : *model) : say(telling, "report.impact.no_value");
}

static document::Table origin_table(Telling const& telling)
{
    auto made = table(telling,
        { "report.impact.column.input", "report.impact.column.source", "report.impact.column.prices_of", "report.impact.column.approved",
            "report.impact.column.note" });
    made.caption = say(telling, "report.impact.inputs.origins");
    auto const& inputs = lines_in(telling, "inputs");
    for (std::size_t i = 0; i < inputs.size(); ++i)
        made.rows.push_back(
            { label(telling, inputs[i]), source(telling, inputs[i]), price_year(telling, inputs[i]), approval(telling, inputs[i]), input_note(telling, i) });
    return made;
}

Blocks tell_inputs(Telling const& telling)
{
    if (lines_in(telling, "inputs").empty())
        return { paragraph(telling, "report.impact.inputs.empty") };
    return { paragraph(telling, "report.impact.inputs.about"), value_table(telling), origin_table(telling) };
}

Blocks tell_sources(Telling const& telling)
{
    document::List list { {}, document::Marks::numbers };
    for (auto const& one : sources(telling))
        list.items.push_back(written_source(telling, one));
    if (list.items.empty())
        return { paragraph(telling, "report.impact.sources.none") };
    return { paragraph(telling, "report.impact.sources.about"), list };
}

} // namespace bydel::impact::report_parts
