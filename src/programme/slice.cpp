// SPDX-License-Identifier: AGPL-3.0-or-later
// What the programme is to the rest of the product.
#include "programme/programme.h"

namespace bydel::programme {

Done play_demo(demo::Stage& stage);   // demo.cpp
std::vector<http::Route> routes();    // api.cpp
std::vector<sync::Entity> entities(); // entities.cpp

/// 1 where nobody whom a mother could call is named.
static std::int64_t count_missing_contact(http::Context const& context, db::Session& session, std::string const& group_id)
{
    return can_be_called(session, context.programme_id(), group_id) ? 0 : 1;
}

static Result<std::int64_t> tell_days(http::Services& services, std::string const& programme_id, std::string const& today)
{
    return journal::change(services.database, { programme_id, "", services.clock.now(), today },
        [](db::Session& session, journal::Journal& journal) -> Result<std::int64_t> { return TRY(tell_group_days(session, journal)); });
}

Slice slice()
{
    constexpr auto staff = "helper_coordinator coordinator secretariat regional_consultant";
    return {
        .name = "programme",
        .routes = routes(),
        .entities = entities(),
        .tables = { { "template", "id", { { "id version document created_at" } } },
            { "template_text", "id", { { "id language labels translation_review revision" } }, { translation_reviews } },
            { "help_line", "id",
                { { "id code kind name phone call_when source_url source_title source_seen source_note checked_on fact_review region position revision" } },
                { help_line_kinds, fact_reviews } },
            { "local_group", "id", { { "id revision" }, { "contact_name contact_phone", db::Door::leaves, db::About::contact, "calling" } } },
            { "group_state", "group_id field starts_on", { { "group_id field starts_on value" }, { "told_on", db::Door::stays } }, { group_fields } },
            { "group_successor", "group_id successor_id", { { "group_id successor_id starts_on" } } }, { "region", "code", { { "code name revision" } } },
            { "overlay", "group_id", { { "group_id base_version operations revision" } } } },
        .purposes
        = { { "calling", "To tell a mother whom she can call when she worries.", Basis::legitimate_interest, "Until the group names another contact." } },
        // National staff see numbers and organisation, not a group's conversations or mothers (design 5).
        .grants = { { "programme.group.read", "guest_teacher helper_coordinator coordinator secretariat regional_consultant" },
            { "programme.template.read", staff }, { "programme.overlay.write", "coordinator" }, { "programme.group.contact", "coordinator" } },
        .jobs = { { "programme.tell_days", jobs::Job::When::daily, 0, tell_days } },
        .notices = { { "programme.no_contact", "programme.group.contact", Notice::Told::in_month, count_missing_contact } },
        .demo = play_demo,
    };
}

} // namespace bydel::programme
