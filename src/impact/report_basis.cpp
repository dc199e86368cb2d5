// SPDX-License-Identifier: AGPL-3.0-or-later
// What the numbers rest on beside the inputs: the conventions of the computation, and the published claims that the model is about.
#include "base/text.h"
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

// --- conventions ------------------------------------------------------------------------------------------------------------------

static std::string discount_rates(Telling const& telling)
{
    auto const& discounting = telling.run.model.discounting;
    if (discounting.schedule == "rate") {
        auto const rate = value_of(telling, discounting.rate);
        return (rate ? percent(telling, *rate) : "") + "\n" + code(telling, "= " + discounting.rate);
    }
    auto const shipped = economics::find_schedule(discounting.schedule);
    std::vector<std::string> bands;
    for (auto const& band : shipped ? shipped->bands : discounting.bands)
        bands.push_back(say(telling, "report.impact.discount.band", { { "rate", percent(telling, band.rate) }, { "year", std::to_string(band.from_year) } }));
    return join(bands, "\n");
}

static std::string price_index(Telling const& telling)
{
    auto const* values = telling.json["price_index"]["values"].as_object();
    std::vector<std::string> all;
    for (auto const& [year, value] : values ? *values : Json::Object {})
        all.push_back(say(telling, "report.impact.calendar_year", { { "year", year } }) + ": " + exact(telling, value.as_number().value_or(0)));
    return listed(telling, all);
}

static std::string price_year_of_model(Telling const& telling)
{
    auto const* year = telling.json["price_year"].as_integer();
    return year ? calendar_year(telling, *year) : say(telling, "report.impact.not_stated");
}

Blocks tell_conventions(Telling const& telling)
{
    auto const& model = telling.run.model;
    auto made = properties(telling);
    auto add = [&](std::string const& name, document::Text text) {
        made.rows.push_back({ say(telling, "report.impact.convention." + name), std::move(text) });
    };
    add("currency", telling.json.text("currency"));
    add("price_year", price_year_of_model(telling));
    add("real", say(telling, "report.impact.convention.real.is"));
    add("schedule", say(telling, "report.impact.schedule." + model.discounting.schedule));
    add("rates", discount_rates(telling));
    add("method", say(telling, "report.impact.method." + std::string(economics::discount_method_names[static_cast<std::size_t>(model.discounting.method)])));
    add("timing", timing_name(telling, model.discounting.timing));
    add("horizon", say(telling, "report.impact.convention.horizon.is", { { "last", std::to_string(model.last_year) } }));
    add("cohorts", say(telling, "report.impact.convention.cohorts.is", { { "cohorts", std::to_string(model.programme_years) } }));
    add("bias_benefit", percent(telling, model.optimism_bias_benefit));
    add("bias_cost", percent(telling, model.optimism_bias_cost));
    if (auto index = price_index(telling); !index.empty()) {
        add("index", index);
        add("index_source", source(telling, telling.json["price_index"]));
    }
    return { paragraph(telling, "report.impact.conventions.about"), made };
}

// --- published claims -------------------------------------------------------------------------------------------------------------

Json::Array claims_of(Telling const& telling)
{
    Json::Array found;
    auto const register_of_claims = claims();
    auto const* all = register_of_claims.as_array();
    for (auto const& id : lines_in(telling, "claims")) {
        for (auto const& claim : all ? *all : Json::Array {}) {
            if (id.as_string() && claim.text("id") == *id.as_string())
                found.push_back(claim);
        }
    }
    return found;
}

static document::Table claim_table(Telling const& telling, Json const& claim)
{
    auto made = properties(telling);
    auto add = [&](std::string_view key, document::Text text) {
        if (!text.runs.empty())
            made.rows.push_back({ say(telling, key), std::move(text) });
    };
    auto const* year = claim["year"].as_integer();
    auto const& source = claim["source"];
    add("report.impact.claim.figure", claim.text("figure"));
    add("report.impact.claim.year", year ? calendar_year(telling, *year) : say(telling, "report.impact.not_stated"));
    add("report.impact.claim.author", as_written(telling, claim.text("author")));
    add("report.impact.claim.source", written_source(telling, { source.text("title"), source.text("url"), source.text("on") }));
    add("report.impact.claim.supports", text_of(telling, claim["supports"]));
    add("report.impact.claim.does_not_support", text_of(telling, claim["does_not_support"]));
    add("report.impact.claim.note", text_of(telling, claim["note"]));
    return made;
}

Blocks tell_claims(Telling const& telling)
{
    auto const known = claims_of(telling);
    if (known.empty())
        return { paragraph(telling, "report.impact.claims.none") };
    Blocks blocks { paragraph(telling, "report.impact.claims.about") };
    for (auto const& claim : known) {
        blocks.push_back(document::Heading { 2, text_of(telling, claim["claim"]) });
        blocks.push_back(claim_table(telling, claim));
    }
    return blocks;
}

} // namespace bydel::impact::report_parts
