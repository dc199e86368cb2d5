// SPDX-License-Identifier: AGPL-3.0-or-later
// Persons and their dated roles in a scope: mothers, coordinators, the secretariat. Also how they come in: accounts and sessions of the
// office, invitations and phones of mothers. Never the women who are helped: they have no person here.
#pragma once
#include "base/fields.h"
#include "platform/auth/actor.h"
#include "platform/auth/secrets.h"
#include "platform/links/links.h"
#include "programme/programme.h"
#include <array>

namespace bydel::people {

struct Person {
    std::string person_id;
    std::string display_name;
    std::optional<std::string> phone = {};
    std::string language = "en";
    std::int64_t revision = 1;
    std::int64_t created_at = 0; ///< midnight
};
/// In the order of the table's columns after programme_id.
constexpr auto fields_of(Person const*)
{
    using P = Person;
    return std::tuple { Field { "id", &P::person_id, an_id() }, Field { "display_name", &P::display_name, encrypted(about_a_mother(text_of(1, 80))) },
        Field { "phone", &P::phone, encrypted(about_a_mother(text_of(0, 40))) }, Field { "language", &P::language, a_language() },
        Field { "created_at", &P::created_at, a_moment() }, Field { "revision", &P::revision, number_of(1, 1'000'000) } };
}

inline constexpr db::List scope_kinds { "scope_kind", "programme region group" };
/// Links that enrol a phone. `own_phone`: by herself and with her password, so that it shows what she leads. The others a coordinator makes for a mother.
inline constexpr std::array phone_links { links::Purpose { "enrol", 7 }, links::Purpose { "forgotten_pin", 7 }, links::Purpose { "own_phone", 7 } };
inline constexpr std::string_view phone_purposes = "enrol forgotten_pin own_phone", purposes_for_a_mother = "enrol forgotten_pin", own_phone = "own_phone";
/// Links by which who signs in at the office chooses her password: her first one, or another.
inline constexpr std::array password_links { links::Purpose { "first_password", 7 }, links::Purpose { "new_password", 1 } };
inline constexpr db::List role_acts { "act", "joined left moved returned corrected taken_back" };

/// A role held in a scope for a period. `ends_on` is the last day. A deputy holds it for another, whose role `deputy_for` is.
struct Role {
    std::string id;
    std::string person_id;
    std::string role;
    std::string scope_kind; ///< of scope_kinds
    std::string scope_id;   ///< a group's id, a region's code, or empty
    std::string starts_on;
    std::optional<std::string> ends_on;
    std::optional<std::string> deputy_for = {};
};

struct OpenInvitation {
    std::string invitation_id;
    std::string purpose;
    std::string last_day;
};
constexpr auto fields_of(OpenInvitation const*)
{
    using I = OpenInvitation;
    return std::tuple { Field { "invitation_id", &I::invitation_id, an_id() }, Field { "purpose", &I::purpose, one_of(phone_purposes) },
        Field { "last_day", &I::last_day, a_day() } };
}
constexpr char const* name_of(OpenInvitation const*) { return "OpenInvitation"; }

/// Her latest change of group, as one of the two groups sees it.
struct ListedMove {
    std::string from_group_id;
    std::string from_group;
    std::string to_group_id;
    std::string to_group;
    std::string moved_on;
    bool can_correct = false;
};
constexpr auto fields_of(ListedMove const*)
{
    using M = ListedMove;
    return std::tuple { Field { "from_group_id", &M::from_group_id, an_id() }, Field { "from_group", &M::from_group, text_of(0, 120) },
        Field { "to_group_id", &M::to_group_id, an_id() }, Field { "to_group", &M::to_group, text_of(0, 120) }, Field { "moved_on", &M::moved_on, a_day() },
        Field { "can_correct", &M::can_correct, a_flag() } };
}
constexpr char const* name_of(ListedMove const*) { return "ListedMove"; }

/// A mother as her coordinator sees her.
struct Member {
    Person person;
    std::string role_id;
    std::string joined_on;
    std::optional<std::string> left_on;
    std::string phone_state; ///< none, invited, opened (its link, but nothing was heard from it yet), enrolled, lost
    std::optional<OpenInvitation> invitation;
    std::optional<ListedMove> moved; ///< to this group or from it
};

// --- what others may ask ----------------------------------------------------------------------------------------------------

std::optional<Person> find_person(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& person_id);
/// Names of several people, each looked up once.
class Names {
public:
    Names(db::Session& session, auth::Vault const& vault, std::string const& programme_id)
        : session_(session)
        , vault_(vault)
        , programme_id_(programme_id)
    {
    }
    /// Nothing for nobody, and for one who is not there.
    std::optional<std::string> const& of(std::optional<std::string> const& person_id);

private:
    db::Session& session_;
    auth::Vault const& vault_;
    std::string programme_id_;
    std::map<std::string, std::optional<std::string>> known_;
};

std::vector<Role> roles_of(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// Those she holds on that day. A deputy's ends with the role that she holds for another, where that is sooner.
std::vector<Role> roles_on(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day);
/// The group in which she was a mother on that day; the one she joined last where there are two.
std::optional<std::string> group_on(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day);
/// The group she was last a mother in, or empty: one who was never a mother.
std::string latest_group(db::Session& session, std::string const& programme_id, std::string const& person_id);
/// Who signs in with that address.
std::optional<std::string> person_with_email(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& email);
/// Her last day in any group lies before `today`.
bool has_left(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& today);
/// Mothers who have or had the role in that group, by name. Those erased are not there.
std::vector<Member> members_of(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& group_id, Milliseconds now);
/// Roles of the office that have not ended: secretariat first, then by scope.
std::vector<Role> office_roles(db::Session& session, std::string const& programme_id);
/// Was or is she a mother in that group?
bool belongs_to(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& group_id);
std::int64_t count_mothers(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& day);

// --- changes ----------------------------------------------------------------------------------------------------------------

Result<Person> add_person(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Person person);
Done change_person(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Person const& person);
/// Of the roles that the slices declare, where such a role is held. Problem field.unknown_code.
Result<Role> add_role(db::Session& session, journal::Journal& journal, Slices const& slices, Role role);
/// What `role` lets do, `deputy` may do from one day until another; both within the role's own days. Problems people.own_deputy, people.deputy_days.
Result<Role> add_deputy(
    db::Session& session, journal::Journal& journal, Role const& role, std::string const& deputy, std::string const& starts_on, std::string const& ends_on);
/// Her last day in a role of the office is `ends_on`. Problem people.role_days where that lies before it began.
Done end_role(db::Session& session, journal::Journal& journal, Role const& role, std::string const& ends_on);
/// From `starts_on` she is a mother in the group. Problem programme.group_ended.
Result<Role> become_mother(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& group_id, std::string const& starts_on);
/// Her last day in the group is `left_on`. Said once more, it changes nothing.
Done leave_group(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& group_id, std::string const& left_on);
/// From `moved_on` she is in the other group; conversations held before stay where they were (law 8, 9).
Done move_to_group(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& from_group, std::string const& to_group,
    std::string const& moved_on);
/// `day` is the first without the group. Its mothers are in the one group that goes on with it, or leave where none does; what was counted stays with
/// the group of its day. Problem people.group_has_mothers where several go on: who goes where, a person says first.
Done end_group(
    db::Session& session, journal::Journal& journal, std::string const& group_id, std::string const& day, std::vector<std::string> const& successors);
/// What the office corrects, about whom, in which group.
struct Correcting {
    http::Services& services;
    db::Session& session;
    journal::Journal& journal;
    std::string const& person_id;
    std::string const& group_id;
};
/// A correction says that what stood there never was so: what was stamped from those days follows (docs/decisions/0006), and what was
/// corrected is kept in the history. No day: leaving or moving is taken back.
Done correct_joining(Correcting const& correcting, std::string const& joined_on);
Done correct_leaving(Correcting const& correcting, std::optional<std::string> const& left_on);
/// By the group she is in, or for thirty days by the one she was moved from.
Done correct_move(Correcting const& correcting, std::optional<std::string> const& moved_on);
/// She who left is in the group again from that day: the same person, the same phone.
Done return_to_group(Correcting const& correcting, std::string const& returned_on);

struct RoleChange {
    std::string id;
    std::string person_id;
    std::string role_id;
    std::string group_id;
    std::string act;                          ///< of role_acts
    std::optional<std::string> was_starts_on; ///< empty: the role was not there
    std::optional<std::string> was_ends_on;
    std::optional<std::string> starts_on; ///< empty: the role is no more
    std::optional<std::string> ends_on;
    std::optional<std::string> changed_by;
    Milliseconds changed_at = 0; ///< read back as midnight of the day
};
Done remember_role(
    db::Session& session, journal::Journal& journal, std::string const& act, std::optional<Role> const& before, std::optional<Role> const& after);

/// Removes person, roles, phones and account, and takes her out of what she made, as the slices' tables say (law 15). Problem 404.
Done erase_person(db::Session& session, journal::Journal& journal, Slices const& slices, std::string const& person_id);
Done revoke_phones(db::Session& session, journal::Journal& journal, std::string const& person_id);

struct Account {
    std::string programme_id;
    std::string person_id;
    std::string email;
    std::string password;
};
/// An e-mail address as it is kept and looked for.
std::string address_of(std::string_view typed);
Done add_account(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Account const& account);
/// An account whose password nobody knows yet: she chooses it by the link (`first_password`).
Result<links::Made> add_account_by_link(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Account account);
/// What is kept of it, where it can be one.
Result<std::string> hash_of_new(std::string const& password);
/// Who knew the old one is out: sessions end, her open links are of no use, and phones that it enrolled show no group any more.
Done set_password(db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& password_hash);
/// A link by which she chooses another one; it opens instead of those before it. Problem record.not_found where she has no account.
Result<links::Made> link_to_new_password(db::Session& session, journal::Journal& journal, std::string const& person_id);
/// The address with which she signs in, where she has an account.
Result<std::optional<std::string>> email_of(db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& person_id);

struct Invitation {
    std::string invitation_id;
    std::string token; ///< shown once
    std::string purpose;
    std::string last_day; ///< it opens until the end of that day
};
/// Revokes earlier ones. `purpose`: of `phone_links`; who may ask for which is the routes'. Asked again with the same id it is the same invitation, with a new
/// link, because the first one was stored hashed only. Problem people.left_cannot_invite: only a forgotten PIN is mended after she has left; record.exists
/// where that id is another's or for another purpose.
Result<Invitation> invite(
    db::Session& session, journal::Journal& journal, std::string const& person_id, std::string const& purpose, std::string const& invitation_id = "");

/// Somebody on the phone that asks: she who is invited, or one whom the server does not know.
struct DeviceHere {
    std::string device_id;
    std::string whose;
};
constexpr auto fields_of(DeviceHere const*)
{
    return std::tuple { Field { "device_id", &DeviceHere::device_id, an_id() }, Field { "whose", &DeviceHere::whose, one_of("hers unknown") } };
}
constexpr char const* name_of(DeviceHere const*) { return "DeviceHere"; }

struct CheckedInvitation {
    std::string display_name;
    std::string programme_name;
    std::string group_name;
    std::vector<std::string> languages;
    std::string purpose;
    std::vector<DeviceHere> devices = {}; ///< of those that the page named
};
constexpr auto fields_of(CheckedInvitation const*)
{
    return std::tuple { Field { "display_name", &CheckedInvitation::display_name, text_of(1, 120) },
        Field { "programme_name", &CheckedInvitation::programme_name, text_of(1, 120) },
        Field { "group_name", &CheckedInvitation::group_name, text_of(0, 120) },
        Field { "languages", &CheckedInvitation::languages, Traits { Kind::language, 0, 100 } },
        Field { "purpose", &CheckedInvitation::purpose, one_of(phone_purposes) }, Field { "devices", &CheckedInvitation::devices, nested() } };
}
constexpr char const* name_of(CheckedInvitation const*) { return "CheckedInvitation"; }
/// Looks at an invitation without consuming it. `attempt` as in Attempt.
Result<CheckedInvitation> check_invitation(
    db::Session& session, auth::Vault const& vault, std::string const& programme_id, std::string const& token, std::string const& attempt, Milliseconds now);

struct Enrolled {
    std::string device_id;
    std::string token;
    Person person;
};
/// One try of a page to make a phone hers. `attempt` is made by the page and stays the same while it tries.
struct Attempt {
    std::string token;
    std::string language;
    std::string old_device_id = {};
    std::string attempt = {};
};
/// Consumes the invitation. The same attempt is answered again on that day and the next, as long as nothing was heard from the phone that it made:
/// the same device, with a new token. Problems invitation.unknown / used / expired / revoked.
Result<Enrolled> enrol(db::Session& session, journal::Journal& journal, auth::Vault const& vault, Attempt const& asked);

// --- the gate ---------------------------------------------------------------------------------------------------------------

/// Her roles on that day, a region's in each of its groups too.
std::vector<auth::Grant> grants_on(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day);
/// Her roles of that day in a group, but a mother's: what a phone that she enrolled herself may show. A region's groups are not led by who has the region.
std::vector<auth::Grant> led_groups(db::Session& session, std::string const& programme_id, std::string const& person_id, std::string const& day);

/// Who sends this request: a phone by its device cookie, or an office session.
Result<auth::Actor> authenticate(http::Services& services, http::Request const& request);

Slice slice();

} // namespace bydel::people
