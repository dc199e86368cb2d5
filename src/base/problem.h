// SPDX-License-Identifier: AGPL-3.0-or-later
// What went wrong, as a value. `key` is a stable translation key, `cause` is for the log and never leaves the server.
// On the wire a Problem becomes RFC 9457 problem+json (platform/http/problem_json.h).
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace bydel {

struct Problem {
    int status = 500;
    std::string key;
    std::string field = {};
    std::vector<std::pair<std::string, std::string>> params = {};
    std::string cause = {};
};

/// The same problem seen from one level up: "held_on" becomes "items[3].held_on".
inline Problem within(std::string_view outer, Problem problem)
{
    if (problem.field.empty())
        problem.field = outer;
    else if (problem.field.front() == '[')
        problem.field = std::string(outer) + problem.field;
    else
        problem.field = std::string(outer) + "." + problem.field;
    return problem;
}

inline Problem not_found() { return { 404, "record.not_found" }; }

} // namespace bydel
