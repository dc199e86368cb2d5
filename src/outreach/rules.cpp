// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outreach/rules.h"
#include "base/text.h"
#include <algorithm>
#include <charconv>

namespace bydel::outreach {

static Fault fault(std::string reason, std::string field, std::string key, decltype(Problem::params) params = {})
{
    return { std::move(reason), field, { 422, std::move(key), field, std::move(params) } };
}

static std::optional<Fault> unknown_code(programme::Vocabulary const& vocabulary, std::string const& list, std::string const& code, std::string const& field)
{
    if (vocabulary.knows(list, code))
        return std::nullopt;
    return fault("unknown_code", field, "field.unknown_code", { { "code", code } });
}

static std::optional<Fault> find_unknown(Conversation const& conversation, programme::Vocabulary const& vocabulary)
{
    if (conversation.meeting != "first" && conversation.meeting != "again" && conversation.meeting != "not_stated")
        return fault("unknown_code", "meeting", "field.unknown_code", { { "code", conversation.meeting } });
    for (auto const& [list, code] : { std::pair<char const*, std::string const&> { "contact_way", conversation.contact_way }, { "place", conversation.place },
             { "next_step", conversation.next_step } }) {
        if (auto found = unknown_code(vocabulary, list, code, list))
            return found;
    }
    for (auto const& [list, codes] :
        { std::pair<char const*, std::vector<std::string> const&> { "activities", conversation.activities }, { "themes", conversation.themes } }) {
        for (std::size_t i = 0; i < codes.size(); ++i) {
            if (auto found = unknown_code(vocabulary, list, codes[i], std::string(list) + "[" + std::to_string(i) + "]"))
                return found;
        }
    }
    return std::nullopt;
}

std::optional<Fault> find_fault(Conversation const& conversation, Circumstances const& now)
{
    if (conversation.held_on > latest_day(now.today) || now.saved_on > latest_day(now.today))
        return fault("in_future", "held_on", "field.in_future");
    if (conversation.held_on > latest_day(now.saved_on))
        return fault("in_future", "held_on", "field.in_future");
    if (days_between(conversation.held_on, now.saved_on) > now.days_back)
        return fault("too_old", "held_on", "field.too_old", { { "days", written(now.days_back) } });
    if (days_between(conversation.held_on, now.today) > late_days)
        return fault("late", "held_on", "field.too_old", { { "days", written(late_days) } });
    if (conversation.template_version > now.vocabulary.newest_version())
        return fault("old_template", "template_version", "field.out_of_range");
    return find_unknown(conversation, now.vocabulary);
}

static std::string reason_of(Problem const& problem)
{
    if (problem.key == "field.missing")
        return "missing";
    if (problem.key == "field.out_of_range" || problem.key == "field.too_long")
        return "out_of_range";
    return "wrong_type";
}

static bool is_phone_field(std::string_view name)
{
    bool found = false;
    for_each_field<Conversation>([&](auto const& field) { found = found || (field.name == name && field.traits.flow == Flow::phone); });
    return found;
}

/// A code that is named twice counts once.
static void keep_one_of_each(Conversation& conversation)
{
    for (auto* codes : { &conversation.activities, &conversation.themes }) {
        std::sort(codes->begin(), codes->end());
        codes->erase(std::unique(codes->begin(), codes->end()), codes->end());
    }
}

tl::expected<Conversation, Fault> read_conversation(Json record, std::string const& id)
{
    if (!record.is_object()) {
        auto problem = detail::wrong_type("object");
        return tl::unexpected(Fault { reason_of(problem), "", problem });
    }
    Conversation conversation;
    conversation.id = id;
    record.set("id", id);
    Done done;
    for_each_field<Conversation>([&](auto const& field) {
        if (done && is_phone_field(field.name))
            done = detail::read_field(record, field, conversation);
    });
    if (!done)
        return tl::unexpected(Fault { reason_of(done.error()), done.error().field, done.error() });
    keep_one_of_each(conversation);
    return conversation;
}

std::string first_saved_on(std::string_view id, std::string const& fallback)
{
    auto hex = std::string(id.substr(0, 8)) + std::string(id.substr(9, 4));
    Milliseconds at = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), at, 16);
    auto day = day_of(at);
    return is_day(day) ? day : fallback;
}

Conversation made_storable(Json const& record, std::string const& id, programme::Vocabulary const& vocabulary, std::string const& fallback_day)
{
    Conversation conversation;
    conversation.id = id;
    conversation.held_on = fallback_day;
    conversation.meeting = conversation.contact_way = conversation.place = conversation.next_step = "not_stated";
    for_each_field<Conversation>([&](auto const& field) {
        if (is_phone_field(field.name) && field.name != "id")
            (void)detail::read_field(record, field, conversation); // what cannot be read keeps its "not stated"
    });
    if (conversation.meeting != "first" && conversation.meeting != "again")
        conversation.meeting = "not_stated";
    for (auto [list, code] :
        { std::pair { "contact_way", &conversation.contact_way }, { "place", &conversation.place }, { "next_step", &conversation.next_step } }) {
        if (!vocabulary.knows(list, *code))
            *code = "not_stated";
    }
    for (auto [list, codes] : { std::pair { "activities", &conversation.activities }, { "themes", &conversation.themes } })
        codes->erase(std::remove_if(codes->begin(), codes->end(), [&, l = list](std::string const& code) { return !vocabulary.knows(l, code); }), codes->end());
    keep_one_of_each(conversation);
    return conversation;
}

void hide_worry(Conversation& conversation)
{
    if (conversation.next_step == "worry")
        conversation.next_step = "not_stated";
}

} // namespace bydel::outreach
