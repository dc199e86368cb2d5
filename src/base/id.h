// SPDX-License-Identifier: AGPL-3.0-or-later
// Identifiers: *day ids*, UUID version 7 (RFC 9562) in lower case whose time part is midnight UTC of the day, so that an index grows at its end and no
// row tells a clock time: not a conversation's, and not a neighbour's from which it could be bracketed (docs/security.md).
#pragma once
#include "base/clock.h"
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bydel {

/// Fills with bytes from the operating system's random generator.
void fill_random(unsigned char* bytes, std::size_t count);

/// A day id of the day of that instant.
std::string new_id(Milliseconds now);
std::string new_day_id(std::string_view day);
/// From 80 given random bits: for the deterministic demo.
std::string make_id(Milliseconds at, std::array<unsigned char, 10> const& random);
bool is_id(std::string_view text);

} // namespace bydel
