// SPDX-License-Identifier: AGPL-3.0-or-later
// The office's routes about people. Signing in and enrolling are in access_api.cpp, links in invitation_api.cpp, days in a group in placing_api.cpp.
#include "base/id.h"
#include "base/text.h"
#include "people/access.h"
#include "people/office.h"
#include "people/store.h"
#include "platform/i18n/phone_number.h"
#include "platform/i18n/tidy.h"
#include "platform/slice/own_data.h"

namespace bydel::people {

using http::Answer;
using http::Context;
using http::Method;
using http::Nothing;
using http::Uses;

static Result<http::File> get_own_data(Context&);
static Result<Groups> list_groups(Context&);
static Result<GroupDetails> get_group(Context&);
static Result<OtherGroups> list_other_groups(Context&);
static Result<Answer<AddedPerson>> create_person(Context&, NewPerson const&);
static Result<Nothing> update_person(Context&, NewPerson const&);
static Result<Nothing> report_lost_phone(Context&);
static Result<Nothing> erase(Context&);

std::vector<http::Route> routes()
{
    using enum Method;
    // clang-format off
    return {
        { post, "/api/login",         http::anyone("this is where one signs in"),     http::by<log_in>(),       "Sign in with e-mail and password",     Uses::own },
        { get,  "/api/login",         http::anyone("no one has signed in yet"),         http::by<get_door>(),     "What the sign-in page may say: the programme, where there is one only", Uses::reads },
        { post, "/api/password/check", http::anyone("the link is the key"),           http::by<check_password_link>(), "Whose password a link lets choose; consumes nothing", Uses::own },
        { post, "/api/password",      http::anyone("the link is the key"),            http::by<choose_password>(), "Choose a password by a link, and sign in; one use", Uses::own },
        { post, "/api/logout",        http::anyone("harmless when signed out"),       http::by<log_out>(),      "Sign out",                             Uses::own },
        { get,  "/api/me",            http::anywhere("people.me"),                    http::by<get_me>(),       "Who I am, my roles and programme",     Uses::reads },
        { get,  "/api/me/waiting",    http::anywhere("people.waiting.read"),          http::by<list_waiting>(), "How much waits for me in my groups",   Uses::reads },
        { post, "/api/me/language",   http::anywhere("people.me"),                    http::by<set_language>(), "Choose my language",                   Uses::writes },
        { get,  "/api/me/data",       http::anywhere("people.me"),                    http::by<get_own_data>(), "Everything that is kept about me, as a file", Uses::reads },
        { get,  "/api/me/phones",     http::anywhere("people.phone.own"),             http::by<get_own_phones>(), "How many phones open what is mine", Uses::reads },
        { post, "/api/me/phones",     http::anywhere("people.phone.own"),             http::by<invite_own_phone>(), "A link for a phone of my own, with my password", Uses::own },
        { post, "/api/me/phones/shut_out", http::anywhere("people.phone.own"),        http::by<shut_own_phones_out>(), "Shut all my phones out",       Uses::writes },
        { post, "/api/enrol/check",   http::anyone("the invitation is the key"),      http::by<check_enrol>(),  "Look at an invitation; consumes nothing", Uses::own },
        { post, "/api/enrol",         http::anyone("the invitation is the key"),      http::by<post_enrol>(),   "Enrol this phone; one use",            Uses::own },
        { post, "/api/sync/leave",    http::anywhere("sync.leave"),                   http::by<leave_phone>(),  "She was taken off this phone: it is shut out", Uses::writes },

        { get,  "/api/groups",                                                    http::anywhere("programme.group.read"), http::by<list_groups>(),       "The groups I may see",              Uses::reads },
        { get,  "/api/groups/{group_id}",                                         http::in_group("programme.group.read"), http::by<get_group>(),         "One group",                         Uses::reads },
        { get,  "/api/groups/{group_id}/other_groups",                            http::in_group("people.role.change"),   http::by<list_other_groups>(), "Where a mother can move to: names only", Uses::reads },
        { get,  "/api/groups/{group_id}/people",                                  http::in_group("people.person.read"),   http::by<list_people>(),       "Mothers of the group and the month each was last active", Uses::reads, http::Audit::reads },
        { post, "/api/groups/{group_id}/people",                                  http::in_group("people.person.create"), http::by<create_person>(),     "Add a mother",                      Uses::writes },
        { put,  "/api/groups/{group_id}/people/{person_id}",                      http::in_group("people.person.update"), http::by<update_person>(),     "Change a mother's name, phone or language", Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/invitation",           http::in_group("people.person.invite"), http::by<create_invitation>(), "Invite: a link that is shown once", Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/invitation/revoke",    http::in_group("people.person.invite"), http::by<revoke_invitation>(), "Make her open invitation useless",  Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/lost_phone",           http::in_group("people.person.invite"), http::by<report_lost_phone>(), "Shut her phones out",               Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/leave",                http::in_group("people.role.change"),   http::by<leave>(),             "She leaves the group",              Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/leave/correct",        http::in_group("people.role.change"),   http::by<correct_leave>(),     "The day she left was another",      Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/leave/take_back",      http::in_group("people.role.change"),   http::by<take_back_leave>(),   "She never left",                    Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/return",               http::in_group("people.role.change"),   http::by<come_back>(),         "She who left is here again",        Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/move",                 http::in_group("people.role.change"),   http::by<move>(),              "She changes group",                 Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/move/correct",         http::in_group("people.role.change"),   http::by<correct_moving>(),    "The day she changed group was another", Uses::writes },
        { post, "/api/groups/{group_id}/people/{person_id}/move/take_back",       http::in_group("people.role.change"),   http::by<take_back_move>(),    "She never changed group",           Uses::writes },
        { get,  "/api/groups/{group_id}/people/{person_id}/history",              http::in_group("people.role.change"),   http::by<read_history>(),      "Who changed her days in this group, and what stood there before", Uses::reads },
        { post, "/api/groups/{group_id}/people/{person_id}/erase",                http::in_group("people.person.erase"),  http::by<erase>(),             "Erase her; her conversations stay counted", Uses::own },
    };
    // clang-format on
}

Result<std::string> member_in_path(Context& context)
{
    auto const& person_id = context.in_path("person_id");
    if (!belongs_to(context.session(), context.programme_id(), person_id, context.in_path("group_id")))
        return fail({ 404, "people.not_in_group" });
    return person_id;
}

Result<std::string> own_member_in_path(Context& context)
{
    auto person_id = TRY(member_in_path(context));
    if (latest_group(context.session(), context.programme_id(), person_id) != context.in_path("group_id"))
        return fail({ 409, "people.already_left" });
    return person_id;
}

static programme::Group with_mothers(Context& context, programme::Group group)
{
    group.mothers = count_mothers(context.session(), context.programme_id(), group.group_id, context.today());
    return group;
}

static Result<Groups> list_groups(Context& context)
{
    Groups all { {}, programme::all_regions(context.session(), context.programme_id()) };
    for (auto const& group : programme::all_groups(context.session(), context.programme_id(), context.today())) {
        if (context.may("programme.group.read", group.group_id))
            all.groups.push_back(with_mothers(context, group));
    }
    return all;
}

static Result<GroupDetails> get_group(Context& context)
{
    auto found = programme::find_group(context.session(), context.programme_id(), context.in_path("group_id"), context.today());
    if (!found)
        return fail(not_found());
    auto const group = with_mothers(context, *found);
    return GroupDetails { group.group_id, group.name, group.town, group.region, group.host, group.phase, group.contact_name, group.contact_phone, group.mothers,
        group.status, programme::can_be_called(context.session(), context.programme_id(), group.group_id) };
}

static Result<OtherGroups> list_other_groups(Context& context)
{
    OtherGroups all;
    for (auto const& group : programme::all_groups(context.session(), context.programme_id(), context.today())) {
        if (group.group_id != context.in_path("group_id") && group.status != "ended")
            all.groups.push_back({ group.group_id, group.name, group.town });
    }
    return all;
}

/// A phone number as it is kept. One that was kept before and can't be read stays as long as it is not changed.
static Result<std::optional<std::string>> phone_asked(Context& context, NewPerson const& asked, std::optional<std::string> const& before)
{
    auto typed = asked.phone.value_or("");
    if (typed.empty() || typed == before || (before && typed == i18n::shown_phone_number(*before)))
        return typed.empty() ? std::nullopt : before;
    auto programme = tenant::find(context.session(), context.programme_id());
    auto number = i18n::phone_number(typed, programme ? programme->country : "");
    return number ? Result<std::optional<std::string>>(number) : fail({ 422, "field.not_a_phone_number", "phone" });
}

/// Somebody of that name is or was in the group: is this another one, or she who comes back?
static Done ask_about_name(Context& context, std::string const& name)
{
    auto const& group_id = context.in_path("group_id");
    for (auto const& member : members_of(context.session(), context.services.vault, context.programme_id(), group_id, context.services.clock.now())) {
        auto const& known = member.person;
        if (i18n::folded(known.display_name) != i18n::folded(name))
            continue;
        bool elsewhere = latest_group(context.session(), context.programme_id(), known.person_id) != group_id;
        auto state = elsewhere ? "moved" : member.left_on && *member.left_on < context.today() ? "left" : "here";
        return fail({ 409, "people.same_name", "display_name", { { "name", known.display_name }, { "person_id", known.person_id }, { "state", state } } });
    }
    return {};
}

static Answer<AddedPerson> added(Person const& person) { return http::created(AddedPerson { person.person_id, person.display_name }); }

static Result<Answer<AddedPerson>> create_person(Context& context, NewPerson const& asked)
{
    auto joined_on = asked.joined_on.value_or(context.today());
    if (joined_on > latest_day(context.today()))
        return fail({ 422, "field.in_future", "joined_on" });
    Person person { asked.person_id.value_or(""), asked.display_name, std::nullopt, asked.language.value_or(context.actor.language) };
    if (auto known = find_person(context.session(), context.services.vault, context.programme_id(), person.person_id)) {
        bool here = belongs_to(context.session(), context.programme_id(), known->person_id, context.in_path("group_id"));
        return here ? Result<Answer<AddedPerson>>(added(*known)) : fail({ 409, "record.exists", "person_id" });
    }
    if (!asked.another.value_or(false))
        TRY(ask_about_name(context, person.display_name));
    person.phone = TRY(phone_asked(context, asked, std::nullopt));
    person = TRY(add_person(context.session(), context.journal(), context.services.vault, person));
    auto role = TRY(become_mother(context.session(), context.journal(), person.person_id, context.in_path("group_id"), joined_on));
    TRY(remember_role(context.session(), context.journal(), "joined", std::nullopt, role));
    return added(person);
}

static Result<Nothing> update_person(Context& context, NewPerson const& asked)
{
    auto person_id = TRY(own_member_in_path(context));
    auto person = find_person(context.session(), context.services.vault, context.programme_id(), person_id);
    if (!person)
        return fail(not_found());
    person->display_name = asked.display_name;
    person->phone = TRY(phone_asked(context, asked, person->phone));
    person->language = asked.language.value_or(person->language);
    TRY(change_person(context.session(), context.journal(), context.services.vault, *person));
    if (asked.joined_on)
        TRY(correct_joined_day(context, person_id, *asked.joined_on));
    return Nothing {};
}

static Result<Nothing> report_lost_phone(Context& context)
{
    auto person_id = TRY(own_member_in_path(context));
    TRY(revoke_phones(context.session(), context.journal(), person_id));
    return Nothing {};
}

/// For herself alone: her coordinator sees no single conversation of hers (design 9.1).
static Result<http::File> get_own_data(Context& context)
{
    auto const data = own_data(context.session(), *context.services.slices, context.services.vault, context.actor);
    return http::File { "application/json", "about_me.json", data.dump() + "\n" };
}

/// Once it is done nothing of her is left in the log of changes either, where copies of old rows stand for a while.
static Result<Nothing> erase(Context& context)
{
    journal::Change const who { context.programme_id(), context.actor.person_id, context.services.clock.now(), context.actor.today };
    TRY(journal::change(context.services.database, who, [&](db::Session& session, journal::Journal& journal) -> Done {
        auto in_it = context;
        in_it.session_ = &session;
        in_it.journal_ = &journal;
        auto person_id = TRY(own_member_in_path(in_it));
        TRY(remember_erasure(context.services, context.programme_id(), person_id, journal.today()));
        return erase_person(session, journal, *context.services.slices, person_id);
    }));
    context.services.database.empty_log();
    return Nothing {};
}

} // namespace bydel::people
