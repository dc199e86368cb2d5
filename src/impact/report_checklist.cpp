// SPDX-License-Identifier: AGPL-3.0-or-later
// The CHEERS 2022 items (Husereau et al., BMJ 2022;376:e067975), the words explained, and how to compute the same again.
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

// --- CHEERS -----------------------------------------------------------------------------------------------------------------------

namespace {

/// Where an item is answered: a text of the document's `reporting`, or a fact that the report knows, and sections of this report.
struct Item {
    std::string_view member = {};
    std::vector<std::string_view> places = {};
    std::string (*fact)(ReportContext const&) = nullptr;
};

} // namespace

static std::string title_fact(ReportContext const& context) { return say(context, "report.impact.cheers.title_is"); }

static std::string horizon_fact(ReportContext const& context)
{
    return say(context, "report.impact.convention.horizon.is", { { "last", std::to_string(context.run.model.last_year) } });
}

static std::string discount_fact(ReportContext const& context) { return say(context, "report.impact.schedule." + context.run.model.discounting.schedule); }

static std::string currency_fact(ReportContext const& context)
{
    auto const* year = context.json["price_year"].as_integer();
    auto const currency = code(context, context.json.text("currency"));
    return year ? listed(context, { currency, calendar_year(context, *year) }) : currency;
}

static std::vector<Item> const& items()
{
    static std::vector<Item> const all {
        { {}, {}, title_fact },                      // 1 title
        { {}, { "result" }, result_sentence },       // 2 abstract
        { "background" },                            // 3 the model's summary
        { "plan" },                                  // 4 health economic analysis plan
        { "population" },                            // 5
        { "setting" },                               // 6
        { "comparator" },                            // 7
        { "perspective", { "payers" } },             // 8
        { {}, { "conventions" }, horizon_fact },     // 9 time horizon
        { {}, { "conventions" }, discount_fact },    // 10 discount rate
        { "choice_of_outcomes", { "lines" } },       // 11
        { "effectiveness", { "lines" } },            // 12
        { {}, { "lines", "inputs" } },               // 13 valuation of outcomes
        { {}, { "lines", "inputs" } },               // 14 resources and costs
        { {}, { "conventions" }, currency_fact },    // 15 currency, price date, conversion
        { {}, { "lines", "reproduction" } },         // 16 rationale and description of model
        { {}, { "conventions", "inputs" } },         // 17 analytics and assumptions
        { "heterogeneity" },                         // 18
        { "equity", { "payers" } },                  // 19 distributional effects
        { {}, { "drivers", "doubt", "scenarios" } }, // 20 characterising uncertainty
        { "engagement" },                            // 21
        { {}, { "inputs" } },                        // 22 study parameters
        { {}, { "numbers" } },                       // 23 main results
        { {}, { "drivers", "doubt", "scenarios" } }, // 24 effect of uncertainty
        { "effect_of_engagement" },                  // 25
        { "limitations", { "claims" } },             // 26
        { "funding" },                               // 27
        { "interests" },                             // 28
    };
    return all;
}

/// Whether a section says more than that it has nothing to say.
static bool says_something(ReportContext const& context, std::string_view place)
{
    if (place == "drivers")
        return !context.run.tornado.rows.empty();
    if (place == "doubt")
        return context.run.simulation.has_value();
    if (place == "scenarios")
        return !context.run.model.scenarios.empty();
    return place != "claims" || !claims_of(context).empty();
}

/// What the model says of an item in its own words; the background is its summary.
static std::string own_words(ReportContext const& context, std::string_view member)
{
    auto const& told = context.json["reporting"][member];
    return text_of(context, member == "background" && told.is_null() ? context.json["summary"] : told);
}

/// "See: All inputs · Conventions": those sections that say something.
static Pieces links_to(ReportContext const& context, std::vector<std::string_view> const& wanted)
{
    Pieces pieces;
    for (auto place : wanted) {
        if (!says_something(context, place))
            continue;
        pieces.push_back({ pieces.empty() ? say(context, "report.impact.cheers.see") + " " : " \xc2\xb7 " });
        pieces.push_back(link_to(context, place));
    }
    return pieces;
}

/// Nothing where neither the model nor the report tells it.
static std::optional<document::Text> item_text(ReportContext const& context, Item const& item)
{
    auto const links = links_to(context, item.places);
    auto words = item.fact ? item.fact(context) : own_words(context, item.member);
    if (words.empty() && links.empty())
        return std::nullopt;
    if (words.empty() && !item.member.empty())
        words = say(context, "report.impact.cheers.not_in_words");
    Pieces pieces { { words + (words.empty() || links.empty() ? "" : "\n") } };
    pieces.insert(pieces.end(), links.begin(), links.end());
    return document::Text(std::move(pieces));
}

Blocks tell_checklist(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.item", "report.impact.column.where" });
    std::size_t missing = 0;
    for (std::size_t i = 0; i < items().size(); ++i) {
        auto text = item_text(context, items()[i]);
        missing += !text;
        auto const name = say(context, "report.impact.cheers." + std::to_string(i + 1));
        made.rows.push_back(
            { number(context, static_cast<double>(i + 1), 0) + ". " + name, text ? *text : document::Text(say(context, "report.impact.cheers.not_reported")) });
    }
    Pieces about {
        { say(context, "report.impact.cheers.about", { { "told", std::to_string(items().size() - missing) }, { "missing", std::to_string(missing) } }) + " " },
        { code(context, "Husereau et al. 2022, BMJ 376:e067975"), document::Weight::normal, "https://doi.org/10.1136/bmj-2021-067975" }
    };
    return { document::Paragraph { about }, made };
}

// --- words ------------------------------------------------------------------------------------------------------------------------

Blocks tell_words(ReportContext const& context)
{
    auto made = table(context, { "report.impact.column.word", "report.impact.column.meaning" });
    for (std::string const word : { "ratio", "present_value", "discounting", "real_prices", "irr", "payback", "cohort", "horizon", "deadweight", "displacement",
             "attribution", "drop_off", "proxy", "payer", "optimism_bias", "range", "distribution", "draw", "scenario", "evpi", "evppi", "status" })
        made.rows.push_back({ say(context, "report.impact.word." + word), say(context, "report.impact.word." + word + ".means") });
    return { made };
}

} // namespace bydel::impact::report_parts
