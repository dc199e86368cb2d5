// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/links/links.h"
#include "base/id.h"
#include "platform/auth/secrets.h"
#include "platform/links/store.h"

namespace bydel::links {

static constexpr int same_attempt_days = 2; ///< that day and the next: to make room on a phone, or to find a network

std::string last_day_of(Link const& link) { return day_of(link.expires_at - 1); }

static std::string token_for(journal::Journal const& journal) { return journal.programme_id() + "." + auth::new_token(); }

static std::optional<std::string> actor_of(journal::Journal const& journal)
{
    return journal.actor_id().empty() ? std::nullopt : std::optional(journal.actor_id());
}

Result<Made> make(db::Session& session, journal::Journal& journal, Purpose const& purpose, std::string const& subject_id, std::string const& id)
{
    auto const today = start_of(journal.today());
    Made made { { id.empty() ? new_id(journal.now()) : id, std::string(purpose.name), subject_id, today + (purpose.days + 1) * one_day, purpose.uses },
        token_for(journal) };
    made.link.made_by = actor_of(journal);
    TRY(store::insert(session, journal.programme_id(), made.link, auth::hash_token(made.token), today));
    return made;
}

Result<Made> renew(db::Session& session, journal::Journal& journal, Link const& link)
{
    Made made { link, token_for(journal) };
    if (auto const actor = actor_of(journal))
        made.link.made_by = actor;
    TRY(store::replace_token(session, journal.programme_id(), made.link, auth::hash_token(made.token)));
    return made;
}

std::optional<Link> find(db::Session& session, std::string const& programme_id, std::string const& token)
{
    return store::with_token(session, programme_id, auth::hash_token(token));
}

std::optional<Link> with_id(db::Session& session, std::string const& programme_id, std::string const& id) { return store::with_id(session, programme_id, id); }

Purpose const* find_purpose(std::span<Purpose const> purposes, std::string_view name)
{
    auto const purpose = std::find_if(purposes.begin(), purposes.end(), [&](auto const& one) { return one.name == name; });
    return purpose == purposes.end() ? nullptr : &*purpose;
}

std::optional<Link> open_one(
    db::Session& session, std::string const& programme_id, std::string const& subject_id, std::span<Purpose const> purposes, std::string const& today)
{
    for (auto const& link : store::open_links(session, programme_id, subject_id, start_of(today))) {
        if (find_purpose(purposes, link.purpose))
            return link;
    }
    return std::nullopt;
}

std::map<std::string, std::string> made_by_outcome(db::Session& session, std::string const& programme_id, std::string const& subject_id)
{
    return store::made_by_outcome(session, programme_id, subject_id);
}

Done check_open(Link const& link, Purpose const& purpose, std::string const& today, Refusals const& refusals)
{
    if (link.uses_left <= 0)
        return fail({ 410, refusals.used });
    if (link.revoked_at)
        return fail({ 410, refusals.revoked });
    // With its last day it ends; one that ends later than it can was given while the clock was ahead.
    if (is_over(link.expires_at, (purpose.days + 1) * one_day, start_of(today)))
        return fail({ 410, refusals.expired });
    return {};
}

bool is_same_attempt(Link const& link, std::string const& attempt, std::string const& today)
{
    if (!link.used_at || attempt.empty() || link.attempt_hash != auth::hash_token(attempt))
        return false;
    return !is_over(*link.used_at + same_attempt_days * one_day, same_attempt_days * one_day, start_of(today));
}

Result<bool> use(db::Session& session, journal::Journal& journal, Link const& link, std::string const& attempt, std::string const& outcome_id)
{
    Link used = link;
    used.used_at = start_of(journal.today());
    used.attempt_hash = attempt.empty() ? std::nullopt : std::optional(auth::hash_token(attempt));
    used.outcome_id = outcome_id.empty() ? std::nullopt : std::optional(outcome_id);
    return store::use(session, journal.programme_id(), used);
}

Done revoke(db::Session& session, journal::Journal& journal, std::string const& subject_id, std::span<Purpose const> purposes)
{
    for (auto const& purpose : purposes)
        TRY(store::revoke(session, journal.programme_id(), subject_id, purpose.name, start_of(journal.today())));
    return {};
}

} // namespace bydel::links
