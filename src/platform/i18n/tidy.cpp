// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/tidy.h"
#include <algorithm>
#include <map>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace bydel::i18n {

namespace {

constexpr UChar32 zero_width_non_joiner = 0x200c, zero_width_joiner = 0x200d, braille_blank = 0x2800;

icu::UnicodeString unicode_of(std::string_view text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string utf8_of(icu::UnicodeString const& text)
{
    std::string utf8;
    return text.toUTF8String(utf8);
}

icu::UnicodeString normalised(icu::Normalizer2 const* (*form)(UErrorCode&), icu::UnicodeString const& text)
{
    UErrorCode error = U_ZERO_ERROR;
    auto done = form(error)->normalize(text, error);
    return U_FAILURE(error) ? text : done;
}

bool is_line_end(UChar32 c) { return c == '\n' || c == '\r' || c == 0x0b || c == 0x0c || c == 0x2028 || c == 0x2029; }
bool is_space(UChar32 c) { return u_isUWhiteSpace(c) || c == braille_blank; }
bool is_joiner(UChar32 c) { return c == zero_width_non_joiner || c == zero_width_joiner; }
/// How the sign before it looks: a heart in red, another form of a Han letter.
bool is_variation(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR); }
bool is_invisible(UChar32 c)
{
    return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(c) == U_FORMAT_CHAR;
}
bool is_visible(UChar32 c) { return !is_space(c) && !is_invisible(c) && !is_line_end(c); }

/// The sign at `at` as it is kept, or -1.
UChar32 kept(icu::UnicodeString const& text, std::int32_t at, UChar32 before)
{
    auto c = text.char32At(at);
    if (is_line_end(c))
        return c == '\r' && text.char32At(at + 1) == '\n' ? -1 : '\n';
    if (is_space(c))
        return ' ';
    if (is_variation(c))
        return is_visible(before) ? c : -1;
    if (is_joiner(c)) {
        auto next = text.moveIndex32(at, 1);
        bool inside = (is_visible(before) || is_variation(before)) && next < text.length() && is_visible(text.char32At(next));
        return inside ? c : -1;
    }
    return is_invisible(c) ? -1 : c;
}

bool is_plain_ascii(std::string_view text)
{
    auto plain = [](char c) { return c >= ' ' && c < 0x7f; };
    bool space_at_end = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    return !space_at_end && std::all_of(text.begin(), text.end(), plain);
}

/// One form of letters that keyboards of different languages write differently.
UChar32 one_form(UChar32 c)
{
    static std::map<UChar32, UChar32> const forms { { 0x06a9, 0x0643 }, { 0x06cc, 0x064a }, { 0x0649, 0x064a }, { 0x06d2, 0x064a },
        { 0x06c1, 0x0647 }, { 0x06be, 0x0647 }, { 0x06d5, 0x0647 }, { 0x0629, 0x0647 }, { 0x06c3, 0x0647 }, { 0x0671, 0x0627 }, { 0x00f8, 'o' },
        { 0x0131, 'i' }, { 0x0142, 'l' }, { 0x0111, 'd' }, { 0x2019, '\'' }, { 0x2018, '\'' }, { 0x02bc, '\'' } };
    auto found = forms.find(c);
    return found == forms.end() ? c : found->second;
}

} // namespace

std::string composed(std::string_view text)
{
    return is_plain_ascii(text) ? std::string(text) : utf8_of(normalised(icu::Normalizer2::getNFCInstance, unicode_of(text)));
}

std::string tidied(std::string_view text)
{
    if (is_plain_ascii(text))
        return std::string(text);
    auto const all = unicode_of(text);
    icu::UnicodeString tidy;
    UChar32 before = ' ';
    for (std::int32_t at = 0; at < all.length(); at = all.moveIndex32(at, 1)) {
        auto c = kept(all, at, before);
        if (c < 0)
            continue;
        tidy.append(c);
        before = c;
    }
    std::int32_t first = 0, last = tidy.length();
    while (first < last && (tidy[first] == ' ' || tidy[first] == '\n'))
        ++first;
    while (last > first && (tidy[last - 1] == ' ' || tidy[last - 1] == '\n'))
        --last;
    return utf8_of(normalised(icu::Normalizer2::getNFCInstance, tidy.tempSubStringBetween(first, last)));
}

std::string folded(std::string_view text)
{
    auto const plain = normalised(icu::Normalizer2::getNFKCCasefoldInstance, unicode_of(tidied(text))); // joiners are gone with it
    auto const apart = normalised(icu::Normalizer2::getNFKDInstance, plain);
    icu::UnicodeString fold;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        auto c = one_form(apart.char32At(at));
        bool second_space = c == ' ' && fold.endsWith(u" ");
        if (u_charType(c) != U_NON_SPACING_MARK && c != 0x0640 && !second_space)
            fold.append(c);
    }
    fold.findAndReplace(u"aa", u"a"); // Aase is Åse
    return utf8_of(fold);
}

static bool is_tidy(Json const& value)
{
    if (auto const* text = value.as_string())
        return is_plain_ascii(*text);
    if (auto const* items = value.as_array())
        return std::all_of(items->begin(), items->end(), is_tidy);
    auto const* members = value.as_object();
    return !members || std::all_of(members->begin(), members->end(), [](Json::Member const& member) { return is_tidy(member.second); });
}

Json with_tidy_texts(Json value)
{
    if (is_tidy(value)) // nearly always: what phones send is codes and numbers
        return value;
    if (auto const* text = value.as_string())
        return tidied(std::string_view(*text));
    if (auto const* items = value.as_array()) {
        Json::Array tidy;
        for (auto const& item : *items)
            tidy.push_back(with_tidy_texts(item));
        return tidy;
    }
    Json::Object tidy;
    for (auto const& [name, member] : *value.as_object())
        tidy.emplace_back(name, name == "password" ? member : with_tidy_texts(member));
    return tidy;
}

} // namespace bydel::i18n
