// SPDX-License-Identifier: AGPL-3.0-or-later
// The office's routes about cost models. Computing for the page happens in the page; here models are kept, read from files and told as
// reports.
#include "base/id.h"
#include "base/text.h"
#include "impact/links.h"
#include "impact/report.h"
#include "impact/rules.h"
#include "impact/store.h"
#include "impact/tables.h"
#include "impact/wire.h"
#include "people/people.h"
#include "platform/i18n/i18n.h"
#include <mutex>

namespace bydel::impact {

using http::Context;
using http::Method;
using http::Nothing;
using http::Query;
using http::Uses;

static Result<ModelList> list_models(Context&);
static Result<DocumentSent> get_shipped(Context&);
static Result<http::Answer<Saved>> create_model(Context&, Save const&);
static Result<OpenedModel> get_model(Context&, Query<VersionAsked> const&);
static Result<Saved> save_model(Context&, Save const&);
static Result<Nothing> retire_model(Context&);
static Result<ModelProblems> check(Context&, DocumentSent const&);
static Result<ReadModel> import_file(Context&, SentFile const&);
static Result<http::File> export_file(Context&, ExportRequest const&);
static Result<http::File> make_report(Context&, ReportRequest const&);
static Result<OwnNumber> get_number(Context&, Query<NumberAsked> const&);
static Result<Measures> list_measures(Context&);
static Result<Claims> list_claims(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,    "/api/impact/models",            http::in_programme("impact.model.read"),  http::by<list_models>(),   "Cost models: saved ones and those that come with the product", Uses::reads },
        { post,   "/api/impact/models",            http::in_programme("impact.model.write"), http::by<create_model>(),  "Save a new model",                         Uses::own },
        { get,    "/api/impact/models/{model_id}", http::in_programme("impact.model.read"),  http::by<get_model>(),     "One version of a model",                   Uses::own },
        { put,    "/api/impact/models/{model_id}", http::in_programme("impact.model.write"), http::by<save_model>(),    "Save a new version",                       Uses::own },
        { remove, "/api/impact/models/{model_id}", http::in_programme("impact.model.write"), http::by<retire_model>(),  "Take a model off the list; its versions stay", Uses::writes },
        { get,    "/api/impact/shipped/{key}",     http::in_programme("impact.model.read"),  http::by<get_shipped>(),   "A model that comes with the product",      Uses::own },
        { post,   "/api/impact/check",             http::in_programme("impact.model.read"),  http::by<check>(),         "Everything wrong with a model",            Uses::own },
        { post,   "/api/impact/import",            http::in_programme("impact.model.read"),  http::by<import_file>(),   "Read a file (.json, .xlsx, .csv); saves nothing", Uses::own },
        { post,   "/api/impact/export",            http::in_programme("impact.model.read"),  http::by<export_file>(),   "A model as a file",                        Uses::own },
        { post,   "/api/impact/report",            http::in_programme("impact.model.read"),  http::by<make_report>(),   "A model's report as PDF or HTML",          Uses::own },
        { get,    "/api/impact/numbers",           http::in_programme("impact.model.read"),  http::by<get_number>(),    "What the programme itself counted in a closed period", Uses::own },
        { get,    "/api/impact/measures",          http::in_programme("impact.model.read"),  http::by<list_measures>(), "What the programme can count",             Uses::reads },
        { get,    "/api/impact/claims",            http::in_programme("impact.model.read"),  http::by<list_claims>(),   "Published claims, and what they support",  Uses::own },
    };
    // clang-format on
}

static bool can_write(Context const& context) { return context.may("impact.model.write"); }

static std::string name_of_person(Context& context, db::Session& session, std::string const& person_id)
{
    auto person = people::find_person(session, context.services.vault, context.programme_id(), person_id);
    return person ? person->display_name : "";
}

static VersionHead head_of(Context& context, db::Session& session, Version const& version)
{
    return { version.model_id, version.version, version.title, version.note, version.saved_on, name_of_person(context, session, version.saved_by) };
}

static Result<ModelList> list_models(Context& context)
{
    ModelList all { {}, {}, can_write(context) };
    for (auto const& version : store::list(context.session(), context.programme_id()))
        all.models.push_back(head_of(context, context.session(), version));
    for (auto const& [key, document] : shipped_models())
        all.shipped.push_back({ key, text_in(document["title"], context.actor.language), text_in(document["summary"], context.actor.language) });
    return all;
}

static Result<DocumentSent> get_shipped(Context& context)
{
    for (auto const& [key, document] : shipped_models()) {
        if (key == context.in_path("key"))
            return DocumentSent { document };
    }
    return fail(not_found());
}

// --- keeping ----------------------------------------------------------------------------------------------------------------

static measure::Reader words_of_programme(Context& context, db::Session& session)
{
    static std::string const no_group;
    return { session, context.services.messages, context.programme_id(), no_group, context.actor.language };
}

/// A code that no version of the programme's method has is a slip, not a zero.
static bool is_known(measure::Event const& event, measure::Reader const& reader, reporting::Address const& address)
{
    auto const known = event.codes(reader).known(address.dimension);
    return std::find(known.begin(), known.end(), address.code) != known.end();
}

static Count counting(Context& context, db::Session& session)
{
    return [&](std::string const& name, std::string const& from, std::string const& to) -> Result<reporting::Number> {
        auto const& measures = context.services.slices->measures();
        auto const address = TRY(address_of(measures, name, from, to));
        auto const* event = measures.event(measures.measure(address.measure)->event);
        if (address.dimension != measure::Measure::total && !is_known(*event, words_of_programme(context, session), address))
            return fail({ 422, "impact.unknown_measure", "measure", { { "name", name } } });
        return reporting::read_number(context.services, session, context.programme_id(), address);
    };
}

/// The document as it is kept: whole, with the programme's own numbers and the approvals that hold.
static Result<Json> made_ready(Context& context, db::Session& session, Json const& document, Json const& before)
{
    auto ready = TRY(with_numbers(document, counting(context, session), context.today()));
    TRY(engine_model(ready));
    return with_approvals(std::move(ready), before, { name_of_person(context, session, context.actor.person_id), context.today() });
}

/// The newest version, where it is what this asks for: the answer to the first asking was lost.
static Result<std::optional<Version>> kept_before(Context& context, db::Session& session, Save const& asked, Version const& newest)
{
    if (newest.saved_by != context.actor.person_id || newest.note != asked.note)
        return std::nullopt;
    auto base = store::find(session, context.programme_id(), newest.model_id, newest.version - 1);
    auto ready = TRY(made_ready(context, session, asked.document, base ? base->document : Json()));
    return ready == newest.document ? std::optional(newest) : std::nullopt;
}

/// Stores one more version, in a transaction of its own after the tallies were brought up to date.
static Result<Version> keep(Context& context, std::string const& model_id, Save const& asked)
{
    TRY(reporting::close_periods(context.services, context.programme_id(), context.today()));
    journal::Change who { context.programme_id(), context.actor.person_id, context.services.clock.now(), context.actor.today };
    return journal::change(context.services.database, who, [&](db::Session& session, journal::Journal& journal) -> Result<Version> {
        auto id = model_id.empty() ? asked.model_id.value_or(new_id(journal.now())) : model_id;
        auto newest = store::newest_version(session, context.programme_id(), id);
        if (!model_id.empty() && newest == 0)
            return fail(not_found());
        auto base_version = model_id.empty() ? 0 : asked.base_version.value_or(-1);
        if (newest > 0 && base_version + 1 == newest) {
            if (auto known = TRY(kept_before(context, session, asked, *store::find(session, context.programme_id(), id, newest))))
                return *known;
            if (model_id.empty() && store::find(session, context.programme_id(), id, newest)->saved_by == context.actor.person_id)
                base_version = newest; // she went on writing before she asked again
        }
        if (base_version != newest)
            return fail({ 409, "impact.newer_version", "", { { "version", std::to_string(newest) } } });
        auto before = newest ? store::find(session, context.programme_id(), id, newest)->document : Json();
        auto document = TRY(made_ready(context, session, asked.document, before));
        auto title = text_in(document["title"], context.actor.language);
        if (trimmed(title).empty())
            return fail({ 422, "field.missing", "title" });
        Version version { id, newest + 1, title, std::move(document), asked.note, context.actor.person_id, context.today() };
        TRY(store::add_version(session, context.programme_id(), version));
        journal.add({ "none", "cost_model", version.model_id, version.version });
        return version;
    });
}

static Saved saved(Version const& version) { return { version.model_id, version.version, version.document }; }

static Result<http::Answer<Saved>> create_model(Context& context, Save const& asked) { return http::created(saved(TRY(keep(context, "", asked)))); }

static Result<Saved> save_model(Context& context, Save const& asked) { return saved(TRY(keep(context, context.in_path("model_id"), asked))); }

static Result<OpenedModel> get_model(Context& context, Query<VersionAsked> const& asked)
{
    TRY(reporting::close_periods(context.services, context.programme_id(), context.today()));
    return context.services.database.read([&](db::Session& session) -> Result<OpenedModel> {
        auto const& model_id = context.in_path("model_id");
        auto newest = store::newest_version(session, context.programme_id(), model_id);
        auto found = newest ? store::find(session, context.programme_id(), model_id, asked.version.value_or(newest)) : std::nullopt;
        if (!found)
            return fail(not_found());
        std::vector<VersionHead> versions;
        for (auto const& version : store::versions_of(session, context.programme_id(), model_id))
            versions.push_back(head_of(context, session, version));
        return OpenedModel { found->model_id, found->version, found->document, newest, std::move(versions),
            TRY(compare_numbers(found->document, counting(context, session), context.today())), can_write(context) };
    });
}

static Result<Nothing> retire_model(Context& context)
{
    auto const& model_id = context.in_path("model_id");
    auto newest = store::newest_version(context.session(), context.programme_id(), model_id);
    if (newest == 0)
        return fail(not_found());
    TRY(store::retire(context.session(), context.programme_id(), model_id, context.today()));
    context.journal().add({ "none", "cost_model", model_id, newest, journal::Operation::remove });
    return Nothing {};
}

// --- reading and telling ----------------------------------------------------------------------------------------------------

static ModelProblem told(Context& context, Problem const& problem)
{
    auto words = problem.params;
    words.emplace_back("field", problem.field);
    return { problem.key, problem.field, { problem.params.begin(), problem.params.end() },
        context.services.messages.say(context.actor.language, "problem." + problem.key, words) };
}

static std::vector<ModelProblem> problems_told(Context& context, Json const& document)
{
    std::vector<ModelProblem> problems;
    for (auto const& problem : problems_of(document))
        problems.push_back(told(context, problem));
    for (auto const& problem : problems_of_links(document, context.services.slices->measures()))
        problems.push_back(told(context, problem));
    return problems;
}

static Result<ModelProblems> check(Context& context, DocumentSent const& sent) { return ModelProblems { problems_told(context, sent.document) }; }

/// Browsers write base64 with + / and =.
static std::string bytes_of(std::string base64)
{
    for (auto& sign : base64)
        sign = sign == '+' ? '-' : sign == '/' ? '_' : sign;
    while (base64.ends_with('='))
        base64.pop_back();
    return from_base64url(base64);
}

static Result<ReadModel> import_file(Context& context, SentFile const& sent)
{
    auto document = TRY(read_file(lower_ascii(sent.name), bytes_of(sent.base64), context.today()));
    auto problems = problems_told(context, document);
    return ReadModel { std::move(document), std::move(problems) };
}

static Result<http::File> export_file(Context& context, ExportRequest const& asked)
{
    TRY(engine_model(asked.document));
    return write_file(asked.document, asked.type, context.actor.language);
}

static Result<std::uint64_t> seed_of(std::string const& text)
{
    if (text.empty())
        return 1;
    if (text.size() > 19 || text.find_first_not_of("0123456789") != std::string::npos)
        return fail(within("seed", detail::wrong_type("whole number")));
    return std::strtoull(text.c_str(), nullptr, 10);
}

/// The document to tell: a saved version as it was saved, or what was sent, which carries no version and nobody's approval.
static Result<Json> document_to_tell(Context& context, ReportRequest const& asked)
{
    if (!asked.model_id || !asked.version)
        return with_approvals(asked.document, {}, {});
    auto found
        = context.services.database.read([&](db::Session& session) { return store::find(session, context.programme_id(), *asked.model_id, *asked.version); });
    return found ? Result<Json>(found->document) : fail(not_found());
}

/// A report can take seconds of a processor: one at a time, so that the phones are answered meanwhile.
static std::mutex one_report;

static Result<http::File> make_report(Context& context, ReportRequest const& asked)
{
    std::lock_guard alone(one_report);
    auto const document = TRY(document_to_tell(context, asked));
    RunSettings settings { asked.scenario.value_or(""), static_cast<std::size_t>(asked.draws.value_or(10'000)), TRY(seed_of(asked.seed.value_or(""))) };
    ReportSettings words { asked.language, context.today() };
    words.version = "Bydel " + context.services.version;
    words.model_version = asked.model_id ? asked.version.value_or(0) : 0;
    auto told = report(document, TRY(run(document, settings)), context.services.messages, words);
    if (asked.type == "html")
        return http::File { "text/html; charset=utf-8", "report.html", document::to_html(told) };
    return http::File { "application/pdf", "report.pdf", TRY(document::to_pdf(told)) };
}

// --- the programme's own numbers --------------------------------------------------------------------------------------------

static Result<OwnNumber> get_number(Context& context, Query<NumberAsked> const& asked)
{
    TRY(reporting::close_periods(context.services, context.programme_id(), context.today()));
    return context.services.database.read([&](db::Session& session) -> Result<OwnNumber> {
        auto number = TRY(counting(context, session)(asked.measure, asked.from, asked.to));
        return OwnNumber { asked.measure, asked.from, asked.to, std::string(reporting::name(number.status)), number.value, context.today() };
    });
}

static Result<Measures> list_measures(Context& context)
{
    auto const& measures = context.services.slices->measures();
    Measures all;
    for (auto const& measure : measures.measures) {
        auto const name = std::string(measure.name), by = std::string(measure.by);
        auto const title = context.services.messages.say(context.actor.language, "impact.measure." + name);
        all.measures.push_back({ name, title, !measure.event.empty() });
        if (by.empty())
            continue;
        auto const codes = measures.event(measure.event)->codes(words_of_programme(context, context.session()));
        for (auto const& code : codes.known(by))
            all.measures.push_back({ name + "." + code, title + ": " + codes.label(by, code), true });
    }
    return all;
}

static Result<Claims> list_claims(Context&) { return Claims { claims() }; }

} // namespace bydel::impact
