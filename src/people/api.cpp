// SPDX-License-Identifier: AGPL-3.0-or-later
// The office's routes about people. Signing in and enrolling are in access_api.cpp.
#include "base/id.h"
#include "base/text.h"
#include "people/access.h"
#include "people/requests.h"
#include "people/store.h"
#include <qrcodegen/qrcodegen.hpp>

namespace bydel::people {

using http::Context;
using http::Method;
using http::Reply;
using http::Uses;

static Result<Reply> list_groups(Context&);
static Result<Reply> get_group(Context&);
static Result<Reply> list_other_groups(Context&);
static Result<Reply> create_person(Context&);
static Result<Reply> update_person(Context&);
static Result<Reply> create_invitation(Context&);
static Result<Reply> revoke_invitation(Context&);
static Result<Reply> report_lost_phone(Context&);
static Result<Reply> leave(Context&);
static Result<Reply> move(Context&);
static Result<Reply> erase(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { post, "/api/login",         http::anyone("this is where one signs in"),     log_in,       "Sign in with e-mail and password",     Uses::own,    shape_of<Login>(), shape_of<Me>() },
        { get,  "/api/login",         http::anyone("no one has signed in yet"),         get_door,     "What the sign-in page may say: the programme, where there is one only", Uses::reads },
        { post, "/api/logout",        http::anyone("harmless when signed out"),       log_out,      "Sign out",                             Uses::own },
        { get,  "/api/me",            http::anywhere("people.me"),                    get_me,       "Who I am, my roles and programme",     Uses::reads,  {}, shape_of<Me>() },
        { post, "/api/me/language",   http::anywhere("people.me"),                    set_language, "Choose my language",                   Uses::writes, shape_of<ChosenLanguage>() },
        { post, "/api/enrol/check",   http::anyone("the invitation is the key"),      check_enrol,  "Look at an invitation; consumes nothing", Uses::own, shape_of<InvitationToken>(), shape_of<CheckedInvitation>() },
        { post, "/api/enrol",         http::anyone("the invitation is the key"),      post_enrol,   "Enrol this phone; one use",            Uses::own,    shape_of<Enrolment>() },
        { post, "/api/sync/leave",    http::anywhere("sync.push"),                    leave_phone,  "She was taken off this phone: it is shut out", Uses::writes },

        { get,  "/api/groups",                                                    http::anywhere("programme.group.read"), list_groups,       "The groups I may see",              Uses::reads },
        { get,  "/api/groups/{group_id}",                                         http::in_group("programme.group.read"), get_group,         "One group",                         Uses::reads,  {}, shape_of<programme::Group>() },
        { get,  "/api/groups/{group_id}/other_groups",                            http::in_group("people.role.change"),   list_other_groups, "Where a mother can move to: names only", Uses::reads },
        { post, "/api/groups/{group_id}/people",                                  http::in_group("people.person.create"), create_person,     "Add a mother",                      Uses::writes, shape_of<NewPerson>() },
        { put,  "/api/groups/{group_id}/people/{person_id}",                      http::in_group("people.person.update"), update_person,     "Change a mother's name, phone or language", Uses::writes, shape_of<NewPerson>() },
        { post, "/api/groups/{group_id}/people/{person_id}/invitation",           http::in_group("people.person.invite"), create_invitation, "Invite: a link that is shown once", Uses::writes, shape_of<InvitationRequest>() },
        { post, "/api/groups/{group_id}/people/{person_id}/invitation/revoke",    http::in_group("people.person.invite"), revoke_invitation, "Make her open invitation useless",  Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/lost_phone",           http::in_group("people.person.invite"), report_lost_phone, "Shut her phones out",               Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/leave",                http::in_group("people.role.change"),   leave,             "She leaves the group",              Uses::writes, shape_of<Leaving>() },
        { post, "/api/groups/{group_id}/people/{person_id}/move",                 http::in_group("people.role.change"),   move,              "She changes group",                 Uses::writes, shape_of<Moving>() },
        { post, "/api/groups/{group_id}/people/{person_id}/erase",                http::in_group("people.person.erase"),  erase,             "Erase her; her conversations stay counted", Uses::writes },
    };
    // clang-format on
}

static Result<std::string> member_in_path(Context& context)
{
    auto const& person_id = context.in_path("person_id");
    if (!belongs_to(context.session(), context.programme_id(), person_id, context.in_path("group_id")))
        return fail({ 404, "people.not_in_group" });
    return person_id;
}

/// For writes about a mother who has since moved: only the group she is (or was last) in decides.
static Result<std::string> own_member_in_path(Context& context)
{
    auto person_id = TRY(member_in_path(context));
    if (latest_group(context.session(), context.programme_id(), person_id) != context.in_path("group_id"))
        return fail({ 409, "people.already_left" });
    return person_id;
}

static Reply done() { return { 200, Json(Json::Object()) }; }

static programme::Group with_mothers(Context& context, programme::Group group)
{
    group.mothers = count_mothers(context.session(), context.programme_id(), group.group_id, context.today());
    return group;
}

static Result<Reply> list_groups(Context& context)
{
    Json::Array groups;
    for (auto const& group : programme::all_groups(context.session(), context.programme_id())) {
        if (allows(context.actor, "programme.group.read", http::in_group("programme.group.read"), group.group_id))
            groups.push_back(to_json(with_mothers(context, group)));
    }
    return Reply { 200, Json::object({ { "groups", Json(std::move(groups)) } }) };
}

static Result<Reply> get_group(Context& context)
{
    auto group = programme::find_group(context.session(), context.programme_id(), context.in_path("group_id"));
    return group ? Result<Reply>(Reply { 200, to_json(with_mothers(context, *group)) }) : fail(not_found());
}

static Result<Reply> list_other_groups(Context& context)
{
    Json::Array groups;
    for (auto const& group : programme::all_groups(context.session(), context.programme_id())) {
        if (group.group_id != context.in_path("group_id"))
            groups.push_back(Json::object({ { "group_id", group.group_id }, { "name", group.name }, { "town", group.town } }));
    }
    return Reply { 200, Json::object({ { "groups", Json(std::move(groups)) } }) };
}

static Result<Reply> create_person(Context& context)
{
    auto asked = TRY(from_json<NewPerson>(context.body));
    auto joined_on = asked.joined_on.value_or(context.today());
    if (joined_on > add_days(context.today(), 1))
        return fail({ 422, "field.in_future", "joined_on" });
    Person person { "", std::string(trimmed(asked.display_name)), asked.phone, asked.language.value_or(context.actor.language) };
    person = TRY(add_person(context.session(), context.journal(), context.services.vault, person));
    TRY(add_role(context.session(), context.journal(), { "", person.person_id, "mother", "group", context.in_path("group_id"), joined_on, std::nullopt }));
    return Reply { 201, Json::object({ { "person_id", person.person_id }, { "display_name", person.display_name } }) };
}

static Result<Reply> update_person(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    auto asked = TRY(from_json<NewPerson>(context.body));
    auto person = find_person(context.session(), context.services.vault, context.programme_id(), person_id);
    if (!person)
        return fail(not_found());
    person->display_name = trimmed(asked.display_name);
    person->phone = asked.phone;
    person->language = asked.language.value_or(person->language);
    TRY(change_person(context.session(), context.journal(), context.services.vault, *person));
    return done();
}

static std::string origin_of(Context& context)
{
    if (!context.services.public_origin.empty())
        return context.services.public_origin;
    return "http://" + std::string(context.request.header("host"));
}

/// An SVG of black squares; only where another phone could use the link, which needs https.
static Json qr_svg(Context& context, std::string const& link)
{
    if (!context.services.public_origin.starts_with("https://"))
        return {};
    auto code = qrcodegen::QrCode::encodeText(link.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    auto size = std::to_string(code.getSize() + 8);
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size
        + "H0z\"/><path d=\"";
    for (int y = 0; y < code.getSize(); ++y) {
        for (int x = 0; x < code.getSize(); ++x) {
            if (code.getModule(x, y))
                svg += "M" + std::to_string(x + 4) + " " + std::to_string(y + 4) + "h1v1h-1z";
        }
    }
    return svg + "\"/></svg>";
}

static Result<Reply> create_invitation(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    auto asked = TRY(from_json<InvitationRequest>(context.body));
    if (asked.purpose != "enrol" && asked.purpose != "forgotten_pin")
        return fail({ 422, "field.unknown_code", "purpose", { { "code", asked.purpose } } });
    auto invitation = TRY(invite(context.session(), context.journal(), person_id, asked.purpose));
    auto link = origin_of(context) + "/#i=" + invitation.token;
    return Reply { 201,
        Json::object({ { "invitation_id", invitation.invitation_id }, { "link", link }, { "qr_svg", qr_svg(context, link) },
            { "expires_at", invitation.expires_at } }) };
}

static Result<Reply> revoke_invitation(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(store::revoke_invitations(context.session(), context.programme_id(), person_id, context.journal().now()));
    return done();
}

static Result<Reply> report_lost_phone(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(revoke_phones(context.session(), context.journal(), person_id));
    return done();
}

static Result<Reply> leave(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    auto asked = TRY(from_json<Leaving>(context.body));
    if (asked.left_on > add_days(context.today(), 1))
        return fail({ 422, "field.in_future", "left_on" });
    TRY(leave_group(context.session(), context.journal(), person_id, context.in_path("group_id"), asked.left_on));
    return done();
}

static Result<Reply> move(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    auto asked = TRY(from_json<Moving>(context.body));
    if (asked.moved_on > add_days(context.today(), 1))
        return fail({ 422, "field.in_future", "moved_on" });
    TRY(move_to_group(context.session(), context.journal(), person_id, context.in_path("group_id"), asked.to_group_id, asked.moved_on));
    return done();
}

static Result<Reply> erase(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(remember_erasure(context.services, context.programme_id(), person_id, context.journal().today()));
    TRY(erase_person(context.session(), context.journal(), *context.services.entities, person_id));
    return done();
}

} // namespace bydel::people
