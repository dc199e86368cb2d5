// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/i18n/tidy.h"
#include "base/text.h"
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
bool is_invisible(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(c) == U_FORMAT_CHAR; }
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

/// One form of letters that keyboards of different languages write differently, and that no decomposition makes the same. The page's list is the
/// same (web/src/platform/text/fold.ts).
icu::UnicodeString one_form(UChar32 c)
{
    static std::map<UChar32, char16_t const*> const forms { // Arabic, Persian, Urdu: alef, yeh, kaf, heh
        { 0x0671, u"\u0627" }, { 0x0649, u"\u064a" }, { 0x06cc, u"\u064a" }, { 0x06d2, u"\u064a" }, { 0x06d0, u"\u064a" }, { 0x06a9, u"\u0643" },
        { 0x06c1, u"\u0647" }, { 0x06be, u"\u0647" }, { 0x06d5, u"\u0647" }, { 0x0629, u"\u0647" }, { 0x06c3, u"\u0647" },
        // Latin letters with a stroke or of their own; the sigma at the end of a word
        { 0x00f8, u"o" }, { 0x00e6, u"ae" }, { 0x0153, u"oe" }, { 0x0131, u"i" }, { 0x0142, u"l" }, { 0x0111, u"d" }, { 0x00f0, u"d" }, { 0x00fe, u"th" },
        { 0x0127, u"h" }, { 0x0167, u"t" }, { 0x014b, u"n" }, { 0x03c2, u"\u03c3" },
        // apostrophes
        { 0x2019, u"'" }, { 0x2018, u"'" }, { 0x02bc, u"'" }, { 0x02bb, u"'" }, { '`', u"'" }, { 0x2032, u"'" }, { '\n', u" " }
    };
    bool is_eastern_digit = (c >= 0x0660 && c <= 0x0669) || (c >= 0x06f0 && c <= 0x06f9);
    if (is_eastern_digit)
        return { static_cast<UChar32>('0' + (c & 0xf)) };
    auto found = forms.find(c);
    return found == forms.end() ? icu::UnicodeString(c) : icu::UnicodeString(found->second);
}

/// Accents, Arabic vowel signs and the stroke that stretches a word. The signs of other scripts are letters to who reads them.
bool is_accent(UChar32 c) { return (c >= 0x0300 && c <= 0x036f) || (c >= 0x064b && c <= 0x065f) || c == 0x0670 || c == 0x0640; }

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
    auto typed = unicode_of(tidied(text));
    typed.findAndReplace(u"\u00b4", u"'");                                           // it would fall apart into a space and an accent
    auto const plain = normalised(icu::Normalizer2::getNFKCCasefoldInstance, typed); // joiners are gone with it
    auto const apart = normalised(icu::Normalizer2::getNFKDInstance, plain);
    icu::UnicodeString fold;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        auto const form = one_form(apart.char32At(at));
        bool second_space = form == u" " && fold.endsWith(u" ");
        if (!is_accent(form.char32At(0)) && !second_space)
            fold.append(form);
    }
    fold.findAndReplace(u"aa", u"a"); // Aase is Åse
    fold.findAndReplace(u"oe", u"o"); // Soeren is Søren
    return utf8_of(fold);
}

bool has_words(std::string_view text, std::string_view typed)
{
    auto const searched = folded(text);
    auto const words = split(folded(typed), ' ');
    return std::ranges::all_of(words, [&](auto const& word) { return searched.find(word) != std::string::npos; });
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
