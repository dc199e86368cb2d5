// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/chart.h"
#include <algorithm>
#include <cmath>

namespace bydel::document {

static char32_t next_sign(std::string_view text, std::size_t& at)
{
    auto lead = static_cast<unsigned char>(text[at]);
    std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t sign = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
        sign = (sign << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    at += length;
    return sign;
}

static double width_in_em(char32_t sign)
{
    if (sign < 0x80) {
        if (std::string_view("ijl.,:;'|!()[] ").find(static_cast<char>(sign)) != std::string_view::npos)
            return 0.3;
        return (sign >= 'A' && sign <= 'Z') || sign == 'm' || sign == 'w' || sign == '%' ? 0.75 : 0.57;
    }
    bool mark = (sign >= 0x300 && sign < 0x370) || (sign >= 0x610 && sign < 0x61b) || sign == 0x61c || (sign >= 0x64b && sign < 0x660)
        || (sign >= 0x200b && sign < 0x2010);
    bool wide = (sign >= 0x1100 && sign < 0x1400) || sign >= 0x2e80;
    return mark ? 0 : wide ? 1.0 : 0.6;
}

double estimated_width(std::string_view text)
{
    double em = 0;
    for (std::size_t at = 0; at < text.size();)
        em += width_in_em(next_sign(text, at));
    return em * label_size * 1.04;
}

static std::string shortened(std::string_view text, double width)
{
    std::string kept(text);
    while (!kept.empty() && estimated_width(kept + "\xe2\x80\xa6") > width) {
        while (kept.size() > 1 && (static_cast<unsigned char>(kept.back()) & 0xc0) == 0x80)
            kept.pop_back();
        kept.pop_back();
    }
    return std::string(trimmed(kept)) + "\xe2\x80\xa6";
}

std::vector<std::string> wrapped(std::string_view text, double width, std::size_t most_lines)
{
    std::vector<std::string> lines { "" };
    std::string flat(text);
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    for (auto const& word : split(flat, ' ')) {
        auto& line = lines.back();
        if (line.empty() || estimated_width(line + " " + word) <= width)
            line += (line.empty() ? "" : " ") + word;
        else
            lines.push_back(word);
    }
    bool left_over = lines.size() > most_lines;
    lines.resize(std::min(lines.size(), most_lines));
    for (auto& line : lines) {
        bool last = &line == &lines.back();
        if (estimated_width(line) > width || (last && left_over))
            line = shortened(line, width);
    }
    return lines;
}

Ticks ticks_for(double low, double high, int wanted)
{
    if (!(high > low))
        high = low + (low == 0 ? 1 : std::abs(low));
    double rough = (high - low) / wanted, unit = std::pow(10, std::floor(std::log10(rough)));
    double times = rough / unit;
    double step = unit * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    Ticks ticks;
    ticks.decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 12);
    auto first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
    for (double i = first; i <= last && ticks.values.size() < 50; ++i)
        ticks.values.push_back(i * step);
    return ticks;
}

} // namespace bydel::document
