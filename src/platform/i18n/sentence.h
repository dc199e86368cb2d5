// SPDX-License-Identifier: AGPL-3.0-or-later
// How a problem is said to a person, on a page or at the terminal.
#pragma once
#include "base/problem.h"
#include "platform/i18n/i18n.h"

namespace bydel::i18n {

/// "items[3].held_on" -> "Day"; the last part of the field itself where no language file names it.
std::string name_of_field(std::string_view field, Catalogue const& messages, std::string_view language);
/// The message "problem.<key>" with its params; a param "day" is written as people write it.
std::string sentence(Problem const& problem, Catalogue const& messages, std::string_view language);

} // namespace bydel::i18n
