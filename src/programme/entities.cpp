// SPDX-License-Identifier: AGPL-3.0-or-later
// What a phone pulls of the programme: its group, the template and its labels, its group's adaptation, whom to call.
#include "programme/store.h"

namespace bydel::programme {

static std::string group_of(sync::Reading const& reading) { return reading.scope.starts_with("group:") ? reading.scope.substr(6) : ""; }

static std::vector<sync::Record> read_group_records(sync::Reading const& reading)
{
    auto group = find_group(reading.session, reading.programme_id, group_of(reading), reading.today);
    if (!group)
        return {};
    auto record = Json::object({ { "name", group->name }, { "town", group->town }, { "region", group->region }, { "contact_name", group->contact_name },
        { "contact_phone", group->contact_phone } });
    return { { group->group_id, store::group_revision(reading.session, reading.programme_id, group->group_id), std::move(record) } };
}

static constexpr sync::GroupScope led { "led", "programme.group.read" };

/// Which group it is that a phone's person leads. Its contact and its adaptation are its mothers', and stay in their scope.
static std::vector<sync::Record> read_led_groups(sync::Reading const& reading)
{
    auto const group_id = sync::group_of(led, reading.scope);
    auto group = group_id.empty() ? std::nullopt : find_group(reading.session, reading.programme_id, group_id, reading.today);
    if (!group)
        return {};
    return { { group->group_id, store::group_revision(reading.session, reading.programme_id, group->group_id),
        Json::object({ { "name", group->name }, { "town", group->town } }) } };
}

static std::vector<sync::Record> read_overlays(sync::Reading const& reading)
{
    auto group_id = group_of(reading);
    if (group_id.empty())
        return {};
    auto overlay = overlay_of(reading.session, reading.programme_id, group_id);
    if (overlay.revision == 0)
        return {};
    return { { group_id, overlay.revision, Json::object({ { "base_version", overlay.base_version }, { "operations", overlay.operations } }) } };
}

static std::vector<sync::Record> read_templates(sync::Reading const& reading)
{
    if (reading.scope != "programme")
        return {};
    auto newest = newest_template(reading.session, reading.programme_id);
    if (!newest)
        return {};
    return { { newest->id, newest->version, Json::object({ { "version", newest->version }, { "document", newest->document } }) } };
}

static std::vector<sync::Record> read_help_lines(sync::Reading const& reading)
{
    std::vector<sync::Record> records;
    if (reading.scope != "programme")
        return records;
    for (auto const& line : all_help_lines(reading.session, reading.programme_id)) {
        if (reading.wants(line.id))
            records.push_back({ line.id, line.revision, to_json(line) });
    }
    return records;
}

static std::vector<sync::Record> read_template_texts(sync::Reading const& reading)
{
    std::vector<sync::Record> records;
    if (!reading.scope.starts_with("library:"))
        return records;
    for (auto const& text : store::template_texts(reading.session, reading.programme_id, reading.scope.substr(8))) {
        records.push_back({ text.id, text.revision,
            Json::object({ { "language", text.language }, { "labels", text.labels }, { "translation_review", text.translation_review } }) });
    }
    return records;
}

std::vector<sync::Entity> entities()
{
    return { { "group", read_group_records }, { .name = "led_group", .read = read_led_groups, .group_scope = led }, { "overlay", read_overlays },
        { "template", read_templates }, { "help_line", read_help_lines }, { "template_text", read_template_texts } };
}

} // namespace bydel::programme
