// SPDX-License-Identifier: AGPL-3.0-or-later
// Pure decisions of the programme slice: what an overlay makes of a template, and how far a group has drifted.
#pragma once
#include "programme/programme.h"

namespace bydel::programme {

/// How far ahead something may be said of a group, in days.
inline constexpr int furthest_day = 366;

/// One code as a page shows it.
struct Choice {
    std::string code;
    std::string icon;
    std::string parent; ///< the national code of an own one
    bool retired = false;
    bool hidden = false;
    bool sensitive = false;
    bool is_protected = false;  ///< no group may hide or rename it: it is a way out for a woman or a child
    std::int64_t position = -1; ///< in the national list, before the group moved anything; -1 for an own one
    Json labels;                ///< {"da":"…"} where the group gave its own
};

struct List {
    std::string list;
    bool multiple = false;
    std::vector<Choice> items;
};

/// The template's lists with the operations applied in order. Operations on codes that are not there are passed over, and so are those that
/// hide or rename a protected code: an adaptation may have been stored before the code was protected.
std::vector<List> apply(Json const& document, Json const& operations);

/// The group's own label in that language, else in the first one it gave; empty where it gave none.
std::string own_label(Choice const& choice, std::string const& language);

/// Problem overlay.unknown_item / overlay.bad_operation / overlay.protected_item with field `operations[2].code`.
Done check_operations(Json const& document, Json const& operations);

/// The operations of `wanted`, and every own code of `before` that is no longer among them, now retired: a code is never removed and never
/// means something else (design 9.5). Problem record.exists where a code comes back under another national parent.
Result<Json> keep_own_codes(Json const& before, Json const& wanted);

/// An operation whose item is another than the one it was made for.
struct Stale {
    std::int64_t operation = 0; ///< its place in the list
    std::string what;           ///< of stale_ways
};
inline constexpr std::string_view stale_ways = "retired changed";
constexpr auto fields_of(Stale const*)
{
    return std::tuple { Field { "operation", &Stale::operation, number_of(0, 1000) }, Field { "what", &Stale::what, one_of(stale_ways) } };
}
constexpr char const* name_of(Stale const*) { return "StaleOperation"; }

/// What became stale: operations whose code was retired or whose base item changed since `base`.
std::vector<Stale> drift(Json const& base, Json const& newest, Json const& operations);

} // namespace bydel::programme
