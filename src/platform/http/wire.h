// SPDX-License-Identifier: AGPL-3.0-or-later
// An answer as it goes on the wire: gzip where it pays, and the head of an HTTP/1.1 message. No sockets here.
#pragma once
#include "base/problem.h"
#include "platform/http/http.h"

namespace bydel::http {

/// gzip (RFC 1952).
std::string gzipped(std::string_view plain);
/// Compresses the body where the client takes gzip, the type is compressible and it is over 1 kB.
void compress_where_it_pays(Request const& request, Response& response);
bool accepts_gzip(Request const& request);

enum class AfterAnswer { keep_open, close };
/// Status line and headers, the empty line included. Line breaks in values are taken out.
std::string write_head(Response const& response, AfterAnswer after);
/// Whether a body may follow the head: not after HEAD, 204 and 304.
bool has_body(Request const& request, Response const& response);

/// A problem without a catalogue of messages: for what the server refuses before it knows who asks.
Response plain_refusal(Problem const& problem);

} // namespace bydel::http
