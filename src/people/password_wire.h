// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of choosing a password take and give. Not for other folders.
#pragma once
#include "base/fields.h"

namespace bydel::people {

/// The link by which who signs in at the office chooses her password.
struct PasswordToken {
    std::string token;
};
constexpr auto fields_of(PasswordToken const*) { return std::tuple { Field { "token", &PasswordToken::token, text_of(1, 120) } }; }
constexpr char const* name_of(PasswordToken const*) { return "PasswordToken"; }

/// Whose password it will be: shown to who holds the link, so that she sees that it is hers.
struct CheckedPasswordLink {
    std::string display_name;
    std::string email;
    std::string programme_name;
    std::string purpose;
};
constexpr auto fields_of(CheckedPasswordLink const*)
{
    using L = CheckedPasswordLink;
    return std::tuple { Field { "display_name", &L::display_name, text_of(1, 120) }, Field { "email", &L::email, text_of(3, 254) },
        Field { "programme_name", &L::programme_name, text_of(1, 120) }, Field { "purpose", &L::purpose, one_of("first_password new_password") } };
}
constexpr char const* name_of(CheckedPasswordLink const*) { return "CheckedPasswordLink"; }

struct ChosenPassword {
    std::string token;
    std::string password;
};
constexpr auto fields_of(ChosenPassword const*)
{
    return std::tuple { Field { "token", &ChosenPassword::token, text_of(1, 120) }, Field { "password", &ChosenPassword::password, text_of(1, 200) } };
}
constexpr char const* name_of(ChosenPassword const*) { return "ChosenPassword"; }

} // namespace bydel::people
