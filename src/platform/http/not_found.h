// SPDX-License-Identifier: AGPL-3.0-or-later
// The page for an address that is not there: in the reader's language, without a script, with the two ways on. Not for the API, which answers
// programs with problem+json.
#pragma once
#include "platform/http/http.h"

namespace bydel::i18n {
class Catalogue;
}

namespace bydel::http {

/// Its own style sheet and nothing else; no script, no picture, no form.
constexpr std::string_view not_found_policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A browser that shows what it gets says that it takes HTML; whoever asks for a file of the app or for JSON is a program.
bool is_for_a_person(Request const& request);
std::string not_found_page(i18n::Catalogue const& messages, std::string const& language);

} // namespace bydel::http
