// SPDX-License-Identifier: AGPL-3.0-or-later
// What the routes of programme take and give. Not for other folders.
#pragma once
#include "programme/rules.h"

namespace bydel::programme {

struct InLanguage {
    std::optional<std::string> language; ///< of the labels; else that of the person who asks
};
constexpr auto fields_of(InLanguage const*) { return std::tuple { Field { "language", &InLanguage::language, a_language() } }; }
constexpr char const* name_of(InLanguage const*) { return "InLanguage"; }

struct TemplateItem {
    std::string code;
    std::string icon;
    std::string label;
    bool retired = false;
    bool hidden = false;
    bool sensitive = false;
    bool is_protected = false;
    std::optional<std::int64_t> position; ///< in the national list, before the group moved anything
    std::optional<std::string> parent;    ///< of an own code
};
constexpr auto fields_of(TemplateItem const*)
{
    using I = TemplateItem;
    return std::tuple { Field { "code", &I::code, a_code() }, Field { "icon", &I::icon, text_of(0, 60) }, Field { "label", &I::label, text_of(0, 120) },
        Field { "retired", &I::retired, a_flag() }, Field { "hidden", &I::hidden, a_flag() }, Field { "sensitive", &I::sensitive, a_flag() },
        Field { "protected", &I::is_protected, a_flag() }, Field { "position", &I::position, number_of(0, 1000) }, Field { "parent", &I::parent, a_code() } };
}
constexpr char const* name_of(TemplateItem const*) { return "TemplateItem"; }

struct TemplateList {
    std::string list;
    bool multiple = false;
    bool sensitive = false;
    std::vector<TemplateItem> items;
};
constexpr auto fields_of(TemplateList const*)
{
    using L = TemplateList;
    return std::tuple { Field { "list", &L::list, a_code() }, Field { "multiple", &L::multiple, a_flag() }, Field { "sensitive", &L::sensitive, a_flag() },
        Field { "items", &L::items, nested() } };
}
constexpr char const* name_of(TemplateList const*) { return "TemplateList"; }

/// The lists of codes as a group uses them.
struct GroupTemplate {
    std::int64_t version = 0;
    std::vector<TemplateList> lists;
};
constexpr auto fields_of(GroupTemplate const*)
{
    return std::tuple { Field { "version", &GroupTemplate::version, number_of(0, 1'000'000) }, Field { "lists", &GroupTemplate::lists, nested() } };
}
constexpr char const* name_of(GroupTemplate const*) { return "GroupTemplate"; }

/// Operations on stable codes (rules.h); `drift`: what became stale.
struct Adaptation {
    std::int64_t base_version = 0;
    std::int64_t newest_version = 0;
    Json operations;
    std::vector<Stale> drift;
};
constexpr auto fields_of(Adaptation const*)
{
    using A = Adaptation;
    return std::tuple { Field { "base_version", &A::base_version, number_of(0, 1'000'000) },
        Field { "newest_version", &A::newest_version, number_of(0, 1'000'000) }, Field { "operations", &A::operations, a_document() },
        Field { "drift", &A::drift, nested() } };
}
constexpr char const* name_of(Adaptation const*) { return "Adaptation"; }

struct NewAdaptation {
    Json operations;
};
constexpr auto fields_of(NewAdaptation const*) { return std::tuple { Field { "operations", &NewAdaptation::operations, a_document() } }; }
constexpr char const* name_of(NewAdaptation const*) { return "NewAdaptation"; }

} // namespace bydel::programme
