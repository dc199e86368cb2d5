// SPDX-License-Identifier: AGPL-3.0-or-later
// The commands about groups, regions and who signs in at the office.
#include "app/with_product.h"
#include "base/id.h"
#include "base/text.h"
#include "people/people.h"
#include <fmt/core.h>
#include <iostream>

namespace bydel::app {

/// One change in a programme that is there.
template <class Work>
static int with_programme(Settings const& settings, std::string const& programme_id, Work work)
{
    return with_product(settings, [&](Product& product) -> Done {
        return journal::change(*product.database, { programme_id, "", product.clock.now() }, [&](db::Session& session, journal::Journal& journal) -> Done {
            if (!tenant::find(session, programme_id))
                return fail({ 404, "record.not_found", "programme", {}, "no programme " + programme_id + "; make it with: bydel init" });
            return work(product, session, journal);
        });
    });
}

static Result<std::string> find_group(db::Session& session, journal::Journal const& journal, std::string const& wanted)
{
    std::vector<std::string> found;
    for (auto const& group : programme::all_groups(session, journal.programme_id(), journal.today())) {
        if (group.group_id == wanted || group.name == wanted)
            found.push_back(group.group_id);
    }
    if (found.size() > 1)
        return fail({ 409, "record.not_found", "group", {}, "several groups are named " + wanted + "; say the id: " + join(found, ", ") });
    return found.empty() ? fail({ 404, "record.not_found", "group", {}, "no group named " + wanted }) : Result<std::string>(found.front());
}

static std::string ask_password()
{
    fmt::print(stderr, "Password (12 to 128 characters): ");
    std::string password;
    std::getline(std::cin, password);
    return password;
}

/// Where the role that was asked for is held.
static Result<people::Role> role_of(db::Session& session, journal::Journal const& journal, NewUser const& user)
{
    people::Role role { "", "", user.role, "programme", "", journal.today(), std::nullopt };
    auto const declared = slices().find_role(user.role);
    bool const in_group = declared && auth::fits(declared->held, "group"), in_region = declared && auth::fits(declared->held, "region");
    if ((!user.group.empty() && !in_group) || (!user.region.empty() && !in_region)) // a slip would give more than was meant
        return fail({ 422, "people.held_elsewhere", user.group.empty() ? "region" : "group" });
    if (in_group) {
        role.scope_kind = "group";
        role.scope_id = TRY(find_group(session, journal, user.group));
    } else if (!user.region.empty()) {
        role.scope_kind = "region";
        role.scope_id = user.region;
    }
    return role;
}

/// What to give her; it opens until the end of that day.
static void print_link(Settings const& settings, links::Made const& made)
{
    auto const origin = settings.origin.empty() ? "http://localhost:" + std::to_string(settings.port) : settings.origin;
    if (settings.origin.empty())
        fmt::print(stderr, "bydel: no --origin is set, so the link opens on this computer only\n");
    fmt::print(
        "{}/office#p={}\nShe chooses her password there, until the end of {}. The link is shown once.\n", origin, made.token, links::last_day_of(made.link));
}

int add_user(Settings const& settings, NewUser const& user)
{
    auto const password = user.asks_password ? ask_password() : "";
    std::optional<links::Made> link;
    auto code = with_programme(settings, user.programme_id, [&](Product& product, db::Session& session, journal::Journal& journal) -> Done {
        auto role = TRY(role_of(session, journal, user));
        role.person_id = TRY(people::add_person(session, journal, product.vault, { "", user.name })).person_id;
        TRY(people::add_role(session, journal, slices(), role));
        people::Account const account { user.programme_id, role.person_id, user.email, password };
        if (user.asks_password)
            return people::add_account(session, journal, product.vault, account);
        link = TRY(people::add_account_by_link(session, journal, product.vault, account));
        return {};
    });
    if (code == 0)
        fmt::print("{} can sign in at /office with {}\n", user.name, user.email);
    if (code == 0 && link)
        print_link(settings, *link);
    return code;
}

static Result<std::string> who_signs_in(Product& product, db::Session& session, std::string const& programme_id, std::string const& email)
{
    auto const who = people::person_with_email(session, product.vault, programme_id, email);
    return who ? Result<std::string>(*who) : fail({ 404, "record.not_found", "email", {}, "nobody signs in with " + email });
}

int set_password(Settings const& settings, std::string const& programme_id, std::string const& email)
{
    auto const password = ask_password();
    return with_programme(settings, programme_id, [&](Product& product, db::Session& session, journal::Journal& journal) -> Done {
        auto const who = TRY(who_signs_in(product, session, programme_id, email));
        return people::set_password(session, journal, who, TRY(people::hash_of_new(password)));
    });
}

int link_password(Settings const& settings, std::string const& programme_id, std::string const& email)
{
    std::optional<links::Made> link;
    auto const code = with_programme(settings, programme_id, [&](Product& product, db::Session& session, journal::Journal& journal) -> Done {
        link = TRY(people::link_to_new_password(session, journal, TRY(who_signs_in(product, session, programme_id, email))));
        return {};
    });
    if (code == 0)
        print_link(settings, *link);
    return code;
}

/// The one role of the office that she holds today, or that of the group that is named.
static Result<people::Role> role_held(db::Session& session, journal::Journal const& journal, std::string const& person_id, std::string const& group)
{
    auto const group_id = group.empty() ? std::string() : TRY(find_group(session, journal, group));
    std::vector<people::Role> held;
    for (auto const& role : people::roles_on(session, journal.programme_id(), person_id, journal.today())) {
        if (role.role != "mother" && (group_id.empty() || role.scope_id == group_id))
            held.push_back(role);
    }
    if (held.size() == 1)
        return held.front();
    return fail({ 422, "record.not_found", "email", {}, held.empty() ? "she holds no role there today" : "she holds several roles; say --group" });
}

int end_user_role(Settings const& settings, EndedRole const& ended)
{
    auto code = with_programme(settings, ended.programme_id, [&](Product& product, db::Session& session, journal::Journal& journal) -> Done {
        auto const role = TRY(role_held(session, journal, TRY(who_signs_in(product, session, ended.programme_id, ended.email)), ended.group));
        return people::end_role(session, journal, role, ended.until.empty() ? journal.today() : ended.until);
    });
    if (code == 0)
        fmt::print("{}: her last day in that role is {}\n", ended.email, ended.until.empty() ? "today" : ended.until);
    return code;
}

int add_deputy(Settings const& settings, NewDeputy const& deputy)
{
    auto code = with_programme(settings, deputy.programme_id, [&](Product& product, db::Session& session, journal::Journal& journal) -> Done {
        auto const who = people::person_with_email(session, product.vault, deputy.programme_id, deputy.email);
        auto const for_whom = people::person_with_email(session, product.vault, deputy.programme_id, deputy.for_email);
        if (!who || !for_whom)
            return fail({ 404, "record.not_found", who ? "for" : "email", {}, "nobody signs in with " + (who ? deputy.for_email : deputy.email) });
        auto const role = TRY(role_held(session, journal, *for_whom, deputy.group));
        TRY(people::add_deputy(session, journal, role, *who, deputy.from.empty() ? journal.today() : deputy.from, deputy.until));
        return {};
    });
    if (code == 0)
        fmt::print("{} is deputy until the end of {}\n", deputy.email, deputy.until);
    return code;
}

// --- groups and regions --------------------------------------------------------------------------------------------------------

int list_groups(Settings const& settings, GroupLine const& line)
{
    return with_programme(settings, line.programme_id, [&](Product&, db::Session& session, journal::Journal& journal) -> Done {
        if (!line.from.empty() && !is_day(line.from))
            return fail({ 422, "field.not_a_day", "from" });
        for (auto const& group : programme::all_groups(session, line.programme_id, line.from.empty() ? journal.today() : line.from))
            fmt::print("{}  {:<24} {:<20} {:<16} phase {}  {}\n", group.group_id, group.name, group.town, group.region, group.phase, group.status);
        return {};
    });
}

int add_group(Settings const& settings, GroupLine const& line)
{
    return with_programme(settings, line.programme_id, [&](Product&, db::Session& session, journal::Journal& journal) -> Done {
        programme::Group group;
        group.group_id = new_id(journal.now());
        group.name = line.group;
        group.town = line.town;
        group.region = line.region;
        group.host = line.host;
        TRY(programme::add_group(session, journal, group, line.from));
        fmt::print("{}  {}\n", group.group_id, group.name);
        return {};
    });
}

int change_group(Settings const& settings, GroupLine const& line)
{
    return with_programme(settings, line.programme_id, [&](Product&, db::Session& session, journal::Journal& journal) -> Done {
        auto const group_id = TRY(find_group(session, journal, line.group));
        if (line.field == "status" && line.value == "ended")
            return fail({ 422, "programme.ends_otherwise", "status" });
        return programme::change_group(session, journal, group_id, { line.field, line.from.empty() ? journal.today() : line.from, line.value });
    });
}

int end_group(Settings const& settings, GroupLine const& line)
{
    return with_programme(settings, line.programme_id, [&](Product&, db::Session& session, journal::Journal& journal) -> Done {
        auto const group_id = TRY(find_group(session, journal, line.group));
        std::vector<std::string> successors;
        for (auto const& name : line.into)
            successors.push_back(TRY(find_group(session, journal, name)));
        return people::end_group(session, journal, group_id, line.from.empty() ? journal.today() : line.from, successors);
    });
}

int add_region(Settings const& settings, GroupLine const& line)
{
    return with_programme(settings, line.programme_id, [&](Product&, db::Session& session, journal::Journal& journal) {
        return programme::add_region(session, journal, { line.region, line.value });
    });
}

} // namespace bydel::app
