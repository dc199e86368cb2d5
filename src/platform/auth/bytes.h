// SPDX-License-Identifier: AGPL-3.0-or-later
// Text as the bytes that C libraries take. Not for other folders.
#pragma once
#include <string>
#include <string_view>

namespace bydel::auth {

inline unsigned char const* bytes(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
inline unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

} // namespace bydel::auth
