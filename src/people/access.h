// SPDX-License-Identifier: AGPL-3.0-or-later
// Handlers of signing in and enrolling, and the erasure ledger. Not for other folders but app/ (replaying the ledger).
#pragma once
#include "people/password_wire.h"
#include "people/wire.h"
#include "platform/auth/throttle.h"

namespace bydel::people {

Result<Door> get_door(http::Context& context);
Result<http::Answer<Me>> log_in(http::Context& context, Login const& login);
/// Guesses are counted with those of signing in. Problem people.wrong_password.
Done check_own_password(http::Context& context, std::string const& password);
Result<http::Answer<http::Nothing>> log_out(http::Context& context);
Result<http::Answer<http::Nothing>> leave_phone(http::Context& context);
Result<Me> get_me(http::Context& context);
Result<WaitingByGroup> list_waiting(http::Context& context);
Result<http::Nothing> set_language(http::Context& context, ChosenLanguage const& chosen);
/// Signed in from now on: a session and its cookie.
Result<http::Answer<Me>> sign_in(http::Context& context, std::string const& programme_id, std::string const& person_id);
Result<CheckedPasswordLink> check_password_link(http::Context& context, PasswordToken const& asked);
Result<http::Answer<Me>> choose_password(http::Context& context, ChosenPassword const& chosen);

/// Those who try links that are not there, by where they come from.
auth::Throttle& guesses_at_links();
/// Counts what `work` answers with as a guess where it says that there is no such link.
template <class Work>
auto guessing(http::Context& context, Work work) -> std::invoke_result_t<Work>
{
    auto const& from = context.request.remote;
    if (auto allowed = guesses_at_links().attempt(from, from, context.services.clock.now()); !allowed)
        return fail(std::move(allowed).error());
    auto result = work();
    if (result || !result.error().key.ends_with(".unknown"))
        guesses_at_links().succeeded(from, from);
    return result;
}

Result<CheckedInvitation> check_enrol(http::Context& context, InvitationToken const& asked);
Result<http::Answer<EnrolledPhone>> post_enrol(http::Context& context, Enrolment const& asked);

/// One line per erasure in a file beside the database, written before the erasure, so that a restored backup erases again (law 15).
Done remember_erasure(http::Services& services, std::string const& programme_id, std::string const& person_id, std::string const& day);
/// Problem people.wrong_keys where the keys at hand do not open the names: they are not those of this database.
Done check_keys(db::Session& session, auth::Vault const& vault);
/// Erases everyone in the ledger who is (again) in the database. Returns how many were.
Result<int> replay_erasures(http::Services& services);

} // namespace bydel::people
