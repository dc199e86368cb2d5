// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/fields.h"
#include "base/day.h"
#include "base/id.h"
#include "base/text.h"
#include <algorithm>

namespace bydel::detail {

static Done check_length(std::string const& text, Traits const& traits)
{
    if (!is_plain_text(text))
        return fail({ 422, "field.not_text" });
    auto length = static_cast<std::int64_t>(length_of(text));
    if (length > traits.most)
        return fail({ 422, "field.too_long", "", { { "most", written(traits.most) } } });
    if (static_cast<std::int64_t>(length_of(trimmed(text))) < traits.least)
        return fail({ 422, length == 0 ? "field.missing" : "field.too_short", "", { { "least", written(traits.least) } } });
    return {};
}

static Done check_code(std::string const& text, Traits const& traits)
{
    auto choices = split(traits.choices, ' ');
    if (!traits.choices.empty() && std::find(choices.begin(), choices.end(), text) == choices.end())
        return fail({ 422, "field.unknown_code", "", { { "code", text } } });
    return traits.choices.empty() && !is_code(text) ? fail({ 422, "field.not_a_code" }) : Done();
}

Done check_text(std::string const& text, Traits const& traits)
{
    switch (traits.kind) {
    case Kind::id:
        return is_id(text) ? Done() : fail({ 422, "field.not_an_id" });
    case Kind::code:
        return check_code(text, traits);
    case Kind::language:
        return is_language(text) ? Done() : fail({ 422, "field.not_a_code" });
    case Kind::day:
        return is_day(text) ? Done() : fail({ 422, "field.not_a_day" });
    case Kind::month:
        return is_month(text) ? Done() : fail({ 422, "field.not_a_month" });
    case Kind::quarter:
        return is_quarter(text) ? Done() : fail({ 422, "field.not_a_quarter" });
    case Kind::text:
    case Kind::number:
    case Kind::flag:
    case Kind::moment:
    case Kind::real:
    case Kind::nested:
    case Kind::document:
        return check_length(text, traits);
    }
    return {};
}

Done check_number(std::int64_t number, Traits const& traits)
{
    if (number >= traits.least && number <= traits.most)
        return {};
    return fail({ 422, "field.out_of_range", "", { { "least", written(traits.least) }, { "most", written(traits.most) } } });
}

} // namespace bydel::detail
