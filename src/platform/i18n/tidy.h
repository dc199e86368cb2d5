// SPDX-License-Identifier: AGPL-3.0-or-later
// Text that a person typed, made the same for the same letters: for storing (`tidied`), for passwords (`composed`), for comparing (`folded`).
// The door of the server (http/api.cpp) tidies every text of a request, so that no slice has to. ICU lives behind tidy.cpp.
#pragma once
#include "base/json.h"

namespace bydel::i18n {

/// Composed letters (NFC) and nothing else: what was typed is what counts.
std::string composed(std::string_view text);
/// For storing: composed, without signs that cannot be seen, every kind of space an ordinary one, none at the ends; lines end in line feeds.
/// A joiner between two visible signs stays: Persian, Indic scripts and emoji are written with it.
std::string tidied(std::string_view text);
/// For comparing names: no case, no accents, no joiners, one form of each Arabic letter, single spaces. Never stored.
std::string folded(std::string_view text);
/// Every word that was typed is somewhere in the text, in any order, both folded. Nothing typed: yes.
bool has_words(std::string_view text, std::string_view typed);
/// Every text inside, tidied; a member named `password` is left as it was typed.
Json with_tidy_texts(Json value);

} // namespace bydel::i18n
