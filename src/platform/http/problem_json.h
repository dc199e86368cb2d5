// SPDX-License-Identifier: AGPL-3.0-or-later
// A Problem as it is said on the wire (RFC 9457): the body of an answer that is none, and what is said of one item of many.
#pragma once
#include "base/fields.h"
#include "base/problem.h"
#include "platform/i18n/i18n.h"

namespace bydel::http {

struct ProblemSaid {
    std::string type;
    std::string title;  ///< in the reader's language
    std::string detail; ///< the same, and which field
    std::int64_t status = 500;
    std::string key; ///< stable
    std::map<std::string, std::string> params;
    std::optional<std::string> field; ///< a path such as items[3].held_on
};
constexpr auto fields_of(ProblemSaid const*)
{
    using P = ProblemSaid;
    return std::tuple { Field { "type", &P::type, text_of(1, 200) }, Field { "title", &P::title, text_of(0, 1000) },
        Field { "detail", &P::detail, text_of(0, 1000) }, Field { "status", &P::status, number_of(400, 599) }, Field { "key", &P::key, text_of(1, 100) },
        Field { "params", &P::params, text_of(0, 1000) }, Field { "field", &P::field, text_of(0, 300) } };
}
constexpr char const* name_of(ProblemSaid const*) { return "Problem"; }

ProblemSaid said(Problem const& problem, i18n::Catalogue const& messages, std::string_view language);

} // namespace bydel::http
