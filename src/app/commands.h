// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands of `bydel` do. main.cpp reads the command line; these return the exit code and speak to the person at the terminal.
#pragma once
#include "app/demo.h"

namespace bydel::app {

int serve(Settings const& settings);
/// `kind`: of tenant::kinds.
int init(Settings const& settings, std::string const& programme_id, std::string const& kind);
/// `distribute`: each table gets its place on the nodes of Citus (docs/scale.md); once they have, so do new ones by themselves.
int migrate(Settings const& settings, bool distribute);
/// Every row of the database into another one, of whatever engine; the server stands still meanwhile.
int move_to(Settings const& settings, std::string const& where);
/// Fills an empty data folder with the demo; on a filled one writes fresh demo logins only.
int demo(Settings const& settings, DemoSize size);
struct NewUser {
    std::string programme_id;
    std::string name;
    std::string email;
    std::string role;
    std::string group;  ///< name or id, for roles in a group
    std::string region; ///< its code, for roles in a region; empty: in all of them
    bool asks_password = false;
};
/// Prints the link by which she chooses her password; or it is read from standard input.
int add_user(Settings const& settings, NewUser const& user);
int set_password(Settings const& settings, std::string const& programme_id, std::string const& email);
/// Prints a link by which she chooses another one.
int link_password(Settings const& settings, std::string const& programme_id, std::string const& email);
/// By the addresses with which both sign in.
struct NewDeputy {
    std::string programme_id;
    std::string email;
    std::string for_email;
    std::string group; ///< name or id, where the other has more than one role
    std::string from;  ///< today where none is said
    std::string until;
};
int add_deputy(Settings const& settings, NewDeputy const& deputy);
struct EndedRole {
    std::string programme_id;
    std::string email;
    std::string group; ///< name or id, where she has more than one role
    std::string until; ///< her last day; today where none is said
};
int end_user_role(Settings const& settings, EndedRole const& ended);

/// What is said of a group on the command line; `group`, `into`: names or ids.
struct GroupLine {
    std::string programme_id = "dk";
    std::string group;
    std::string town;
    std::string region;
    std::string host;
    std::string from; ///< today where none is said
    std::string field;
    std::string value;
    std::vector<std::string> into;
};
int list_groups(Settings const& settings, GroupLine const& line);
int add_group(Settings const& settings, GroupLine const& line);
int change_group(Settings const& settings, GroupLine const& line);
int end_group(Settings const& settings, GroupLine const& line);
int add_region(Settings const& settings, GroupLine const& line);
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
