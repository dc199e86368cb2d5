// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands of `bydel` do. main.cpp reads the command line; these return the exit code and speak to the person at the terminal.
#pragma once
#include "app/demo.h"

namespace bydel::app {

int serve(Settings const& settings);
enum class Kind { real, practice };
int init(Settings const& settings, std::string const& programme_id, Kind kind);
int migrate(Settings const& settings);
/// Fills an empty data folder with the demo; on a filled one writes fresh demo logins only.
int demo(Settings const& settings, DemoSize size);
struct NewUser {
    std::string programme_id;
    std::string name;
    std::string email;
    std::string role;
    std::string group; ///< name or id, for roles in a group
};
/// The password is read from standard input.
int add_user(Settings const& settings, NewUser const& user);
int set_password(Settings const& settings, std::string const& programme_id, std::string const& email);
int rebuild(Settings const& settings);
/// Which day is believed, and what the clock says; `believe`: the clock's from now on.
enum class Believe { as_before, the_clock };
int tell_clock(Settings const& settings, Believe believe);
int back_up(Settings const& settings, std::string const& file);
int restore(Settings const& settings, std::string const& file);
int export_programme(Settings const& settings, std::string const& programme_id, std::string const& file);
int openapi();
int version();

} // namespace bydel::app
