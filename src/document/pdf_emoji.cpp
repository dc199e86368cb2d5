// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/pdf_emoji.h"
#include <algorithm>
#include <pango/pango.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <vector>

namespace bydel::document {

namespace {

struct Sign {
    UChar32 code = 0;
    std::string bytes;
};

std::vector<Sign> signs_of(std::string const& text)
{
    std::vector<Sign> signs;
    for (std::int32_t at = 0, length = static_cast<std::int32_t>(text.size()); at < length;) {
        auto const from = at;
        UChar32 code = 0;
        U8_NEXT(text.data(), at, length, code);
        signs.push_back({ code, text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(at - from)) });
    }
    return signs;
}

bool is_emoji(UChar32 code)
{
    return code > 0x2000
        && (u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) || u_hasBinaryProperty(code, UCHAR_EMOJI_MODIFIER)
            || u_hasBinaryProperty(code, UCHAR_REGIONAL_INDICATOR));
}

/// The frame of a key around the digit before it: no letter, and half a line higher than the others.
constexpr UChar32 key_frame = 0x20e3;

/// Joins, styles or tags the emoji before it, and is nothing without it.
bool belongs_to_emoji(UChar32 code) { return code == 0x200d || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0020 && code <= 0xe007f); }

bool is_missing(PangoLayout* layout, Sign const& sign)
{
    pango_layout_set_text(layout, sign.bytes.data(), static_cast<int>(sign.bytes.size()));
    return pango_layout_get_unknown_glyphs_count(layout) > 0;
}

} // namespace

std::string without_missing_emoji(PangoLayout* layout, std::string const& text)
{
    auto const signs = signs_of(text);
    if (std::none_of(signs.begin(), signs.end(), [](Sign const& sign) { return is_emoji(sign.code) || sign.code == key_frame; }))
        return text;
    std::string kept;
    bool left_out = false;
    for (auto const& sign : signs) {
        if ((left_out && belongs_to_emoji(sign.code)) || (is_emoji(sign.code) && is_missing(layout, sign)) || sign.code == key_frame) {
            left_out = true;
            continue;
        }
        bool second_space = left_out && sign.code == ' ' && (kept.empty() || kept.ends_with(' '));
        if (!second_space)
            kept += sign.bytes;
        left_out = second_space;
    }
    if (left_out && kept.ends_with(' '))
        kept.pop_back();
    return kept;
}

} // namespace bydel::document
