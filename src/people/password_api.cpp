// SPDX-License-Identifier: AGPL-3.0-or-later
// A password that nobody else knows: who signs in at the office chooses it herself, by a link (platform/links).
#include "people/access.h"
#include "people/cookies.h"
#include <algorithm>

namespace bydel::people {

using http::Answer;
using http::Context;

static Result<links::Link> usable_link(db::Session& session, std::string const& programme_id, std::string const& token, std::string const& today)
{
    auto const link = links::find(session, programme_id, token);
    auto const purpose = std::find_if(password_links.begin(), password_links.end(), [&](auto const& one) { return link && one.name == link->purpose; });
    if (purpose == password_links.end() || !email_of_account(session, programme_id, link->subject_id))
        return fail({ 404, "links.unknown" });
    auto const held = roles_on(session, programme_id, link->subject_id, today);
    if (std::none_of(held.begin(), held.end(), [](auto const& role) { return role.role != "mother"; })) // her work here has ended
        return fail({ 410, "links.revoked" });
    TRY(links::check_open(*link, *purpose, today, { "links.used", "links.revoked", "links.expired" }));
    return *link;
}

Result<CheckedPasswordLink> check_password_link(Context& context, PasswordToken const& asked)
{
    auto const programme_id = programme_of_token(asked.token);
    auto& services = context.services;
    return guessing(context, [&] {
        return services.database.read([&](db::Session& session) -> Result<CheckedPasswordLink> {
            auto const link = TRY(usable_link(session, programme_id, asked.token, tenant::day_in(session, programme_id, services.clock.now())));
            auto const person = find_person(session, services.vault, programme_id, link.subject_id);
            auto const programme = tenant::find(session, programme_id);
            if (!person || !programme)
                return fail({ 404, "links.unknown" });
            auto const sealed = email_of_account(session, programme_id, link.subject_id);
            auto const email = TRY(services.vault.open_field(*sealed, email_place(programme_id, link.subject_id)));
            return CheckedPasswordLink { person->display_name, email, programme->name, link.purpose };
        });
    });
}

Result<Answer<Me>> choose_password(Context& context, ChosenPassword const& chosen)
{
    auto const programme_id = programme_of_token(chosen.token);
    auto& services = context.services;
    auto const link = TRY(guessing(context, [&] {
        return services.database.read([&](db::Session& session) {
            return usable_link(session, programme_id, chosen.token, tenant::day_in(session, programme_id, services.clock.now()));
        });
    }));
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
