// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/slice/slice.h"
#include "base/text.h"
#include <algorithm>
#include <set>

namespace bydel {

static sync::Entities entities_of(std::vector<Slice> const& slices)
{
    sync::Entities entities;
    for (auto const& slice : slices) {
        for (auto const& entity : slice.entities)
            entities.add(entity);
        if (slice.directory)
            entities.directory = *slice.directory;
    }
    return entities;
}

static std::vector<auth::Granted> grants_of(std::vector<Slice> const& slices)
{
    std::vector<auth::Granted> grants;
    for (auto const& slice : slices)
        grants.insert(grants.end(), slice.grants.begin(), slice.grants.end());
    return grants;
}

static measure::Measures measures_of(std::vector<Slice> const& slices)
{
    measure::Measures measures;
    for (auto const& slice : slices) {
        measures.events.insert(measures.events.end(), slice.events.begin(), slice.events.end());
        measures.measures.insert(measures.measures.end(), slice.measures.begin(), slice.measures.end());
    }
    return measures;
}

static jobs::Job job_of(Slice const& slice, journal::Reader const& reader)
{
    auto read = [reader](http::Services& services, std::string const& programme_id, std::string const&) -> Result<std::int64_t> {
        return TRY(journal::catch_up(services.database, *services.slices, reader, programme_id));
    };
    return { std::string(slice.name) + "." + std::string(reader.name), jobs::Job::When::always, 0, read };
}

static std::vector<jobs::Job> jobs_of(std::vector<Slice> const& slices)
{
    std::vector<jobs::Job> jobs;
    for (auto const& slice : slices) {
        for (auto const& reader : slice.readers)
            jobs.push_back(job_of(slice, reader));
    }
    for (auto const& slice : slices)
        jobs.insert(jobs.end(), slice.jobs.begin(), slice.jobs.end());
    return jobs;
}

Slices::Slices(std::vector<Slice> all)
    : all_(std::move(all))
    , entities_(entities_of(all_))
    , rights_(grants_of(all_))
    , measures_(measures_of(all_))
    , jobs_(jobs_of(all_))
{
}

namespace {

/// What each slice claims, and the first clash.
class Claims {
public:
    void claim(std::string_view slice, std::string const& kind, std::string_view name)
    {
        auto [claimed, first] = owners_.emplace(kind + " " + std::string(name), slice);
        if (!first)
            refuse(std::string(slice) + " and " + claimed->second + " both have the " + claimed->first);
    }
    void must(bool holds, std::string const& otherwise)
    {
        if (!holds)
            refuse(otherwise);
    }
    Done result() const { return clash_.empty() ? Done() : fail({ 500, "server.failed", "", {}, clash_ }); }

private:
    void refuse(std::string const& clash)
    {
        if (clash_.empty())
            clash_ = "slices: " + clash;
    }
    std::map<std::string, std::string> owners_;
    std::string clash_;
};

void claim_all(Claims& claims, Slice const& slice)
{
    claims.must(is_code(slice.name), "a slice without a name");
    claims.claim(slice.name, "name", slice.name);
    for (auto const& route : slice.routes)
        claims.claim(slice.name, "route", std::string(http::to_string(route.method)) + " " + std::string(route.path));
    for (auto const& entity : slice.entities)
        claims.claim(slice.name, "entity", entity.name);
    for (auto const& table : slice.tables)
        claims.claim(slice.name, "table", table.name);
    for (auto const& purpose : slice.purposes)
        claims.claim(slice.name, "purpose", purpose.name);
    for (auto const& role : slice.roles)
        claims.claim(slice.name, "role", role.name);
    for (auto const& granted : slice.grants) {
        claims.claim(slice.name, "verb", granted.verb);
        claims.must(granted.verb.starts_with(std::string(slice.name) + "."),
            std::string(slice.name) + " grants " + std::string(granted.verb) + ", which is not its own");
    }
    for (auto const& reader : slice.readers)
        claims.claim(slice.name, "reader", reader.name);
    for (auto const& notice : slice.notices)
        claims.claim(slice.name, "notice", notice.name);
    for (auto const& purpose : slice.links)
        claims.claim(slice.name, "link", purpose.name);
    for (auto const& job : slice.jobs) {
        claims.claim(slice.name, "job", job.name);
        claims.must(job.name.starts_with(std::string(slice.name) + "."), std::string(slice.name) + " has the job " + job.name + ", which is not its own");
    }
    for (auto const& event : slice.events)
        claims.claim(slice.name, "event", event.name);
    for (auto const& measure : slice.measures)
        claims.claim(slice.name, "measure", measure.name);
    if (slice.directory)
        claims.claim(slice.name, "directory", "of people");
}

/// A measure of what nobody counts would answer zero for ever.
void ask_for_events(Claims& claims, Slice const& slice, measure::Measures const& measures)
{
    for (auto const& measure : slice.measures) {
        if (measure.event.empty())
            continue;
        auto const* event = measures.event(measure.event);
        auto counts = [&](std::string_view dimension) { return dimension.empty() || dimension == measure::Measure::total || event->find(dimension); };
        claims.must(event && counts(measure.dimension) && counts(measure.by),
            "the measure " + std::string(measure.name) + " of " + std::string(slice.name) + " asks for what no event counts");
    }
}

/// A role that no slice declares is nobody's: its verbs would be lost without a word.
void ask_for_roles(Claims& claims, Slice const& slice, std::set<std::string, std::less<>> const& roles)
{
    for (auto const& granted : slice.grants) {
        for (auto const& role : split(granted.roles, ' '))
            claims.must(
                roles.contains(role), std::string(slice.name) + " grants " + std::string(granted.verb) + " to " + role + ", a role that nobody declares");
    }
}

/// What tells of somebody is kept for a reason that a slice states; what tells of nobody needs none.
void ask_for_purposes(Claims& claims, Slice const& slice, std::set<std::string_view> const& purposes)
{
    for (auto const& table : slice.tables) {
        for (auto const& columns : table.columns) {
            auto const where = std::string(table.name) + "." + std::string(columns.names);
            bool const personal = columns.about != db::About::nobody;
            claims.must(personal ? purposes.contains(columns.purpose) : columns.purpose.empty(), where + " has a purpose that nobody states, or needs none");
            claims.must(
                personal || (columns.erasing == db::Erasing::nothing && columns.sealed.empty()), where + " holds an id or is sealed, and tells of nobody");
        }
    }
}

/// A verb that nobody is granted shuts a route for everybody: a slip of the pen, as a rule.
void ask_for_grants(Claims& claims, Slice const& slice, std::set<std::string_view> const& granted)
{
    for (auto const& route : slice.routes) {
        claims.must(route.permission.where == http::Where::anyone || granted.contains(route.permission.verb),
            std::string(route.path) + " of " + std::string(slice.name) + " asks for " + std::string(route.permission.verb) + ", which no role grants");
    }
    for (auto const& notice : slice.notices)
        claims.must(
            granted.contains(notice.verb), "the notice " + std::string(notice.name) + " asks for " + std::string(notice.verb) + ", which no role grants");
}

} // namespace

Done Slices::check() const
{
    Claims claims;
    std::set<std::string_view> granted;
    std::set<std::string, std::less<>> declared;
    for (auto const& role : roles())
        declared.emplace(role.name);
    std::set<std::string_view> purposes;
    for (auto const& slice : all_) {
        for (auto const& purpose : slice.purposes)
            purposes.insert(purpose.name);
    }
    for (auto const& slice : all_) {
        claim_all(claims, slice);
        ask_for_purposes(claims, slice, purposes);
        ask_for_roles(claims, slice, declared);
        for (auto const& one : slice.grants)
            granted.insert(one.verb);
    }
    for (auto const& slice : all_) {
        ask_for_grants(claims, slice, granted);
        ask_for_events(claims, slice, measures_);
    }
    return claims.result();
}

std::vector<http::Route> Slices::routes() const
{
    std::vector<http::Route> routes;
    for (auto const& slice : all_)
        routes.insert(routes.end(), slice.routes.begin(), slice.routes.end());
    return routes;
}

std::vector<auth::Role> Slices::roles() const
{
    std::vector<auth::Role> roles;
    for (auto const& slice : all_)
        roles.insert(roles.end(), slice.roles.begin(), slice.roles.end());
    return roles;
}

std::optional<auth::Role> Slices::find_role(std::string_view name) const
{
    for (auto const& role : roles()) {
        if (role.name == name)
            return role;
    }
    return std::nullopt;
}

Json Slices::rules() const
{
    Json::Object rules;
    for (auto const& slice : all_) {
        for (auto const& [name, value] : *slice.rules.as_object())
            rules.emplace_back(name, value);
    }
    return Json(std::move(rules));
}

LastActive Slices::last_active(db::Session& session, std::string const& programme_id, std::string const& group_id) const
{
    LastActive latest;
    for (auto const& slice : all_) {
        if (!slice.last_active)
            continue;
        for (auto const& [person_id, month] : slice.last_active(session, programme_id, group_id))
            latest[person_id] = std::max(latest[person_id], month);
    }
    return latest;
}

Done Slices::forget_person(db::Session& session, journal::Journal& journal, std::string const& person_id) const
{
    for (auto slice = all_.rbegin(); slice != all_.rend(); ++slice) {
        if (slice->forget)
            TRY(slice->forget(session, journal, person_id));
        TRY(db::forget_person(session, slice->tables, journal.programme_id(), person_id));
    }
    return {};
}

} // namespace bydel
