// SPDX-License-Identifier: AGPL-3.0-or-later
// What the numbers rest on beside the inputs: the conventions of the computation, and the published claims that the model is about.
#include "base/text.h"
#include "impact/report_parts.h"

namespace bydel::impact::report_parts {

// --- conventions ------------------------------------------------------------------------------------------------------------------

static std::string discount_rates(ReportContext const& context)
{
    auto const& discounting = context.run.model.discounting;
    if (discounting.schedule == "rate") {
        auto const rate = value_of(context, discounting.rate);
        return (rate ? percent(context, *rate) : "") + "\n" + code(context, "= " + discounting.rate);
    }
    auto const shipped = economics::find_schedule(discounting.schedule);
    std::vector<std::string> bands;
    for (auto const& band : shipped ? shipped->bands : discounting.bands)
        bands.push_back(say(context, "report.impact.discount.band", { { "rate", percent(context, band.rate) }, { "year", std::to_string(band.from_year) } }));
    return join(bands, "\n");
}

static std::string price_index(ReportContext const& context)
{
    auto const* values = context.json["price_index"]["values"].as_object();
    std::vector<std::string> all;
    for (auto const& [year, value] : values ? *values : Json::Object {})
        all.push_back(say(context, "report.impact.calendar_year", { { "year", year } }) + ": " + exact(context, value.as_number().value_or(0)));
    return listed(context, all);
}

static std::string price_year_of_model(ReportContext const& context)
{
    auto const* year = context.json["price_year"].as_integer();
    return year ? calendar_year(context, *year) : say(context, "report.impact.not_stated");
}

Blocks tell_conventions(ReportContext const& context)
{
    auto const& model = context.run.model;
    auto made = properties(context);
    auto add = [&](std::string const& name, document::Text text) {
        made.rows.push_back({ say(context, "report.impact.convention." + name), std::move(text) });
    };
    add("currency", context.json.text("currency"));
    add("price_year", price_year_of_model(context));
    add("real", say(context, "report.impact.convention.real.is"));
    add("schedule", say(context, "report.impact.schedule." + model.discounting.schedule));
    add("rates", discount_rates(context));
    add("method", say(context, "report.impact.method." + std::string(economics::discount_method_names[static_cast<std::size_t>(model.discounting.method)])));
    add("timing", timing_name(context, model.discounting.timing));
    add("horizon", say(context, "report.impact.convention.horizon.is", { { "last", std::to_string(model.last_year) } }));
    add("cohorts", say(context, "report.impact.convention.cohorts.is", { { "cohorts", std::to_string(model.programme_years) } }));
    add("bias_benefit", percent(context, model.optimism_bias_benefit));
    add("bias_cost", percent(context, model.optimism_bias_cost));
    if (auto index = price_index(context); !index.empty()) {
        add("index", index);
        add("index_source", source(context, context.json["price_index"]));
    }
    return { paragraph(context, "report.impact.conventions.about"), made };
}

// --- published claims -------------------------------------------------------------------------------------------------------------

Json::Array claims_of(ReportContext const& context)
{
    Json::Array found;
    auto const register_of_claims = claims();
    auto const* all = register_of_claims.as_array();
    for (auto const& id : lines_in(context, "claims")) {
        for (auto const& claim : all ? *all : Json::Array {}) {
            if (id.as_string() && claim.text("id") == *id.as_string())
                found.push_back(claim);
        }
    }
    return found;
}

static document::Table claim_table(ReportContext const& context, Json const& claim)
{
    auto made = properties(context);
    auto add = [&](std::string_view key, document::Text text) {
        if (!text.runs.empty())
            made.rows.push_back({ say(context, key), std::move(text) });
    };
    auto const* year = claim["year"].as_integer();
    auto const& source = claim["source"];
    add("report.impact.claim.figure", claim.text("figure"));
    add("report.impact.claim.year", year ? calendar_year(context, *year) : say(context, "report.impact.not_stated"));
    add("report.impact.claim.author", as_written(context, claim.text("author")));
    add("report.impact.claim.source", written_source(context, { source.text("title"), source.text("url"), source.text("on") }));
    add("report.impact.claim.supports", text_of(context, claim["supports"]));
    add("report.impact.claim.does_not_support", text_of(context, claim["does_not_support"]));
    add("report.impact.claim.note", text_of(context, claim["note"]));
    return made;
}

Blocks tell_claims(ReportContext const& context)
{
    auto const known = claims_of(context);
    if (known.empty())
        return { paragraph(context, "report.impact.claims.none") };
    Blocks blocks { paragraph(context, "report.impact.claims.about") };
    for (auto const& claim : known) {
        blocks.push_back(document::Heading { 2, text_of(context, claim["claim"]) });
        blocks.push_back(claim_table(context, claim));
    }
    return blocks;
}

} // namespace bydel::impact::report_parts
