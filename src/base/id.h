// SPDX-License-Identifier: AGPL-3.0-or-later
// Identifiers: UUID version 7 (RFC 9562) in lower case, time-ordered so that an index grows at its end. A *day id* carries only
// the day of its time part, for records that must not tell a clock time (conversations, concerns).
#pragma once
#include "base/clock.h"
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bydel {

/// Fills with bytes from the operating system's random generator.
void fill_random(unsigned char* bytes, std::size_t count);

std::string new_id(Milliseconds now);
std::string new_day_id(std::string_view day);
/// From 80 given random bits: for the deterministic demo.
std::string make_id(Milliseconds at, std::array<unsigned char, 10> const& random);
bool is_id(std::string_view text);

} // namespace bydel
