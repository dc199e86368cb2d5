// SPDX-License-Identifier: AGPL-3.0-or-later
// Any record from a phone, any overlay, any card text: the rules decide, and never break. What is accepted keeps its promises.
#include "base/day.h"
#include "library/rules.h"
#include "outreach/rules.h"
#include "programme/rules.h"
#include <cstdint>

using namespace bydel;

static Json const& method()
{
    static Json const document = *parse_json(R"({"template":"t","lists":[
        {"list":"contact_way","multiple":false,"items":[{"code":"street","icon":"a"},{"code":"door","icon":"b"}]},
        {"list":"place","multiple":false,"items":[{"code":"library","icon":"c"}]},
        {"list":"activities","multiple":true,"items":[{"code":"talked","icon":"d"}]},
        {"list":"themes","multiple":true,"items":[{"code":"money","icon":"e"},{"code":"violence","icon":"f","sensitive":true}]},
        {"list":"next_step","multiple":false,"items":[{"code":"worry","icon":"g"}]}]})");
    return document;
}

static void try_overlay(Json const& operations)
{
    if (!programme::check_operations(method(), operations))
        return;
    std::size_t before = 0, after = 0;
    for (auto const& list : programme::apply(method(), Json(Json::Array())))
        before += list.items.size();
    for (auto const& list : programme::apply(method(), operations))
        after += list.items.size();
    VERIFY(after >= before); // a group adds and hides; it never removes a national code
}

static void try_conversation(Json const& record)
{
    static programme::Vocabulary const vocabulary({ { "", 1, method() } }, {});
    auto read = outreach::read_conversation(record, "01890a5d-ac96-774b-bcce-b302099a8057");
    if (read && !outreach::find_fault(*read, { vocabulary, "2026-11-23", "2026-11-23" })) {
        VERIFY(is_day(read->held_on) && read->women >= 1 && read->minutes >= 0);
        VERIFY(vocabulary.knows("contact_way", read->contact_way));
    }
    auto stored = outreach::made_storable(record, "01890a5d-ac96-774b-bcce-b302099a8057", vocabulary, "2026-11-23");
    VERIFY(is_day(stored.held_on) && vocabulary.knows("place", stored.place) && stored.women >= 1 && stored.women <= 50);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view text(reinterpret_cast<char const*>(data), size);
    (void)library::read_text_file(text);
    auto json = parse_json(text);
    if (!json)
        return 0;
    try_overlay(*json);
    if (json->is_object())
        try_conversation(*json);
    return 0;
}
