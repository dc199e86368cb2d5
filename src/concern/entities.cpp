// SPDX-License-Identifier: AGPL-3.0-or-later
// How phones sync concerns.
#include "concern/entities.h"
#include "concern/rules.h"
#include "concern/store.h"

namespace bydel::concern {

static Concern said_by(sync::Storing const& storing)
{
    Concern concern;
    concern.raised_on = day_or_nothing(storing.item.record, "raised_on").value_or(storing.item.saved_on);
    read_passing(storing.item.record, concern);
    return concern;
}

static tl::expected<Concern, sync::Fault> read(sync::Storing const& storing)
{
    if (auto fault = find_fault(storing.item.record, storing.journal.today()))
        return tl::unexpected(*fault);
    return said_by(storing);
}

static void keep_office_word(Concern const& stands, Concern& after)
{
    if (!stands.followed_on)
        return;
    after.passed_to = stands.passed_to;
    after.passed_on = stands.passed_on;
}

/// The coordinator who sees it is the one of the group she was in after all (law 9). One that is closed stays where it was closed.
static bool stays(Concern const& concern, std::string const&) { return concern.closed_on.has_value(); }

/// So far back a worry's day is believed where nothing is known of the phone, and may be chosen by the coordinator.
static constexpr int days_back = 90;

sync::Authored<Concern> const& concerns()
{
    static sync::Authored<Concern> const all {
        .name = "concern",
        .author = &Concern::raised_by,
        .day = &Concern::raised_on,
        .dated = { "raised_on", days_back, days_back },
        .rows = { store::find, store::insert, store::update, store::remove, store::of_person },
        .read = read,
        .read_accepted = said_by,
        .keep_office_word = keep_office_word,
        .stays = stays,
    };
    return all;
}

static constexpr sync::GroupScope worries { "worries", "concern.concern.read" };

static std::vector<sync::Record> read_open(sync::Reading const& reading)
{
    auto const group_id = sync::group_of(worries, reading.scope);
    if (group_id.empty())
        return {};
    people::Names names(reading.session, reading.services.vault, reading.programme_id);
    std::vector<sync::Record> records;
    for (auto const& concern : store::open_of_group(reading.session, reading.programme_id, group_id)) {
        auto record = Json::object({ { "group_id", group_id }, { "raised_on", concern.raised_on }, { "raised_by_name", names.of(concern.raised_by) },
            { "passed_to", concern.passed_to }, { "passed_on", concern.passed_on }, { "followed_up", concern.followed_on.has_value() } });
        records.push_back({ concern.id, concern.revision, std::move(record) });
    }
    return records;
}

sync::Entity open_concerns() { return { .name = "open_concern", .read = read_open, .group_scope = worries }; }

} // namespace bydel::concern
