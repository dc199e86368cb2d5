// SPDX-License-Identifier: AGPL-3.0-or-later
// A request and an answer as plain data. Boost lives behind server.cpp only.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bydel::http {

enum class Method { get, head, post, put, remove, options, other };
std::string_view to_string(Method method);

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    Method method = Method::get;
    std::string path;                                       ///< decoded, without the query
    std::vector<std::pair<std::string, std::string>> query; ///< decoded
    Headers headers;                                        ///< names in lower case
    std::string body;
    std::string remote; ///< the peer's address, for throttling

    /// Each is empty where there is none; the first where there are several.
    std::string_view header(std::string_view lower_case_name) const;
    std::string_view cookie(std::string_view name) const;
    std::string_view parameter(std::string_view name) const;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    /// Body already in this encoding ("gzip"), else empty.
    std::string encoding;
    /// The pattern of the route that answered, for the counters; never sent.
    std::string_view route;
};

/// "%C3%A6" to its bytes. Nothing where an escape is broken or hides a control character.
std::optional<std::string> percent_decoded(std::string_view text);
/// Fills `path` and `query` from "/a/b?c=d"; false where it is malformed. `+` is a space in the query.
bool read_target(Request& request, std::string_view target);

} // namespace bydel::http
