// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/typed_number.h"
#include "base/text.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace bydel {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

struct Range {
    std::uint32_t first, last;
};

template <std::size_t count>
bool is_in(Range const (&ranges)[count], std::uint32_t sign)
{
    return std::any_of(std::begin(ranges), std::end(ranges), [&](Range range) { return sign >= range.first && sign <= range.last; });
}

constexpr Range unseen[] { { 0xad, 0xad }, { 0x61c, 0x61c }, { 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x2069 }, { 0xfeff, 0xfeff } };
constexpr Range spaces[] { { '\t', '\n' }, { '\r', '\r' }, { 0xa0, 0xa0 }, { 0x2000, 0x200a }, { 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x3000, 0x3000 } };
constexpr Range dashes[] { { 0x2010, 0x2015 }, { 0x2212, 0x2212 }, { 0xfe63, 0xfe63 }, { 0xff0d, 0xff0d } };

/// One sign of valid UTF-8 and how many bytes it has; broken bytes come one by one.
std::pair<std::uint32_t, std::size_t> sign_at(std::string_view text, std::size_t at)
{
    auto const lead = static_cast<unsigned char>(text[at]);
    std::size_t const length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + length > text.size())
        return { lead, 1 };
    std::uint32_t sign = length == 1 ? lead : lead & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        sign = sign << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
    return { sign, length };
}

constexpr std::string_view arabic_decimal = "\u066b", arabic_thousands = "\u066c", arabic_comma = "\u060c", curly_apostrophe = "\u2019";

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// "12,345,678": one to three digits, then groups of three.
bool is_grouped(std::string_view text, char mark)
{
    auto const groups = split(text, mark);
    if (groups.size() < 2 || groups[0].empty() || groups[0].size() > 3 || !all_digits(groups[0]))
        return false;
    return std::all_of(groups.begin() + 1, groups.end(), [](std::string const& group) { return group.size() == 3 && all_digits(group); });
}

/// A space or an apostrophe between a digit and exactly three more parts thousands.
std::string without_parted_thousands(std::string_view text)
{
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool parts = (text[i] == ' ' || text[i] == '\'') && !kept.empty() && is_digit(kept.back()) && i + 3 < text.size() && all_digits(text.substr(i + 1, 3))
            && (i + 4 == text.size() || !is_digit(text[i + 4]));
        if (!parts)
            kept += text[i];
    }
    return kept;
}

std::string without(std::string text, char mark)
{
    std::erase(text, mark);
    return text;
}

/// The digits with a point for the decimals; nothing where the signs make no number, or could make two.
std::optional<std::string> decided(std::string text)
{
    auto const commas = std::count(text.begin(), text.end(), ','), points = std::count(text.begin(), text.end(), '.');
    if (commas > 0 && points > 0) {
        char const decimal = text.rfind(',') > text.rfind('.') ? ',' : '.', group = decimal == ',' ? '.' : ',';
        auto const at = text.find(decimal);
        auto const whole = text.substr(0, at);
        if (std::count(text.begin(), text.end(), decimal) > 1 || !is_grouped(whole, group))
            return std::nullopt;
        return without(whole, group) + "." + text.substr(at + 1);
    }
    char const sign = commas > 0 ? ',' : '.';
    if (commas + points > 1)
        return is_grouped(text, sign) ? std::optional(without(text, sign)) : std::nullopt;
    if (commas == 1 && is_grouped(text, ',') && text[0] != '0')
        return std::nullopt; // 137,000 is a hundred and thirty-seven thousand in London and 137 in Copenhagen
    std::replace(text.begin(), text.end(), ',', '.');
    return text;
}

/// The Arabic signs leave no doubt.
std::optional<std::string> decided_with_arabic_signs(std::string text)
{
    replace_all(text, arabic_thousands, "_");
    auto const decimal = text.find(arabic_decimal);
    auto whole = text.substr(0, decimal);
    if (whole.find('_') != std::string::npos)
        whole = is_grouped(whole, '_') ? without(whole, '_') : "?";
    auto const written = decimal == std::string::npos ? whole : whole + "." + text.substr(decimal + arabic_decimal.size());
    bool other_signs = text.find_first_of(".,") != std::string::npos;
    return other_signs ? std::nullopt : std::optional(written);
}

/// "12", "12.", "12.5", ".5", "1e-05".
bool has_number_form(std::string_view text)
{
    auto const power = text.find_first_of("eE");
    auto const mantissa = text.substr(0, power);
    bool digits = mantissa.find_first_of("0123456789") != std::string_view::npos && mantissa.find_first_not_of("0123456789.") == std::string_view::npos
        && std::count(mantissa.begin(), mantissa.end(), '.') <= 1;
    if (power == std::string_view::npos)
        return digits;
    auto exponent = text.substr(power + 1);
    exponent.remove_prefix(exponent.starts_with('-') || exponent.starts_with('+'));
    return digits && !exponent.empty() && exponent.size() <= 3 && all_digits(exponent);
}

} // namespace

std::string plain_typed(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        auto const [sign, length] = sign_at(text, at);
        bool eastern = (sign >= 0x660 && sign <= 0x669) || (sign >= 0x6f0 && sign <= 0x6f9);
        if (eastern)
            plain += static_cast<char>('0' + (sign & 0xf));
        else if (is_in(spaces, sign))
            plain += ' ';
        else if (is_in(dashes, sign))
            plain += '-';
        else if (!is_in(unseen, sign) || length == 1)
            plain += text.substr(at, length);
        at += length;
    }
    return std::string(trimmed(plain));
}

std::optional<double> typed_number(std::string_view typed)
{
    auto text = plain_typed(typed);
    replace_all(text, arabic_comma, ",");
    replace_all(text, curly_apostrophe, "'");
    bool const negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text = trimmed(text.substr(1));
    text = without_parted_thousands(text);
    bool arabic = text.find(arabic_decimal) != std::string::npos || text.find(arabic_thousands) != std::string::npos;
    auto const read = arabic ? decided_with_arabic_signs(text) : decided(text);
    if (!read || !has_number_form(*read))
        return std::nullopt;
    double value = 0;
    auto const [end, error] = std::from_chars(read->data(), read->data() + read->size(), value);
    if (error != std::errc() || end != read->data() + read->size() || !std::isfinite(value))
        return std::nullopt;
    return negative ? -value : value;
}

std::string typed_formula(std::string_view text)
{
    auto plain = plain_typed(text);
    replace_all(plain, arabic_decimal, ".");
    replace_all(plain, arabic_thousands, "");
    return plain;
}

} // namespace bydel
