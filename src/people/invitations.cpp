// SPDX-License-Identifier: AGPL-3.0-or-later
// An invitation is a link that makes a phone hers (platform/links).
#include "base/id.h"
#include "people/phones.h"
#include "people/store.h"

namespace bydel::people {

/// Null: it enrols no phone.
static links::Purpose const* phone_link(std::string_view name) { return links::find_purpose(phone_links, name); }

/// Why the invitation can't be used; nothing where it can.
static Done usable(links::Link const& link, std::string const& today)
{
    return links::check_open(link, *phone_link(link.purpose), today, { "invitation.used", "invitation.revoked", "invitation.expired" });
}

/// For the audit: who gave whom a way in. The day only.
static Invitation remembered(journal::Journal& journal, links::Made const& made)
{
    journal.add({ "person:" + made.link.subject_id, "invitation", made.link.id });
    return { made.link.id, made.token, made.link.purpose, links::last_day_of(made.link) };
}

/// The answer to the first asking was lost, so the same invitation gets another link.
static Result<Invitation> invite_again(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& purpose, links::Link const& before)
{
    if (before.subject_id != person_id || before.purpose != purpose) // a coordinator's asking must not open what is for its person's password
        return fail({ 409, "record.exists", "invitation_id" });
    TRY(usable(before, journal.today()));
    return remembered(journal, TRY(links::renew(session, journal, before)));
}

Result<Invitation> invite(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& purpose, std::string const& invitation_id)
{
    if (auto before = links::with_id(session, journal.programme_id(), invitation_id))
        return invite_again(session, journal, person_id, purpose, *before);
    auto const* opens = phone_link(purpose);
    if (!opens)
        return fail({ 422, "field.unknown_code", "purpose" });
    if (purpose == "enrol" && has_left(session, journal.programme_id(), person_id, journal.today()))
        return fail({ 409, "people.left_cannot_invite" });
    TRY(links::revoke(session, journal, person_id, phone_links));
    return remembered(journal, TRY(links::make(session, journal, *opens, person_id, invitation_id)));
}

/// The page that used the invitation asks once more, because it never heard the answer or could not store it: nothing has been heard from the
/// phone that was made for it.
static bool is_same_attempt(
    db::Session& session, std::string const& programme_id, links::Link const& used, std::string const& attempt, std::string const& today)
{
    if (!links::is_same_attempt(used, attempt, today))
        return false;
    auto device = store::find_device(session, programme_id, used.outcome_id.value_or(""));
    return device && !device->revoked_on && !device->heard_on;
}

static Result<links::Link> usable_invitation(
    db::Session& session, std::string const& programme_id, std::string const& token, std::string const& attempt, std::string const& today)
{
    auto invitation = links::find(session, programme_id, token);
    if (!invitation || !phone_link(invitation->purpose))
        return fail({ 404, "invitation.unknown" });
    if (!invitation->used_at || !is_same_attempt(session, programme_id, *invitation, attempt, today))
        TRY(usable(*invitation, today));
    if (invitation->purpose == "enrol" && has_left(session, programme_id, invitation->subject_id, today))
        return fail({ 410, "invitation.revoked" });
    if (invitation->purpose == own_phone && led_groups(session, programme_id, invitation->subject_id, today).empty())
        return fail({ 410, "invitation.revoked" });
    return *invitation;
}

/// A new phone of hers, in place of the old one where the page named it.
static Result<std::string> make_device(
    db::Session& session, journal::Journal& journal, links::Link const& invitation, Attempt const& asked, std::string const& token_hash)
{
    auto const& programme_id = journal.programme_id();
    auto const& person_id = invitation.subject_id;
    auto device_id = new_id(journal.now());
    if (!TRY(links::use(session, journal, invitation, asked.attempt, device_id)))
        return fail({ 410, "invitation.used" });
    if (auto old = store::find_device(session, programme_id, asked.old_device_id); old && old->person_id == person_id) {
        TRY(store::revoke_device(session, programme_id, old->id, journal.today()));
        phone_changed(journal, person_id, old->id, journal::Operation::leave);
    }
    TRY(store::insert_device(session, programme_id,
        { .id = device_id,
            .person_id = person_id,
            .token_hash = token_hash,
            .last_seen_on = journal.today(),
            .revoked_on = {},
            .shows_groups = invitation.purpose == own_phone }));
    phone_changed(journal, person_id, device_id, journal::Operation::enter);
    return device_id;
}

Result<Enrolled> enrol(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Attempt const& asked)
{
    auto const& programme_id = journal.programme_id();
    auto invitation = TRY(usable_invitation(session, programme_id, asked.token, asked.attempt, journal.today()));
    auto person = find_person(session, vault, programme_id, invitation.subject_id);
    if (!person)
        return fail({ 404, "invitation.unknown" });
    person->language = asked.language;
    TRY(change_person(session, journal, vault, *person));
    auto token = programme_id + "." + auth::new_token();
    if (invitation.used_at) {
        TRY(store::renew_device_token(session, programme_id, *invitation.outcome_id, auth::hash_token(token)));
        return Enrolled { *invitation.outcome_id, token, *person };
    }
    return Enrolled { TRY(make_device(session, journal, invitation, asked, auth::hash_token(token))), token, *person };
}

Result<CheckedInvitation> check_invitation(
    db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& token, std::string const& attempt, Milliseconds now)
{
    auto const today = tenant::day_in(session, programme_id, now);
    auto invitation = TRY(usable_invitation(session, programme_id, token, attempt, today));
    auto person = find_person(session, vault, programme_id, invitation.subject_id);
    auto programme = tenant::find(session, programme_id);
    if (!person || !programme)
        return fail({ 404, "invitation.unknown" });
    auto const led = led_groups(session, programme_id, person->person_id, today);
    auto const group_id = invitation.purpose == own_phone && !led.empty() ? led.front().scope.id : latest_group(session, programme_id, person->person_id);
    auto group = programme::find_group(session, programme_id, group_id, today);
    return CheckedInvitation { person->display_name, programme->name, group ? group->name : "", programme->languages, invitation.purpose };
}

} // namespace bydel::people
