// SPDX-License-Identifier: AGPL-3.0-or-later
// The one wrapper around every handler: find the route, refuse cross-site writes, authenticate, check the verb *and the scope*, read the
// body, open the transaction, run the handler, commit or roll back, write the audit line, answer. A route line without a verb does not compile.
#pragma once
#include "base/clock.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"
#include "platform/http/endpoint.h"
#include <functional>
#include <map>

namespace bydel {
class Slices;
} // platform/slice/slice.h
namespace bydel::auth {
class Rights;
class Vault;
}
namespace bydel::i18n {
class Catalogue;
}
namespace bydel::journal {
class Journal;
} // platform/journal/journal.h; writes go through journal::change()
namespace bydel::sync {
class Entities;
}

namespace bydel::http {

/// What the whole process shares. Made once in app/.
struct Services {
    db::Database& database;
    Clock const& clock;
    auth::Vault const& vault;
    i18n::Catalogue const& messages;
    std::string public_origin;                ///< "https://bydel.example" where one is configured and trusted, else empty
    auth::Rights const* rights = nullptr;     ///< which role may do what; none, in some tests: nobody anything
    sync::Entities const* entities = nullptr; ///< what phones push and pull
    Slices const* slices = nullptr;
    std::string version = {};        ///< of the product, as reports name it
    std::string erasure_ledger = {}; ///< file of erasures, replayed after a restore; empty in some tests
};

/// What a handler gets. `session` and `journal` are the open transaction; they are null for routes that open their own.
struct Context {
    Services& services;
    Request const& request;
    auth::Actor const& actor;
    std::map<std::string, std::string, std::less<>> const& path; ///< {group_id} and friends
    Json const& body;
    db::Session* session_ = nullptr;
    journal::Journal* journal_ = nullptr;

    db::Session& session() const { return *session_; }
    journal::Journal& journal() const { return *journal_; }
    std::string const& in_path(std::string_view name) const { return path.find(name)->second; }
    std::string const& programme_id() const { return actor.programme_id; }
    std::string today() const; ///< the day in her programme's time zone; UTC for a guest
    /// Does she who asks hold the verb in that group or in the whole programme? Without a group: in the whole programme.
    bool may(std::string_view verb, std::string_view group_id = "") const;
};

/// Where the verb must be held: by nobody (public), in any scope of the programme, at the programme itself, or in {group_id} of the path.
enum class Where { anyone, anywhere, programme, group };
/// What the handler does with the database. `own`: it opens transactions itself (password checks must not hold one).
enum class Uses { reads, writes, own };
/// Whether reading through this route is written to the audit of reads.
enum class Audit { no, reads };

struct Permission {
    Where where;
    std::string_view verb;
};
/// No one needs to be signed in; the reason is for the reader.
consteval Permission anyone(char const* /*because*/) { return { Where::anyone, "" }; }
consteval Permission anywhere(auth::Verb verb) { return { Where::anywhere, verb.name }; }
consteval Permission in_programme(auth::Verb verb) { return { Where::programme, verb.name }; }
consteval Permission in_group(auth::Verb verb) { return { Where::group, verb.name }; }

struct Route {
    Method method;
    std::string_view path; ///< "/api/groups/{group_id}/people"
    Permission permission;
    Endpoint endpoint;
    std::string_view summary;
    Uses uses;
    Audit audit = Audit::no;
};

/// Answers an unauthenticated, expired or unknown caller with a Problem; injected by app/ (people owns sessions and devices).
struct Gate {
    std::function<Result<auth::Actor>(Services&, Request const&)> authenticate;
    std::function<void(auth::Actor const&, Route const&, std::string_view group_id)> audit_read;
    /// Whether {group_id} is a group of the actor's programme: a verb held for the whole programme says nothing of a group's being there.
    std::function<bool(Services&, std::string_view programme_id, std::string_view group_id)> has_group;
};

class Api {
public:
    Api(Services services, std::vector<Route> routes, Gate gate);
    /// Never throws: broken machinery becomes a 5xx problem.
    Response handle(Request const& request);
    /// The same kind of answer for what the server refuses before there is a route: body.too_large, server.busy.
    Response refuse(Request const& request, Problem const& problem) const;
    std::vector<Route> const& routes() const { return routes_; }

private:
    struct Match;
    Response answer(Request const& request, Match const& match);
    Services services_;
    std::vector<Route> routes_;
    Gate gate_;
};

/// RFC 9457, with title and detail in `language`.
Response problem_response(Problem const& problem, i18n::Catalogue const& messages, std::string_view language);
/// OpenAPI 3.1 of the routes.
Json openapi(std::vector<Route> const& routes, std::string_view version);

} // namespace bydel::http
