// SPDX-License-Identifier: AGPL-3.0-or-later
// Generated logins of the demo: never the same twice, never in the source.
#include "app/demo.h"
#include "base/text.h"
#include "people/people.h"
#include <algorithm>

namespace bydel::app {

static DemoLogin known_before(Json const& earlier, std::string const& email)
{
    if (auto const* logins = earlier["logins"].as_array()) {
        for (auto const& login : *logins) {
            if (login.text("email") == email)
                return { login.text("programme_id"), login.text("role"), login.text("group"), email, login.text("password"), "" };
        }
    }
    return {};
}

/// "Aalborg East 2" -> "aalborg-east-2": only what every mail program takes.
static std::string mail_word(std::string const& name)
{
    std::string word;
    for (char c : lower_ascii(join(split(name, ' '), "-"))) {
        if (static_cast<unsigned char>(c) < 0x80)
            word += c;
        else if (static_cast<unsigned char>(c) >= 0xc0) // one letter for each letter that is not ASCII
            word += 'o';
    }
    return word;
}

static Result<DemoLogin> office_login(
    Product& product, Json const& earlier, std::string const& programme_id, people::Role const& role, std::string const& group)
{
    auto name = role.scope_kind == "programme" ? std::string("national") : role.scope_kind == "region" ? role.scope_id : group;
    auto email = mail_word(name) + "." + programme_id;
    email += "@demo.bydel.invalid";
    if (auto known = known_before(earlier, email); !known.password.empty())
        return known;
    DemoLogin login { programme_id, role.role, group, email, auth::new_token().substr(0, 14), "" };
    auto done = journal::change(*product.database, { programme_id, "", product.clock.now() }, [&](db::Session& session, journal::Journal& journal) {
        return people::add_account(session, journal, product.vault, { programme_id, role.person_id, email, login.password });
    });
    if (!done && done.error().key == "record.exists")
        done = journal::change(*product.database, { programme_id, "", product.clock.now() }, [&](db::Session& session, journal::Journal& journal) -> Done {
            return people::set_password(session, journal, role.person_id, TRY(people::hash_of_new(login.password)));
        });
    if (!done)
        return fail(std::move(done).error());
    return login;
}

static Result<DemoLogin> mother_link(
    Product& product, std::string const& programme_id, programme::Group const& group, std::string const& person_id, std::string const& origin)
{
    auto invitation = TRY(journal::change(*product.database, { programme_id, "", product.clock.now() },
        [&](db::Session& session, journal::Journal& journal) { return people::invite(session, journal, person_id, "enrol"); }));
    return DemoLogin { programme_id, "mother", group.name, "", "", origin + "/#i=" + invitation.token };
}

Result<std::vector<DemoLogin>> demo_logins(Product& product, Json const& earlier, std::string const& origin)
{
    std::vector<DemoLogin> logins;
    auto programmes = product.database->read([](db::Session& session) { return tenant::all(session); });
    for (auto const& programme : programmes) {
        auto const& id = programme.programme_id;
        auto const now = product.clock.now();
        auto groups = product.database->read([&](db::Session& session) { return programme::all_groups(session, id, tenant::day_in(session, id, now)); });
        auto office = product.database->read([&](db::Session& session) { return people::office_roles(session, id); });
        for (auto const& role : office) {
            auto group = std::find_if(groups.begin(), groups.end(), [&](programme::Group const& one) { return one.group_id == role.scope_id; });
            bool first_three = group == groups.end() || group - groups.begin() < 3;
            if (first_three)
                logins.push_back(TRY(office_login(product, earlier, id, role, group == groups.end() ? "" : group->name)));
        }
        auto members
            = product.database->read([&](db::Session& session) { return people::members_of(session, product.vault, id, groups.front().group_id, now); });
        for (auto const& member : members) {
            if (!member.left_on) {
                logins.push_back(TRY(mother_link(product, id, groups.front(), member.person.person_id, origin)));
                break;
            }
        }
    }
    return logins;
}

Json as_json(std::vector<DemoLogin> const& logins)
{
    Json::Array list;
    for (auto const& login : logins) {
        auto json = Json::object({ { "programme_id", login.programme_id }, { "role", login.role }, { "group", login.group } });
        if (login.link.empty()) {
            json.set("email", login.email);
            json.set("password", login.password);
        } else {
            json.set("link", login.link);
        }
        list.push_back(std::move(json));
    }
    return Json::object({ { "logins", Json(std::move(list)) } });
}

} // namespace bydel::app
