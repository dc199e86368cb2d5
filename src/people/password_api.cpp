// SPDX-License-Identifier: AGPL-3.0-or-later
// A password that nobody else knows: who signs in at the office chooses it herself, by a link (platform/links).
#include "people/access.h"
#include "people/cookies.h"
#include "people/store.h"
#include <algorithm>

namespace bydel::people {

using http::Answer;
using http::Context;

static Result<links::Link> usable_link(Context& context, db::Session& session, std::string const& token)
{
    auto const programme_id = programme_of_token(token);
    auto const today = tenant::day_in(session, programme_id, context.services.clock.now());
    auto const link = links::find(session, programme_id, token);
    auto const* purpose = link ? links::find_purpose(password_links, link->purpose) : nullptr;
    if (!purpose || !store::account_of(session, programme_id, link->subject_id))
        return fail({ 404, "links.unknown" });
    auto const held = roles_on(session, programme_id, link->subject_id, today);
    if (std::none_of(held.begin(), held.end(), [](auto const& role) { return role.role != "mother"; })) // her work here has ended
        return fail({ 410, "links.revoked" });
    TRY(links::check_open(*link, *purpose, today, { "links.used", "links.revoked", "links.expired" }));
    return *link;
}

static Result<CheckedPasswordLink> look_at(Context& context, db::Session& session, std::string const& token)
{
    auto const link = TRY(usable_link(context, session, token));
    auto const programme_id = programme_of_token(token);
    auto const& vault = context.services.vault;
    auto const person = find_person(session, vault, programme_id, link.subject_id);
    auto const programme = tenant::find(session, programme_id);
    auto const email = TRY(email_of(session, vault, programme_id, link.subject_id));
    if (!person || !programme || !email)
        return fail({ 404, "links.unknown" });
    return CheckedPasswordLink { person->display_name, *email, programme->name, link.purpose };
}

Result<CheckedPasswordLink> check_password_link(Context& context, PasswordToken const& asked)
{
    return guessing(context, [&] { return context.services.database.read([&](db::Session& session) { return look_at(context, session, asked.token); }); });
}

Result<Answer<Me>> choose_password(Context& context, ChosenPassword const& chosen)
{
    auto& services = context.services;
    auto const programme_id = programme_of_token(chosen.token);
    auto const link
        = TRY(guessing(context, [&] { return services.database.read([&](db::Session& session) { return usable_link(context, session, chosen.token); }); }));
    auto const hash = TRY(hash_of_new(chosen.password)); // takes tens of milliseconds, outside of any transaction
    TRY(journal::change(
        services.database, { programme_id, link.subject_id, services.clock.now() }, [&](db::Session& session, journal::Journal& journal) -> Done {
            if (!TRY(links::use(session, journal, link, "", "")))
                return fail({ 410, "links.used" });
            return set_password(session, journal, link.subject_id, hash);
        }));
    TRY(log_out(context)); // whoever was signed in on this computer
    return sign_in(context, programme_id, link.subject_id);
}

} // namespace bydel::people
