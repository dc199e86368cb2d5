// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/id.h"
#include "base/day.h"
#include "base/result.h"
#include <sys/random.h>

namespace bydel {

void fill_random(unsigned char* bytes, std::size_t count)
{
    while (count > 0) {
        auto got = getrandom(bytes, count, 0);
        VERIFY(got > 0);
        bytes += got;
        count -= static_cast<std::size_t>(got);
    }
}

std::string make_id(Milliseconds at, std::array<unsigned char, 10> const& random)
{
    std::array<unsigned char, 16> bytes {};
    for (int i = 0; i < 6; ++i)
        bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(at >> (8 * (5 - i)));
    std::copy(random.begin(), random.end(), bytes.begin() + 6);
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    static constexpr char hex[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += hex[bytes[i] >> 4];
        text += hex[bytes[i] & 15];
    }
    return text;
}

std::string new_id(Milliseconds now)
{
    std::array<unsigned char, 10> random;
    fill_random(random.data(), random.size());
    return make_id(midnight_before(now), random);
}

std::string new_day_id(std::string_view day) { return new_id(start_of(day)); }

bool is_id(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < 36; ++i) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        char c = text[i];
        if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return text[14] == '7' && (text[19] == '8' || text[19] == '9' || text[19] == 'a' || text[19] == 'b');
}

} // namespace bydel
