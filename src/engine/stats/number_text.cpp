// SPDX-License-Identifier: AGPL-3.0-or-later
#include "engine/stats/number_text.h"
#include <cmath>

namespace bydel::stats {

namespace {

std::string digits_of(double whole)
{
    std::string text;
    do {
        double rest = std::floor(whole / 10);
        text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(whole - rest * 10)));
        whole = rest;
    } while (whole >= 1);
    return text;
}

} // namespace

std::string number_text(double number)
{
    if (number != number)
        return "not a number";
    if (number < 0)
        return "-" + number_text(-number);
    if (number >= 1e15)
        return number > 1.7976931348623157e308 ? "infinity" : "more than 1000000000000000";
    int decimals = 0;
    double scale = 1;
    while (decimals < 15 && number * scale < 1e5) {
        scale *= 10;
        ++decimals;
    }
    double rounded = std::floor(number * scale + 0.5);
    double whole = std::floor(rounded / scale);
    auto text = digits_of(whole);
    auto part = digits_of(rounded - whole * scale);
    part.insert(0, static_cast<std::size_t>(decimals) > part.size() ? static_cast<std::size_t>(decimals) - part.size() : 0, '0');
    if (decimals == 0)
        return text;
    part.erase(part.find_last_not_of('0') + 1);
    return part.empty() ? text : text + "." + part;
}

} // namespace bydel::stats
