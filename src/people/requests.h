// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of people take and give. Not for other folders.
#pragma once
#include "people/people.h"
#include "platform/auth/locked.h"

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

struct Me {
    std::string person_id;
    std::string display_name;
    std::string language;
    programme::Programme programme;
    std::vector<MyRole> roles;
    std::string today;
};
constexpr auto fields_of(Me const*)
{
    return std::tuple { Field { "person_id", &Me::person_id, an_id() }, Field { "display_name", &Me::display_name, text_of(1, 120) },
        Field { "language", &Me::language, a_language() }, Field { "programme", &Me::programme, nested() }, Field { "roles", &Me::roles, nested() },
        Field { "today", &Me::today, a_day() } };
}
constexpr char const* name_of(Me const*) { return "Me"; }

struct ChosenLanguage {
    std::string language;
};
constexpr auto fields_of(ChosenLanguage const*) { return std::tuple { Field { "language", &ChosenLanguage::language, a_language() } }; }
constexpr char const* name_of(ChosenLanguage const*) { return "ChosenLanguage"; }

struct InvitationToken {
    std::string token;
    std::optional<std::string> attempt; ///< of the page that may have used it
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
    std::optional<std::string> invitation_id;
};
constexpr auto fields_of(InvitationRequest const*)
{
    return std::tuple { Field { "purpose", &InvitationRequest::purpose, a_code() }, Field { "invitation_id", &InvitationRequest::invitation_id, an_id() } };
}
constexpr char const* name_of(InvitationRequest const*) { return "InvitationRequest"; }

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
