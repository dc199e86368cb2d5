// SPDX-License-Identifier: AGPL-3.0-or-later
// Reads the members of one JSON object in a document that a person wrote: whatever has another type is a problem with its place and its line, and the
// reading goes on, so that all of them are told at once. For what is read by a list of fields, see fields.h.
#pragma once
#include "base/fields.h"

namespace bydel {

class Members {
public:
    /// `json` and `problems` must outlive it. `line` is the id of the line around it; an id of its own goes before.
    Members(Json const& json, std::string place, std::vector<Problem>& problems, std::string const& line = "");

    Json const& operator[](std::string_view name) const { return json_[name]; }
    Members inside(std::string_view name) const { return { json_[name], path(name), problems_, line_ }; }

    std::string text(std::string_view name, std::string fallback = "") const;
    double number(std::string_view name, double fallback = 0) const { return maybe_number(name).value_or(fallback); }
    std::optional<double> maybe_number(std::string_view name) const;
    int year(std::string_view name, int fallback) const;
    /// A formula, or a number that stands for itself.
    std::string formula(std::string_view name, std::string fallback = "") const;
    /// One of these names, which stand in the order of the enumeration.
    template <class Choice, std::size_t count>
    Choice choice(std::string_view name, std::string_view const (&names)[count], Choice fallback) const
    {
        if (json_[name].is_null())
            return fallback;
        auto const word = text(name);
        for (std::size_t i = 0; i < count; ++i) {
            if (names[i] == word)
                return static_cast<Choice>(i);
        }
        add(name, { 422, "field.unknown_code", "", { { "code", word } } });
        return fallback;
    }
    std::vector<Members> list(std::string_view name) const;
    void add(std::string_view name, Problem problem) const { add(within(name, std::move(problem))); }
    void add(Problem problem) const;

private:
    std::string path(std::string_view name) const { return place_.empty() ? std::string(name) : place_ + "." + std::string(name); }
    Json const& json_;
    std::string place_;
    std::string line_; ///< the line's id, also inside it
    std::vector<Problem>& problems_;
};

} // namespace bydel
