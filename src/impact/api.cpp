// SPDX-License-Identifier: AGPL-3.0-or-later
// The office's routes about cost models. Computing for the page happens in the page; here models are kept, read from files and told as
// reports.
#include "base/id.h"
#include "base/text.h"
#include "impact/report.h"
#include "impact/rules.h"
#include "impact/store.h"
#include "impact/tables.h"
#include "platform/i18n/i18n.h"
#include <mutex>

namespace bydel::impact {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static Result<Reply> list_models(Context&);
static Result<Reply> get_shipped(Context&);
static Result<Reply> create_model(Context&);
static Result<Reply> get_model(Context&);
static Result<Reply> save_model(Context&);
static Result<Reply> retire_model(Context&);
static Result<Reply> check(Context&);
static Result<Reply> import_file(Context&);
static Result<Reply> export_file(Context&);
static Result<Reply> make_report(Context&);
static Result<Reply> get_number(Context&);
static Result<Reply> list_measures(Context&);
static Result<Reply> list_claims(Context&);

struct Save {
    Json document;
    std::string note;
    std::optional<std::int64_t> base_version;
    std::optional<std::string> model_id; ///< of a new one, made by the page, so that saving twice makes one
};
constexpr auto fields_of(Save const*)
{
    return std::tuple { Field { "document", &Save::document, a_document() }, Field { "note", &Save::note, text_of(0, 500) },
        Field { "base_version", &Save::base_version, number_of(0, 1'000'000) }, Field { "model_id", &Save::model_id, an_id() } };
}
constexpr char const* name_of(Save const*) { return "CostModelSave"; }

struct SentFile {
    std::string name;
    std::string base64;
};
constexpr auto fields_of(SentFile const*)
{
    return std::tuple { Field { "name", &SentFile::name, text_of(1, 200) }, Field { "base64", &SentFile::base64, text_of(0, 4'000'000) } };
}
constexpr char const* name_of(SentFile const*) { return "CostModelFile"; }

struct ExportRequest {
    Json document;
    std::string type;
};
constexpr auto fields_of(ExportRequest const*)
{
    return std::tuple { Field { "document", &ExportRequest::document, a_document() }, Field { "type", &ExportRequest::type, a_code() } };
}
constexpr char const* name_of(ExportRequest const*) { return "CostModelExport"; }

struct ReportRequest {
    Json document;
    std::string type;
    std::string language;
    std::optional<std::string> scenario;
    std::optional<std::int64_t> draws;
    std::optional<std::string> seed;
    std::optional<std::string> model_id; ///< with version: the saved one is told, and the document that was sent is not read
    std::optional<std::int64_t> version;
};
constexpr auto fields_of(ReportRequest const*)
{
    using R = ReportRequest;
    return std::tuple { Field { "document", &R::document, a_document() }, Field { "type", &R::type, a_code() },
        Field { "language", &R::language, a_language() }, Field { "scenario", &R::scenario, text_of(0, 40) },
        Field { "draws", &R::draws, number_of(1, 100'000) }, Field { "seed", &R::seed, text_of(0, 20) },
        Field { "model_id", &R::model_id, an_id() }, Field { "version", &R::version, number_of(0, 1'000'000) } };
}
constexpr char const* name_of(ReportRequest const*) { return "CostModelReport"; }

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { get,    "/api/impact/models",            http::in_programme("impact.model.read"),  list_models,   "Cost models: saved ones and those that come with the product", Uses::reads },
        { post,   "/api/impact/models",            http::in_programme("impact.model.write"), create_model,  "Save a new model",                         Uses::own, shape_of<Save>() },
        { get,    "/api/impact/models/{model_id}", http::in_programme("impact.model.read"),  get_model,     "One version of a model",                   Uses::own },
        { put,    "/api/impact/models/{model_id}", http::in_programme("impact.model.write"), save_model,    "Save a new version",                       Uses::own, shape_of<Save>() },
        { remove, "/api/impact/models/{model_id}", http::in_programme("impact.model.write"), retire_model,  "Take a model off the list; its versions stay", Uses::writes },
        { get,    "/api/impact/shipped/{key}",     http::in_programme("impact.model.read"),  get_shipped,   "A model that comes with the product",      Uses::own },
        { post,   "/api/impact/check",             http::in_programme("impact.model.read"),  check,         "Everything wrong with a model",            Uses::own, shape_of<Save>() },
        { post,   "/api/impact/import",            http::in_programme("impact.model.read"),  import_file,   "Read a file (.json, .xlsx, .csv); saves nothing", Uses::own, shape_of<SentFile>() },
        { post,   "/api/impact/export",            http::in_programme("impact.model.read"),  export_file,   "A model as a file",                        Uses::own, shape_of<ExportRequest>() },
        { post,   "/api/impact/report",            http::in_programme("impact.model.read"),  make_report,   "A model's report as PDF or HTML",          Uses::own, shape_of<ReportRequest>() },
        { get,    "/api/impact/numbers",           http::in_programme("impact.model.read"),  get_number,    "What the programme itself counted in a closed period", Uses::own },
        { get,    "/api/impact/measures",          http::in_programme("impact.model.read"),  list_measures, "What the programme can count",             Uses::reads },
        { get,    "/api/impact/claims",            http::in_programme("impact.model.read"),  list_claims,   "Published claims, and what they support",  Uses::own },
    };
    // clang-format on
}

static bool can_write(Context const& context)
{
    return people::allows(context.actor, "impact.model.write", http::in_programme("impact.model.write"), "");
}

static std::string name_of_person(Context& context, db::Session& session, std::string const& person_id)
{
    auto person = people::find_person(session, context.services.vault, context.programme_id(), person_id);
    return person ? person->display_name : "";
}

static Json head_json(Context& context, db::Session& session, Version const& version)
{
    return Json::object({ { "id", version.model_id }, { "version", version.version }, { "title", version.title }, { "note", version.note },
        { "saved_on", version.saved_on }, { "saved_by_name", name_of_person(context, session, version.saved_by) } });
}

static Result<Reply> list_models(Context& context)
{
    Json::Array models, shipped;
    for (auto const& version : store::list(context.session(), context.programme_id()))
        models.push_back(head_json(context, context.session(), version));
    for (auto const& [key, document] : shipped_models())
        shipped.push_back(Json::object({ { "key", key }, { "title", text_in(document["title"], context.actor.language) },
            { "summary", text_in(document["summary"], context.actor.language) } }));
    return Reply { 200,
        Json::object(
            { { "models", Json(std::move(models)) }, { "shipped", Json(std::move(shipped)) }, { "can_write", can_write(context) } }) };
}

static Result<Reply> get_shipped(Context& context)
{
    for (auto const& [key, document] : shipped_models()) {
        if (key == context.in_path("key"))
            return Reply { 200, Json::object({ { "document", document } }) };
    }
    return fail(not_found());
}

// --- keeping ----------------------------------------------------------------------------------------------------------------

static Count counting(Context& context, db::Session& session)
{
    return [&](std::string const& measure, std::string const& from, std::string const& to) {
        return reporting::programme_number(session, context.programme_id(), measure, from, to);
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
    TRY(reporting::close_periods(context.services.database, context.programme_id(), context.today()));
    journal::Change who { context.programme_id(), context.actor.person_id, context.services.clock.now() };
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
        Version version { id, newest + 1, title, std::move(document), asked.note,
            context.actor.person_id, context.today() };
        TRY(store::add_version(session, context.programme_id(), version));
        journal.add({ "none", "cost_model", version.model_id, version.version });
        return version;
    });
}

static Json saved_json(Version const& version)
{
    return Json::object({ { "id", version.model_id }, { "version", version.version }, { "document", version.document } });
}

static Result<Reply> create_model(Context& context)
{
    return Reply { 201, saved_json(TRY(keep(context, "", TRY(from_json<Save>(context.body))))) };
}

static Result<Reply> save_model(Context& context)
{
    return Reply { 200, saved_json(TRY(keep(context, context.in_path("model_id"), TRY(from_json<Save>(context.body))))) };
}

static Result<Reply> get_model(Context& context)
{
    TRY(reporting::close_periods(context.services.database, context.programme_id(), context.today()));
    return context.services.database.read([&](db::Session& session) -> Result<Reply> {
        auto const& model_id = context.in_path("model_id");
        auto newest = store::newest_version(session, context.programme_id(), model_id);
        auto wanted = std::string(context.request.parameter("version"));
        auto found = newest ? store::find(session, context.programme_id(), model_id, wanted.empty() ? newest : std::atoll(wanted.c_str()))
                            : std::nullopt;
        if (!found)
            return fail(not_found());
        Json::Array versions;
        for (auto const& version : store::versions_of(session, context.programme_id(), model_id))
            versions.push_back(head_json(context, session, version));
        auto answer = saved_json(*found);
        answer.set("newest_version", newest);
        answer.set("versions", Json(std::move(versions)));
        answer.set("links", TRY(compare_numbers(found->document, counting(context, session), context.today())));
        answer.set("can_write", can_write(context));
        return Reply { 200, std::move(answer) };
    });
}

static Result<Reply> retire_model(Context& context)
{
    auto const& model_id = context.in_path("model_id");
    auto newest = store::newest_version(context.session(), context.programme_id(), model_id);
    if (newest == 0)
        return fail(not_found());
    TRY(store::retire(context.session(), context.programme_id(), model_id, context.today()));
    context.journal().add({ "none", "cost_model", model_id, newest, journal::Operation::remove });
    return Reply { 200, Json(Json::Object()) };
}

// --- reading and telling ----------------------------------------------------------------------------------------------------

static Json problem_json(Context& context, Problem const& problem)
{
    Json params(Json::Object {});
    for (auto const& [name, value] : problem.params)
        params.set(name, value);
    auto words = problem.params;
    words.emplace_back("field", problem.field);
    return Json::object({ { "key", problem.key }, { "field", problem.field }, { "params", std::move(params) },
        { "detail", context.services.messages.say(context.actor.language, "problem." + problem.key, words) } });
}

static Json problems_json(Context& context, Json const& document)
{
    Json::Array problems;
    for (auto const& problem : problems_of(document))
        problems.push_back(problem_json(context, problem));
    return Json(std::move(problems));
}

static Result<Reply> check(Context& context)
{
    return Reply { 200, Json::object({ { "problems", problems_json(context, context.body["document"]) } }) };
}

/// Browsers write base64 with + / and =.
static std::string bytes_of(std::string base64)
{
    for (auto& sign : base64)
        sign = sign == '+' ? '-' : sign == '/' ? '_' : sign;
    while (base64.ends_with('='))
        base64.pop_back();
    return from_base64url(base64);
}

static Result<Reply> import_file(Context& context)
{
    auto sent = TRY(from_json<SentFile>(context.body));
    auto document = TRY(read_file(lower_ascii(sent.name), bytes_of(std::move(sent.base64)), context.today()));
    auto problems = problems_json(context, document);
    return Reply { 200, Json::object({ { "document", std::move(document) }, { "problems", std::move(problems) } }) };
}

static Result<Reply> export_file(Context& context)
{
    auto asked = TRY(from_json<ExportRequest>(context.body));
    TRY(engine_model(asked.document));
    Reply reply;
    reply.file = TRY(write_file(asked.document, asked.type, context.actor.language));
    return reply;
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
    auto found = context.services.database.read(
        [&](db::Session& session) { return store::find(session, context.programme_id(), *asked.model_id, *asked.version); });
    return found ? Result<Json>(found->document) : fail(not_found());
}

/// A report can take seconds of a processor: one at a time, so that the phones are answered meanwhile.
static std::mutex one_report;

static Result<Reply> make_report(Context& context)
{
    auto asked = TRY(from_json<ReportRequest>(context.body));
    std::lock_guard alone(one_report);
    auto const document = TRY(document_to_tell(context, asked));
    RunSettings settings { asked.scenario.value_or(""), static_cast<std::size_t>(asked.draws.value_or(10'000)),
        TRY(seed_of(asked.seed.value_or(""))) };
    ReportSettings words { asked.language, context.today() };
    words.version = "Bydel " + context.services.version;
    words.model_version = asked.model_id ? asked.version.value_or(0) : 0;
    auto told = report(document, TRY(run(document, settings)), context.services.messages, words);
    Reply reply;
    if (asked.type == "html")
        reply.file = http::File { "text/html; charset=utf-8", "report.html", document::to_html(told) };
    else if (asked.type == "pdf")
        reply.file = http::File { "application/pdf", "report.pdf", TRY(document::to_pdf(told)) };
    else
        return fail({ 422, "field.unknown_code", "type", { { "code", asked.type } } });
    return reply;
}

// --- the programme's own numbers --------------------------------------------------------------------------------------------

static Result<Reply> get_number(Context& context)
{
    std::string const measure(context.request.parameter("measure")), from(context.request.parameter("from")),
        to(context.request.parameter("to"));
    TRY(reporting::close_periods(context.services.database, context.programme_id(), context.today()));
    return context.services.database.read([&](db::Session& session) -> Result<Reply> {
        auto number = TRY(counting(context, session)(measure, from, to));
        auto const why = reporting::withheld_names[static_cast<std::size_t>(number.withheld)];
        return Reply { 200,
            Json::object({ { "measure", measure }, { "from", from }, { "to", to }, { "value", number.value },
                { "counted_on", context.today() }, { "withheld", why.empty() ? Json() : Json(why) } }) };
    });
}

/// In the office's voice ("the mother went with her") where it has one.
static std::string spoken_activity(Context& context, Json const& labels, std::string const& activity)
{
    auto spoken = context.services.messages.raw(context.actor.language, "vocabulary_office.activities." + activity);
    return spoken.empty() ? labels.text("activities." + activity) : spoken;
}

static Result<Reply> list_measures(Context& context)
{
    auto labels = programme::labels_of(context.session(), context.programme_id(), "", context.actor.language);
    Json::Array measures;
    for (auto const& measure : reporting::programme_measures()) {
        auto const dot = measure.find('.');
        auto label = context.services.messages.say(context.actor.language, "impact.measure." + measure.substr(0, dot));
        if (dot != std::string::npos)
            label += ": " + spoken_activity(context, labels, measure.substr(dot + 1));
        measures.push_back(Json::object({ { "measure", measure }, { "label", label }, { "recorded", measure != "trained_mothers" } }));
    }
    return Reply { 200, Json::object({ { "measures", Json(std::move(measures)) } }) };
}

static Result<Reply> list_claims(Context&) { return Reply { 200, Json::object({ { "claims", claims() } }) }; }

} // namespace bydel::impact
