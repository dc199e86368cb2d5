// SPDX-License-Identifier: AGPL-3.0-or-later
// A link is looked at with GET by messengers and consumed by POST only; its token travels in the fragment, so no server log ever holds it.
#include "base/id.h"
#include "people/cookies.h"
#include "people/phones.h"
#include "people/store.h"

namespace bydel::people {

static constexpr Milliseconds invitation_lasts = 7 * one_day; ///< after the day it was made
static constexpr Milliseconds attempt_lasts = 2 * one_day;    ///< that day and the next: to make room on a phone, or to find a network

/// Why the invitation can't be used; nothing where it can.
static Done usable(store::StoredInvitation const& invitation, Milliseconds now)
{
    if (invitation.used_at)
        return fail({ 410, "invitation.used" });
    if (invitation.revoked_at)
        return fail({ 410, "invitation.revoked" });
    if (is_over(invitation.expires_at, invitation_lasts + one_day, now)) // it ends with its last day
        return fail({ 410, "invitation.expired" });
    return {};
}

/// For the audit: who gave whom a way in. The day only.
static Done remember_inviting(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& invitation_id)
{
    journal.add({ "person:" + person_id, "invitation", invitation_id });
    return journal.actor_id().empty() ? Done() : store::set_invited_by(session, journal.programme_id(), invitation_id, journal.actor_id());
}

/// The answer to the first asking was lost. What it held is known to nobody here, so the same invitation gets another link.
static Result<Invitation> invite_again(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& purpose, store::StoredInvitation const& before)
{
    if (before.person_id != person_id || before.purpose != purpose) // a coordinator's asking must not open what is for its person's password
        return fail({ 409, "record.exists", "invitation_id" });
    TRY(usable(before, journal.now()));
    Invitation invitation { before.id, journal.programme_id() + "." + auth::new_token(), before.purpose, last_day_of(before) };
    TRY(store::renew_invitation_token(session, journal.programme_id(), before.id, auth::hash_token(invitation.token)));
    TRY(remember_inviting(session, journal, person_id, before.id));
    return invitation;
}

Result<Invitation> invite(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& purpose, std::string const& invitation_id)
{
    if (auto before = store::invitation_with_id(session, journal.programme_id(), invitation_id))
        return invite_again(session, journal, person_id, purpose, *before);
    if (purpose == "enrol" && has_left(session, journal.programme_id(), person_id, journal.today()))
        return fail({ 409, "people.left_cannot_invite" });
    TRY(store::revoke_invitations(session, journal.programme_id(), person_id, journal.now()));
    Invitation invitation { invitation_id.empty() ? new_id(journal.now()) : invitation_id, journal.programme_id() + "." + auth::new_token(), purpose, {} };
    store::StoredInvitation stored { invitation.invitation_id, person_id, purpose, midnight_before(journal.now()) + one_day + invitation_lasts, {}, {} };
    invitation.last_day = last_day_of(stored);
    TRY(store::insert_invitation(session, journal.programme_id(), stored, auth::hash_token(invitation.token), journal.now()));
    TRY(remember_inviting(session, journal, person_id, invitation.invitation_id));
    return invitation;
}

/// The page that used the invitation asks once more, because it never heard the answer or could not store it: nothing has been heard from the
/// phone that was made for it.
static bool is_same_attempt(
    db::Session& session, std::string const& programme_id, store::StoredInvitation const& used, std::string const& attempt, Milliseconds now)
{
    if (attempt.empty() || used.attempt_hash != auth::hash_token(attempt) || is_over(*used.used_at + attempt_lasts, attempt_lasts, now))
        return false;
    auto device = store::find_device(session, programme_id, used.device_id.value_or(""));
    return device && !device->revoked_on && !device->heard_on;
}

static Result<store::StoredInvitation> usable_invitation(
    db::Session& session, std::string const& programme_id, std::string const& token, std::string const& attempt, Milliseconds now)
{
    auto invitation = store::find_invitation(session, programme_id, auth::hash_token(token));
    if (!invitation)
        return fail({ 404, "invitation.unknown" });
    if (!invitation->used_at || !is_same_attempt(session, programme_id, *invitation, attempt, now))
        TRY(usable(*invitation, now));
    auto const today = tenant::day_in(session, programme_id, now);
    if (invitation->purpose == "enrol" && has_left(session, programme_id, invitation->person_id, today))
        return fail({ 410, "invitation.revoked" });
    if (invitation->purpose == own_phone && led_groups(session, programme_id, invitation->person_id, today).empty())
        return fail({ 410, "invitation.revoked" });
    return *invitation;
}

/// A new phone of hers, in place of the old one where the page named it.
static Result<std::string> make_device(
    db::Session& session, journal::Journal& journal, store::StoredInvitation invitation, Attempt const& asked, std::string const& token_hash)
{
    auto const& programme_id = journal.programme_id();
    auto device_id = new_id(journal.now());
    invitation.used_at = midnight_before(journal.now());
    invitation.attempt_hash = asked.attempt.empty() ? std::nullopt : std::optional(auth::hash_token(asked.attempt));
    invitation.device_id = device_id;
    if (!TRY(store::use_invitation(session, programme_id, invitation)))
        return fail({ 410, "invitation.used" });
    if (auto old = store::find_device(session, programme_id, asked.old_device_id); old && old->person_id == invitation.person_id) {
        TRY(store::revoke_device(session, programme_id, old->id, journal.today()));
        phone_changed(journal, invitation.person_id, old->id, journal::Operation::leave);
    }
    TRY(store::insert_device(session, programme_id,
        { .id = device_id,
            .person_id = invitation.person_id,
            .token_hash = token_hash,
            .last_seen_on = journal.today(),
            .revoked_on = {},
            .shows_groups = invitation.purpose == own_phone }));
    phone_changed(journal, invitation.person_id, device_id, journal::Operation::enter);
    return device_id;
}

Result<Enrolled> enrol(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Attempt const& asked)
{
    auto const& programme_id = journal.programme_id();
    auto invitation = TRY(usable_invitation(session, programme_id, asked.token, asked.attempt, journal.now()));
    auto person = find_person(session, vault, programme_id, invitation.person_id);
    if (!person)
        return fail({ 404, "invitation.unknown" });
    person->language = asked.language;
    TRY(change_person(session, journal, vault, *person));
    auto token = programme_id + "." + auth::new_token();
    if (invitation.used_at) {
        TRY(store::renew_device_token(session, programme_id, *invitation.device_id, auth::hash_token(token)));
        return Enrolled { *invitation.device_id, token, *person };
    }
    return Enrolled { TRY(make_device(session, journal, invitation, asked, auth::hash_token(token))), token, *person };
}

Result<CheckedInvitation> check_invitation(
    db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& token, std::string const& attempt, Milliseconds now)
{
    auto invitation = TRY(usable_invitation(session, programme_id, token, attempt, now));
    auto person = find_person(session, vault, programme_id, invitation.person_id);
    auto programme = tenant::find(session, programme_id);
    if (!person || !programme)
        return fail({ 404, "invitation.unknown" });
    auto const today = tenant::day_in(session, programme_id, now);
    auto const led = led_groups(session, programme_id, person->person_id, today);
    auto const group_id = invitation.purpose == own_phone && !led.empty() ? led.front().scope.id : latest_group(session, programme_id, person->person_id);
    auto group = programme::find_group(session, programme_id, group_id, today);
    return CheckedInvitation { person->display_name, programme->name, group ? group->name : "", programme->languages, invitation.purpose };
}

} // namespace bydel::people
