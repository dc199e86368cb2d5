// SPDX-License-Identifier: AGPL-3.0-or-later
// A link is looked at with GET by messengers and consumed by POST only; its token travels in the fragment, so no server log ever holds it.
#include "base/id.h"
#include "people/store.h"

namespace bydel::people {

static constexpr Milliseconds invitation_lasts = 7 * one_day;

Result<Invitation> invite(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& purpose)
{
    TRY(store::revoke_invitations(session, journal.programme_id(), person_id, journal.now()));
    Invitation invitation { new_id(journal.now()), journal.programme_id() + "." + auth::new_token(), purpose, journal.now() + invitation_lasts };
    TRY(store::insert_invitation(session, journal.programme_id(),
        { invitation.invitation_id, person_id, purpose, invitation.expires_at, std::nullopt, std::nullopt }, auth::hash_token(invitation.token),
        journal.now()));
    return invitation;
}

static Result<store::StoredInvitation> usable_invitation(db::Session& session, std::string const& programme_id, std::string const& token, Milliseconds now)
{
    auto invitation = store::find_invitation(session, programme_id, auth::hash_token(token));
    if (!invitation)
        return fail({ 404, "invitation.unknown" });
    if (invitation->used_at)
        return fail({ 410, "invitation.used" });
    if (invitation->revoked_at)
        return fail({ 410, "invitation.revoked" });
    if (invitation->expires_at <= now)
        return fail({ 410, "invitation.expired" });
    return *invitation;
}

Result<Enrolled> enrol(db::Session& session, journal::Journal& journal, auth::Vault const& vault, std::string const& token, std::string const& language,
    std::string const& old_device_id)
{
    auto const& programme_id = journal.programme_id();
    auto invitation = TRY(usable_invitation(session, programme_id, token, journal.now()));
    if (!TRY(store::use_invitation(session, programme_id, invitation.id, journal.now())))
        return fail({ 410, "invitation.used" });
    auto person = find_person(session, vault, programme_id, invitation.person_id);
    if (!person)
        return fail({ 404, "invitation.unknown" });
    person->language = language;
    TRY(change_person(session, journal, vault, *person));
    if (auto old = store::find_device(session, programme_id, old_device_id); old && old->person_id == invitation.person_id)
        TRY(store::revoke_device(session, programme_id, old_device_id, journal.today()));
    Enrolled enrolled { new_id(journal.now()), programme_id + "." + auth::new_token(), *person };
    TRY(store::insert_device(
        session, programme_id, { enrolled.device_id, person->person_id, auth::hash_token(enrolled.token), journal.today(), std::nullopt }));
    return enrolled;
}

Result<CheckedInvitation> check_invitation(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& token, Milliseconds now)
{
    auto invitation = TRY(usable_invitation(session, programme_id, token, now));
    auto person = find_person(session, vault, programme_id, invitation.person_id);
    auto programme = programme::find_programme(session, programme_id);
    if (!person || !programme)
        return fail({ 404, "invitation.unknown" });
    auto group = programme::find_group(session, programme_id, latest_group(session, programme_id, person->person_id));
    return CheckedInvitation { person->display_name, programme->name, group ? group->name : "", programme->languages, invitation.purpose };
}

} // namespace bydel::people
