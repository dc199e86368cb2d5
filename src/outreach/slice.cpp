// SPDX-License-Identifier: AGPL-3.0-or-later
// What outreach is to the rest of the product.
#include "outreach/entities.h"
#include "outreach/measures.h"
#include "outreach/store.h"
#include "platform/sync/authored_entity.h"

namespace bydel::outreach {

Done play_demo(demo::Stage& stage); // demo.cpp
std::vector<http::Route> routes();  // api.cpp

static Result<std::int64_t> unlink_all_old(http::Services& services, std::string const& programme_id, std::string const& today)
{
    std::int64_t all = 0;
    for (;;) {
        auto unlinked = TRY(journal::change(services.database, { programme_id, "", services.clock.now() },
            [&](db::Session& session, journal::Journal& journal) { return unlink_old(session, journal, today); }));
        if (unlinked == 0)
            return all;
        all += unlinked;
    }
}

static Json rules()
{
    Json::Array steps;
    for (auto step : minute_steps)
        steps.emplace_back(step);
    return Json::object({ { "editable_days", editable_days }, { "women_at_most", women_at_most }, { "minute_steps", Json(std::move(steps)) } });
}

Slice slice()
{
    using enum db::Erasing;
    using enum db::Door;
    using enum db::About;
    return {
        .name = "outreach",
        .routes = routes(),
        .entities = { sync::entity_of(conversations()) },
        .tables = { { "conversation", "id",
            { { "id group_id group_day held_on women meeting contact_way place activities themes minutes next_step ladder language template_version "
                "author_mark "
                "saved_on" },
                { "done_by", stays, mother, "activity", emptied }, { "recorded_by", stays, coordinator, "activity", emptied },
                { "revision item_id", stays } } } },
        .purposes = { { "activity", "To count what the programme does, and to let a mother see and correct her own notes.", Basis::legitimate_interest,
            "Her id for twelve months, then the note stays without it." } },
        .grants = { { "outreach.conversation.record", "helper_coordinator coordinator" } },
        .jobs = { { "outreach.unlink_authors", jobs::Job::When::daily, 3, unlink_all_old } },
        .events = { event() },
        .measures = measures(),
        .last_active = store::last_active,
        .demo = play_demo,
        .rules = rules(),
    };
}

} // namespace bydel::outreach
