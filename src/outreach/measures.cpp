// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outreach/measures.h"
#include "outreach/store.h"
#include "platform/i18n/i18n.h"
#include <algorithm>

namespace bydel::outreach {

static constexpr std::string_view event_name = "conversation";

measure::Cell cell_of(Conversation const& conversation) { return { std::string(event_name), conversation.group_id, month_of(conversation.held_on) }; }

std::string minutes_band(std::int64_t minutes)
{
    if (minutes <= 0)
        return "not_stated";
    auto band = std::find_if(minute_steps.begin(), minute_steps.end(), [&](std::int64_t step) { return minutes <= step; });
    return std::to_string(band == minute_steps.end() ? minute_steps.back() : *band);
}

measure::Counted counted(Conversation const& conversation)
{
    measure::Counted one { conversation.women, conversation.minutes, conversation.author_mark, conversation.recorded_by.has_value(), {} };
    one.answers = { { "contact_way", conversation.contact_way }, { "place", conversation.place }, { "next_step", conversation.next_step },
        { "meeting", conversation.meeting }, { "minutes", minutes_band(conversation.minutes) }, { "language", conversation.language.value_or("not_stated") } };
    if (conversation.ladder)
        one.answers.push_back({ "ladder", std::to_string(*conversation.ladder) });
    for (auto const& activity : conversation.activities)
        one.answers.push_back({ "activities", activity });
    for (auto const& theme : conversation.themes)
        one.answers.push_back({ "themes", theme });
    return one;
}

static std::vector<measure::Counted> counted_in(db::Session& session, std::string const& programme_id, std::string const& group_id, std::string const& period)
{
    std::vector<measure::Counted> all;
    for (auto const& conversation : store::held_in(session, programme_id, group_id, period))
        all.push_back(counted(conversation));
    return all;
}

static std::vector<measure::Cell> all_cells(db::Session& session, std::string const& programme_id)
{
    auto cells = store::group_months(session, programme_id);
    for (auto& cell : cells)
        cell.event = event_name;
    return cells;
}

// --- how codes read ---------------------------------------------------------------------------------------------------------

/// The vocabulary is in the mother's voice ("I went with her"); who reads about her reads the office's ("the mother went with her"), where there is
/// one. A group's own words stay as the group chose them.
static std::string in_office_voice(measure::Reader const& reader, std::string const& key, std::string const& hers)
{
    auto national = reader.messages.raw(reader.language, "vocabulary." + key);
    auto office = reader.messages.raw(reader.language, "vocabulary_office." + key);
    return office.empty() || (!national.empty() && national != hers) ? hers : office;
}

static std::string label_of(measure::Reader const& reader, Json const& labels, std::string const& dimension, std::string const& code)
{
    if (dimension == "language" && code != "not_stated") {
        auto const name = reader.messages.say(reader.language, "language." + code);
        return name == "language." + code ? code : name;
    }
    auto const key = dimension + "." + code;
    auto const* label = labels.find(code == "not_stated" ? code : key);
    return label && label->as_string() ? in_office_voice(reader, key, *label->as_string()) : code;
}

static measure::Codes codes_of(measure::Reader const& reader)
{
    auto vocabulary = programme::vocabulary_of(reader.session, reader.programme_id, reader.group_id);
    auto labels = std::make_shared<Json>(programme::labels_of(reader.session, reader.programme_id, reader.group_id, reader.language));
    return { .label = [=](std::string const& dimension, std::string const& code) { return label_of(reader, *labels, dimension, code); },
        .is_sensitive =
            [=](std::string const& dimension, std::string const& code) {
                bool forgotten = code.starts_with("own_") && !vocabulary->knows(dimension, code); // what it counts as, sensitive or not, is not known
                return forgotten || vocabulary->is_sensitive(dimension, code);
            },
        .known = [=](std::string const& dimension) { return vocabulary->codes(dimension); } };
}

// --- what is declared -------------------------------------------------------------------------------------------------------

measure::Event event()
{
    return {
        .name = event_name,
        .dimensions = { { "contact_way" }, { "place" }, { "activities", true }, { "themes", true }, { "next_step" }, { .name = "ladder", .ordered = true },
            { "meeting" }, { .name = "minutes", .ordered = true }, { .name = "language", .sensitive = true } },
        .held_in = counted_in,
        .cells = all_cells,
        .codes = codes_of,
    };
}

std::vector<measure::Measure> measures()
{
    using enum measure::Quantity;
    return { { .name = "conversations", .event = event_name, .quantity = events }, { .name = "women", .event = event_name, .quantity = women },
        { .name = "hours", .event = event_name, .quantity = hours, .by = "activities" }, { .name = "active_mothers", .event = event_name, .quantity = mothers },
        { .name = "bridges", .event = event_name, .quantity = events, .dimension = "next_step", .codes = "we_go_together introduce_to_service" } };
}

} // namespace bydel::outreach
