// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests only: who leads a group, her password, her roles, and her phone with what it holds.
#pragma once
#include "app/test_cast.h"
#include "people/unlock.h"

namespace bydel::test::own_phone {

using namespace people;

inline std::string const secret = auth::hash_token("hers"), password = "a long password";
inline Json object(std::initializer_list<Json::Member> members) { return Json::object(members); }

inline void give_password(Cast& cast, std::string const& person_id, std::string const& email)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_account(session, journal, cast.product->vault, { "dk", person_id, email, password });
    }));
}
inline void give_role(Cast& cast, std::string const& person_id, std::string const& role, std::string const& group_id, std::string const& from = "2026-01-01",
    std::optional<std::string> const& until = {})
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal& journal) {
        return add_role(session, journal, app::slices(), { "", person_id, role, "group", group_id, from, until });
    }));
}
inline void end_roles(Cast& cast, std::string const& person_id, std::string const& day)
{
    MUST(cast.change("dk", [&](db::Session& session, journal::Journal&) -> Done {
        for (auto const& role : roles_of(session, "dk", person_id))
            TRY(store::end_role(session, "dk", role.id, day));
        return {};
    }));
}

/// A phone of hers, with what it has: as the page of docs/sync.md does it.
struct Phone {
    Cast& cast;
    Who who;
    std::string epoch = {};
    Json cursor { Json::Object() };
    std::map<std::string, std::string> scopes = {}; ///< all that it holds of each, as text
    std::map<std::string, std::string> until = {};
    std::vector<std::string> snapshots = {}; ///< of the last pull

    Answer pull(std::string const& said = secret)
    {
        auto const body = object({ { "epoch", epoch }, { "cursor", cursor } }).dump();
        auto answer = cast.send_text(who, post, "/api/sync/pull", body, { { std::string(people::unlock_header), said } });
        if (answer.status != 200)
            return answer;
        epoch = answer.body.text("epoch");
        snapshots.clear();
        for (auto const& scope : *answer.body["forget"].as_array()) {
            scopes.erase(*scope.as_string());
            until.erase(*scope.as_string());
        }
        Json kept { Json::Object() };
        for (auto const& [name, position] : *cursor.as_object()) {
            if (scopes.contains(name))
                kept.set(name, position);
        }
        for (auto const& scope : *answer.body["scopes"].as_array()) {
            auto const name = scope.text("scope");
            kept.set(name, scope["position"]);
            if (scope.text("kind") == "snapshot") {
                scopes[name] = scope["records"].dump();
                snapshots.push_back(name);
            }
            if (!scope["until"].is_null())
                until[name] = scope.text("until");
        }
        cursor = kept;
        return answer;
    }
    /// The scopes of groups that she leads.
    std::set<std::string> led() const
    {
        std::set<std::string> all;
        for (auto const& [name, records] : scopes) {
            if (name.starts_with("led:") || name.starts_with("mothers:") || name.starts_with("worries:"))
                all.insert(name);
        }
        return all;
    }
    std::string held() const
    {
        std::string all;
        for (auto const& [name, records] : scopes)
            all += records;
        return all;
    }
    bool holds(std::string_view text) const { return held().find(text) != std::string::npos; }
};

inline Phone enrolled(Cast& cast, std::string const& link, std::optional<std::string> const& unlock_secret = secret)
{
    auto body = object({ { "token", link.substr(link.find("#i=") + 3) }, { "language", "en" } });
    if (unlock_secret)
        body.set("unlock_secret", *unlock_secret);
    auto answer = cast.post({}, "/api/enrol", body);
    REQUIRE(answer.status == 201);
    auto cookie = answer.header("Set-Cookie");
    return { cast, { cookie.substr(0, cookie.find(';')), answer.body.text("device_id") } };
}
inline std::string own_link(Cast& cast, std::string const& person_id)
{
    auto answer = cast.post(cast.office(person_id), "/api/me/phones", object({ { "password", password } }));
    REQUIRE(answer.status == 201);
    return answer.body.text("link");
}
inline Phone own_phone_of(Cast& cast, std::string const& person_id)
{
    give_password(cast, person_id, person_id + "@example.org");
    return enrolled(cast, own_link(cast, person_id));
}
inline std::set<std::string> scopes_of(std::string const& group_id) { return { "led:" + group_id, "mothers:" + group_id, "worries:" + group_id }; }

inline std::string raise(Cast& cast, std::string const& person_id, int number)
{
    auto phone = cast.phone(person_id);
    REQUIRE(cast.push(phone, cast.sealed(phone.device_id, "concern", object({ { "raised_on", today } }), id_of(number))).contains("stored"));
    return id_of(number);
}

} // namespace bydel::test::own_phone
