// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/api.h"
#include "base/day.h"
#include "base/text.h"
#include "platform/auth/locked.h"
#include "platform/auth/rights.h"
#include "platform/http/guard.h"
#include "platform/http/router.h"
#include "platform/i18n/i18n.h"
#include "platform/i18n/tidy.h"
#include "platform/journal/journal.h"
#include <cstdio>

namespace bydel::http {

std::string Context::today() const { return actor.today.empty() ? day_of(services.clock.now()) : actor.today; }

bool Context::may(std::string_view verb, std::string_view group_id) const { return services.rights && services.rights->holds(actor, verb, group_id); }

struct Api::Match {
    Route const& route;
    PathParams params;
    auth::Actor actor = {};

    std::string_view group_id() const
    {
        auto found = params.find("group_id");
        return found == params.end() ? std::string_view() : std::string_view(found->second);
    }
};

Api::Api(Services services, std::vector<Route> routes, Gate gate)
    : services_(std::move(services))
    , routes_(std::move(routes))
    , gate_(std::move(gate))
{
    for (auto const& route : routes_)
        VERIFY(route.permission.where != Where::group || route.path.find("{group_id}") != std::string_view::npos);
}

/// One line for the operator: what broke and where, never what was sent and by whom.
static void log_failure(Clock const& clock, std::string_view route, Problem const& problem)
{
    auto line
        = Json::object({ { "time", clock.now() }, { "route", route }, { "status", problem.status }, { "key", problem.key }, { "cause", problem.cause } }).dump()
        + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

static Problem no_route(std::vector<std::string> const& allowed)
{
    return allowed.empty() ? Problem { 404, "request.not_found" } : Problem { 405, "request.method_not_allowed" };
}

static bool allows(Services const& services, Permission const& permission, auth::Actor const& actor, std::string_view group_id)
{
    if (permission.where == Where::anyone)
        return true;
    if (!services.rights)
        return false;
    return permission.where == Where::anywhere ? services.rights->holds_anywhere(actor, permission.verb)
                                               : services.rights->holds(actor, permission.verb, permission.where == Where::group ? group_id : "");
}

static Done authorise(Services& services, Gate const& gate, Route const& route, auth::Actor const& actor, std::string_view group_id)
{
    if (!allows(services, route.permission, actor, group_id))
        return fail({ 403, auth::is_locked(actor) ? "auth.phone_locked" : "auth.forbidden" });
    if (route.permission.where == Where::group && !gate.has_group(services, actor.programme_id, group_id))
        return fail(not_found());
    return {};
}

/// An office page that stays open over midnight hears what day it is with every answer. A phone has a calendar of its own.
static Result<Reply> answer_of_the_day(Route const& route, Context& context)
{
    auto reply = route.endpoint.call(context);
    if (reply && context.actor.device_id.empty() && !context.actor.programme_id.empty())
        reply->headers.emplace_back("Bydel-Today", context.today());
    return reply;
}

Json const& detail::body_of(Context const& context) { return context.body; }

/// A number is a number where the field says so; what is no number stays text, and the field's own check names it. Empty is not given.
Json detail::parameters_as(Context const& context, std::vector<FieldShape> const& fields)
{
    Json asked(Json::Object {});
    for (auto const& field : fields) {
        std::string given(context.request.parameter(field.name));
        if (given.empty())
            continue;
        bool plain = field.traits.kind == Kind::number || field.traits.kind == Kind::flag;
        auto value = plain ? parse_json(given) : Result<Json>(fail(Problem {}));
        asked.set(field.name, value ? *value : Json(given));
    }
    return asked;
}

static Result<Reply> run(Services& services, Route const& route, Context context)
{
    switch (route.uses) {
    case Uses::own:
        return route.endpoint.call(context);
    case Uses::reads:
        return services.database.read([&](db::Session& session) -> Result<Reply> {
            context.session_ = &session;
            return answer_of_the_day(route, context);
        });
    case Uses::writes: {
        journal::Change who { context.actor.programme_id, context.actor.person_id, services.clock.now(), context.actor.today };
        return journal::change(services.database, who, [&](db::Session& session, journal::Journal& journal) -> Result<Reply> {
            context.session_ = &session;
            context.journal_ = &journal;
            return answer_of_the_day(route, context);
        });
    }
    }
    return fail({ 500, "server.failed" });
}

static Response response_of(Reply reply)
{
    Response response { reply.status, std::move(reply.headers) };
    if (reply.file) {
        response.headers.emplace_back("Content-Type", reply.file->type);
        response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + reply.file->name + "\"");
        response.body = std::move(reply.file->bytes);
    } else {
        response.headers.emplace_back("Content-Type", "application/json");
        response.headers.emplace_back("Content-Disposition", "attachment; filename=\"api.json\""); // never a page, whatever it holds
        response.body = reply.written ? std::move(*reply.written) : reply.body.dump();
    }
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

/// Where anyone may ask, no one needs to send much: what is not authenticated is not parsed at length.
static constexpr std::size_t public_body_limit = 64 * 1024;

/// Everything between a known route and its answer.
static Result<Reply> perform(
    Services& services, Gate const& gate, Request const& request, Route const& route, PathParams const& params, std::string_view group_id, auth::Actor& actor)
{
    TRY(refuse_cross_site(request, services.public_origin));
    if (route.permission.where == Where::anyone) {
        if (request.body.size() > public_body_limit)
            return fail({ 413, "body.too_large" });
    } else {
        actor = TRY(gate.authenticate(services, request));
        TRY(authorise(services, gate, route, actor, group_id));
    }
    auto text = TRY(json_text_of(request));
    auto body = i18n::with_tidy_texts(TRY(parse_json(text))); // the one place where typed text is made the same for the same letters
    auto reply = TRY(run(services, route, Context { services, request, actor, params, body }));
    if (route.audit == Audit::reads && gate.audit_read)
        gate.audit_read(actor, route, group_id);
    return reply;
}

Response Api::answer(Request const& request, Match const& match)
{
    auth::Actor actor = match.actor;
    Result<Reply> reply;
    try {
        reply = perform(services_, gate_, request, match.route, match.params, match.group_id(), actor);
    } catch (std::exception const& exception) {
        reply = fail(db::caught(exception));
    }
    if (reply)
        return response_of(std::move(*reply));
    if (reply.error().status >= 500)
        log_failure(services_.clock, match.route.path, reply.error());
    auto language = actor.language.empty() ? services_.messages.best_for(request.header("accept-language")) : actor.language;
    return problem_response(reply.error(), services_.messages, language);
}

Response Api::refuse(Request const& request, Problem const& problem) const
{
    if (problem.status >= 500 && !problem.cause.empty())
        log_failure(services_.clock, "", problem);
    auto response = problem_response(problem, services_.messages, services_.messages.best_for(request.header("accept-language")));
    add_security_headers(response);
    return response;
}

Response Api::handle(Request const& request)
{
    auto found = find_route(routes_, request.method, request.path);
    if (!found.route) {
        auto response = refuse(request, no_route(found.allowed));
        if (!found.allowed.empty())
            response.headers.emplace_back("Allow", join(found.allowed, ", "));
        return response;
    }
    auto response = answer(request, { *found.route, std::move(found.params) });
    response.route = found.route->path;
    add_security_headers(response);
    return response;
}

} // namespace bydel::http
