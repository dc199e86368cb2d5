// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of people take and give. Not for other folders.
#pragma once
#include "people/people.h"
#include "platform/auth/locked.h"
#include "platform/slice/notices.h"

namespace bydel::people {

struct Login {
    std::string email;
    std::string password;
    std::optional<std::string> programme_id;
};
constexpr auto fields_of(Login const*)
{
    return std::tuple { Field { "email", &Login::email, text_of(3, 254) }, Field { "password", &Login::password, text_of(1, 200) },
        Field { "programme_id", &Login::programme_id, a_code() } };
}
constexpr char const* name_of(Login const*) { return "Login"; }

struct MyRole {
    std::string role;
    std::string scope_kind;
    std::string scope_id;
    std::string scope_name;
};
constexpr auto fields_of(MyRole const*)
{
    return std::tuple { Field { "role", &MyRole::role, a_code() }, Field { "scope_kind", &MyRole::scope_kind, a_code() },
        Field { "scope_id", &MyRole::scope_id, text_of(0, 40) }, Field { "scope_name", &MyRole::scope_name, text_of(0, 120) } };
}
constexpr char const* name_of(MyRole const*) { return "MyRole"; }

/// What she may do in one scope, by all her roles there.
struct MyScope {
    std::string scope_kind;
    std::string scope_id;
    std::string scope_name;
    std::vector<std::string> verbs;
};
constexpr auto fields_of(MyScope const*)
{
    return std::tuple { Field { "scope_kind", &MyScope::scope_kind, one_of(scope_kinds.codes) }, Field { "scope_id", &MyScope::scope_id, text_of(0, 40) },
        Field { "scope_name", &MyScope::scope_name, text_of(0, 120) }, Field { "verbs", &MyScope::verbs, text_of(1, 60) } };
}
constexpr char const* name_of(MyScope const*) { return "MyScope"; }

struct Me {
    std::string person_id;
    std::string display_name;
    std::string language;
    tenant::Programme programme;
    std::vector<MyRole> roles;
    std::vector<MyScope> scopes;
    std::string today;
};
constexpr auto fields_of(Me const*)
{
    return std::tuple { Field { "person_id", &Me::person_id, an_id() }, Field { "display_name", &Me::display_name, text_of(1, 120) },
        Field { "language", &Me::language, a_language() }, Field { "programme", &Me::programme, nested() }, Field { "roles", &Me::roles, nested() },
        Field { "scopes", &Me::scopes, nested() }, Field { "today", &Me::today, a_day() } };
}
constexpr char const* name_of(Me const*) { return "Me"; }

struct WaitingInGroup {
    std::string group_id;
    std::vector<WaitingNotice> notices;
};
constexpr auto fields_of(WaitingInGroup const*)
{
    return std::tuple { Field { "group_id", &WaitingInGroup::group_id, an_id() }, Field { "notices", &WaitingInGroup::notices, nested() } };
}
constexpr char const* name_of(WaitingInGroup const*) { return "WaitingInGroup"; }

struct WaitingByGroup {
    std::vector<WaitingInGroup> groups;
};
constexpr auto fields_of(WaitingByGroup const*) { return std::tuple { Field { "groups", &WaitingByGroup::groups, nested() } }; }
constexpr char const* name_of(WaitingByGroup const*) { return "WaitingByGroup"; }

struct ChosenLanguage {
    std::string language;
};
constexpr auto fields_of(ChosenLanguage const*) { return std::tuple { Field { "language", &ChosenLanguage::language, a_language() } }; }
constexpr char const* name_of(ChosenLanguage const*) { return "ChosenLanguage"; }

/// What the sign-in page may say before anyone has signed in.
struct DoorProgramme {
    std::string programme_id;
    std::string name;
    std::string kind;
};
constexpr auto fields_of(DoorProgramme const*)
{
    return std::tuple { Field { "programme_id", &DoorProgramme::programme_id, a_code() }, Field { "name", &DoorProgramme::name, text_of(1, 120) },
        Field { "kind", &DoorProgramme::kind, one_of(tenant::kinds.codes) } };
}
constexpr char const* name_of(DoorProgramme const*) { return "DoorProgramme"; }

struct Door {
    std::optional<DoorProgramme> programme; ///< where there is one only
};
constexpr auto fields_of(Door const*) { return std::tuple { Field { "programme", &Door::programme, nested() } }; }
constexpr char const* name_of(Door const*) { return "Door"; }

struct InvitationToken {
    std::string token;
    std::optional<std::string> attempt;                 ///< of the page that may have used it
    std::optional<std::vector<std::string>> device_ids; ///< of who is on the phone that asks
};
constexpr auto fields_of(InvitationToken const*)
{
    return std::tuple { Field { "token", &InvitationToken::token, text_of(1, 120) }, Field { "attempt", &InvitationToken::attempt, an_id() },
        Field { "device_ids", &InvitationToken::device_ids, Traits { Kind::id, 0, 20 } } };
}
constexpr char const* name_of(InvitationToken const*) { return "InvitationToken"; }

struct Enrolment {
    std::string token;
    std::string language;
    std::optional<std::string> device_id;
    std::optional<std::string> attempt;       ///< made by the page, the same for every try of it
    std::optional<std::string> unlock_secret; ///< made by the page: 32 random bytes, base64url
};
constexpr auto fields_of(Enrolment const*)
{
    return std::tuple { Field { "token", &Enrolment::token, text_of(1, 120) }, Field { "language", &Enrolment::language, a_language() },
        Field { "device_id", &Enrolment::device_id, an_id() }, Field { "attempt", &Enrolment::attempt, an_id() },
        Field { "unlock_secret", &Enrolment::unlock_secret, text_of(auth::unlock_secret_length, auth::unlock_secret_length) } };
}
constexpr char const* name_of(Enrolment const*) { return "Enrolment"; }

/// What a phone has after enrolling; its token is in the cookie.
struct EnrolledPhone {
    std::string device_id;
    std::string person_id;
    std::string programme_id;
    std::string display_name;
    std::string epoch;
    std::string key_id;
    std::string public_key;
};
constexpr auto fields_of(EnrolledPhone const*)
{
    using P = EnrolledPhone;
    return std::tuple { Field { "device_id", &P::device_id, an_id() }, Field { "person_id", &P::person_id, an_id() },
        Field { "programme_id", &P::programme_id, a_code() }, Field { "display_name", &P::display_name, about_a_mother(text_of(1, 120)) },
        Field { "epoch", &P::epoch, text_of(1, 40) }, Field { "key_id", &P::key_id, text_of(1, 40) }, Field { "public_key", &P::public_key, text_of(1, 200) } };
}
constexpr char const* name_of(EnrolledPhone const*) { return "EnrolledPhone"; }

struct Groups {
    std::vector<programme::Group> groups;
    std::vector<programme::Region> regions; ///< of the programme
};
constexpr auto fields_of(Groups const*)
{
    return std::tuple { Field { "groups", &Groups::groups, nested() }, Field { "regions", &Groups::regions, nested() } };
}
constexpr char const* name_of(Groups const*) { return "Groups"; }

/// One group, and whether a mother's telephone can dial its contact.
struct GroupDetails {
    std::string group_id;
    std::string name;
    std::string town;
    std::string region;
    std::string host;
    std::int64_t phase = 1;
    std::string contact_name;
    std::string contact_phone;
    std::int64_t mothers = 0;
    std::string status;
    bool contact_can_be_called = false;
};
constexpr auto fields_of(GroupDetails const*)
{
    using G = GroupDetails;
    return std::tuple { Field { "group_id", &G::group_id, an_id() }, Field { "name", &G::name, text_of(1, 120) }, Field { "town", &G::town, text_of(0, 120) },
        Field { "region", &G::region, text_of(0, 40) }, Field { "host", &G::host, text_of(0, 120) }, Field { "phase", &G::phase, number_of(1, 4) },
        Field { "contact_name", &G::contact_name, text_of(0, 120) }, Field { "contact_phone", &G::contact_phone, text_of(0, 40) },
        Field { "mothers", &G::mothers, number_of(0, 100'000) }, Field { "status", &G::status, one_of(programme::group_statuses.codes) },
        Field { "contact_can_be_called", &G::contact_can_be_called, a_flag() } };
}
constexpr char const* name_of(GroupDetails const*) { return "GroupDetails"; }

/// Where a mother can move to: names only.
struct OtherGroup {
    std::string group_id;
    std::string name;
    std::string town;
};
constexpr auto fields_of(OtherGroup const*)
{
    return std::tuple { Field { "group_id", &OtherGroup::group_id, an_id() }, Field { "name", &OtherGroup::name, text_of(1, 120) },
        Field { "town", &OtherGroup::town, text_of(0, 120) } };
}
constexpr char const* name_of(OtherGroup const*) { return "OtherGroup"; }

struct OtherGroups {
    std::vector<OtherGroup> groups;
};
constexpr auto fields_of(OtherGroups const*) { return std::tuple { Field { "groups", &OtherGroups::groups, nested() } }; }
constexpr char const* name_of(OtherGroups const*) { return "OtherGroups"; }

struct AddedPerson {
    std::string person_id;
    std::string display_name;
};
constexpr auto fields_of(AddedPerson const*)
{
    return std::tuple { Field { "person_id", &AddedPerson::person_id, an_id() },
        Field { "display_name", &AddedPerson::display_name, about_a_mother(text_of(1, 80)) } };
}
constexpr char const* name_of(AddedPerson const*) { return "AddedPerson"; }

struct ListedMother {
    std::string person_id;
    std::string display_name;
    std::optional<std::string> phone;
    std::string language;
    std::string state;
    std::string joined_on;
    std::optional<std::string> left_on;
    std::optional<std::string> last_active_month;
    std::int64_t silent_months = 0;
    bool silent = false; ///< she is here, and it is time to ask how she is
    std::string phone_state;
    std::optional<OpenInvitation> invitation;
    std::optional<ListedMove> moved;
};
constexpr auto fields_of(ListedMother const*)
{
    using M = ListedMother;
    return std::tuple { Field { "person_id", &M::person_id, an_id() }, Field { "display_name", &M::display_name, about_a_mother(text_of(1, 120)) },
        Field { "phone", &M::phone, about_a_mother(text_of(0, 40)) }, Field { "language", &M::language, a_language() },
        Field { "state", &M::state, one_of("active left") }, Field { "joined_on", &M::joined_on, a_day() }, Field { "left_on", &M::left_on, a_day() },
        Field { "last_active_month", &M::last_active_month, a_month() }, Field { "silent_months", &M::silent_months, number_of(0, 10'000) },
        Field { "silent", &M::silent, a_flag() }, Field { "phone_state", &M::phone_state, one_of("none invited opened enrolled lost") },
        Field { "invitation", &M::invitation, nested() }, Field { "moved", &M::moved, nested() } };
}
constexpr char const* name_of(ListedMother const*) { return "ListedMother"; }

struct ListedMothers {
    std::vector<ListedMother> people;
};
constexpr auto fields_of(ListedMothers const*) { return std::tuple { Field { "people", &ListedMothers::people, nested() } }; }
constexpr char const* name_of(ListedMothers const*) { return "ListedMothers"; }

struct NewPerson {
    std::string display_name;
    std::optional<std::string> phone;
    std::optional<std::string> language;
    std::optional<std::string> joined_on;
    std::optional<std::string> person_id; ///< made by the page, so that asking twice adds one
    std::optional<bool> another;          ///< there is one of that name, and this is another
};
constexpr auto fields_of(NewPerson const*)
{
    return std::tuple { Field { "display_name", &NewPerson::display_name, about_a_mother(text_of(1, 80)) },
        Field { "phone", &NewPerson::phone, about_a_mother(text_of(0, 40)) }, Field { "language", &NewPerson::language, a_language() },
        Field { "joined_on", &NewPerson::joined_on, a_day() }, Field { "person_id", &NewPerson::person_id, an_id() },
        Field { "another", &NewPerson::another, a_flag() } };
}
constexpr char const* name_of(NewPerson const*) { return "NewPerson"; }

struct InvitationRequest {
    std::string purpose;
    std::optional<std::string> invitation_id; ///< made by the page, so that asking twice invites once
};
constexpr auto fields_of(InvitationRequest const*)
{
    return std::tuple { Field { "purpose", &InvitationRequest::purpose, one_of(purposes_for_a_mother) },
        Field { "invitation_id", &InvitationRequest::invitation_id, an_id() } };
}
constexpr char const* name_of(InvitationRequest const*) { return "InvitationRequest"; }

/// A phone of her own, for who leads a group. With her password: a page that was left open must not give a way in that lasts a year.
struct OwnPhoneRequest {
    std::string password;
    std::optional<std::string> invitation_id; ///< made by the page, so that asking twice invites once
};
constexpr auto fields_of(OwnPhoneRequest const*)
{
    return std::tuple { Field { "password", &OwnPhoneRequest::password, text_of(1, 200) },
        Field { "invitation_id", &OwnPhoneRequest::invitation_id, an_id() } };
}
constexpr char const* name_of(OwnPhoneRequest const*) { return "OwnPhoneRequest"; }

struct OwnPhones {
    std::int64_t phones = 0;                 ///< heard from and not shut out
    std::optional<std::string> phones_since; ///< the day on which the newest of them was enrolled
};
constexpr auto fields_of(OwnPhones const*)
{
    return std::tuple { Field { "phones", &OwnPhones::phones, number_of(0, 10'000) }, Field { "phones_since", &OwnPhones::phones_since, a_day() } };
}
constexpr char const* name_of(OwnPhones const*) { return "OwnPhones"; }

/// Shown once: the server keeps only a hash of what is in the link.
struct ReadyInvitation {
    std::string invitation_id;
    std::string link;
    std::optional<std::string> qr_svg; ///< where another phone could use the link, which needs https
    std::string message;               ///< in her language; ends with the link
    std::string last_day;
};
constexpr auto fields_of(ReadyInvitation const*)
{
    using I = ReadyInvitation;
    return std::tuple { Field { "invitation_id", &I::invitation_id, an_id() }, Field { "link", &I::link, text_of(1, 400) },
        Field { "qr_svg", &I::qr_svg, text_of(0, 100'000) }, Field { "message", &I::message, text_of(0, 1000) }, Field { "last_day", &I::last_day, a_day() } };
}
constexpr char const* name_of(ReadyInvitation const*) { return "ReadyInvitation"; }

/// Who changed a mother's days in the group, and what stood there before.
struct HistoryLine {
    std::string act;
    std::optional<std::string> was_starts_on;
    std::optional<std::string> was_ends_on;
    std::optional<std::string> starts_on;
    std::optional<std::string> ends_on;
    std::string changed_on;
    std::optional<std::string> changed_by_name;
};
constexpr auto fields_of(HistoryLine const*)
{
    using H = HistoryLine;
    return std::tuple { Field { "act", &H::act, one_of(role_acts.codes) }, Field { "was_starts_on", &H::was_starts_on, a_day() },
        Field { "was_ends_on", &H::was_ends_on, a_day() }, Field { "starts_on", &H::starts_on, a_day() }, Field { "ends_on", &H::ends_on, a_day() },
        Field { "changed_on", &H::changed_on, a_day() }, Field { "changed_by_name", &H::changed_by_name, text_of(1, 120) } };
}
constexpr char const* name_of(HistoryLine const*) { return "HistoryLine"; }

/// A phone that was enrolled for her, until it was shut out.
struct PhoneLine {
    std::string enrolled_on;
    std::optional<std::string> revoked_on;
    std::optional<std::string> invited_by_name;
};
constexpr auto fields_of(PhoneLine const*)
{
    return std::tuple { Field { "enrolled_on", &PhoneLine::enrolled_on, a_day() }, Field { "revoked_on", &PhoneLine::revoked_on, a_day() },
        Field { "invited_by_name", &PhoneLine::invited_by_name, text_of(1, 120) } };
}
constexpr char const* name_of(PhoneLine const*) { return "PhoneLine"; }

struct History {
    std::vector<HistoryLine> changes; ///< of this group, newest first
    std::vector<PhoneLine> phones;    ///< for the group she is in
};
constexpr auto fields_of(History const*)
{
    return std::tuple { Field { "changes", &History::changes, nested() }, Field { "phones", &History::phones, nested() } };
}
constexpr char const* name_of(History const*) { return "History"; }

struct Leaving {
    std::string left_on;
};
constexpr auto fields_of(Leaving const*) { return std::tuple { Field { "left_on", &Leaving::left_on, a_day() } }; }
constexpr char const* name_of(Leaving const*) { return "Leaving"; }

struct Returning {
    std::string returned_on;
};
constexpr auto fields_of(Returning const*) { return std::tuple { Field { "returned_on", &Returning::returned_on, a_day() } }; }
constexpr char const* name_of(Returning const*) { return "Returning"; }

struct MovedDay {
    std::string moved_on;
};
constexpr auto fields_of(MovedDay const*) { return std::tuple { Field { "moved_on", &MovedDay::moved_on, a_day() } }; }
constexpr char const* name_of(MovedDay const*) { return "MovedDay"; }

struct Moving {
    std::string to_group_id;
    std::string moved_on;
};
constexpr auto fields_of(Moving const*)
{
    return std::tuple { Field { "to_group_id", &Moving::to_group_id, an_id() }, Field { "moved_on", &Moving::moved_on, a_day() } };
}
constexpr char const* name_of(Moving const*) { return "Moving"; }

} // namespace bydel::people
