// SPDX-License-Identifier: AGPL-3.0-or-later
// What is checked before anyone is asked who she is: that a write comes from our own pages, and that a body is JSON. And the headers that
// every answer carries.
#pragma once
#include "base/result.h"
#include "platform/http/http.h"

namespace bydel::http {

/// Browsers say where a request comes from (Sec-Fetch-Site; older ones Origin); a write from another site is refused. A program that is no
/// browser says neither, and holds no one's cookies by accident: it may. Problem 403 request.cross_site.
Done refuse_cross_site(Request const& request, std::string_view public_origin);
/// The body as JSON; an empty body is an empty object. Problems 415 body.not_json, 400 body.malformed.
Result<std::string_view> json_text_of(Request const& request);
/// The office computes cost models with WebAssembly, which a browser runs only where the policy says so. The phone's page has none.
enum class Scripts { own, own_and_webassembly };
std::string content_security_policy(Scripts scripts);
/// Strict Content-Security-Policy and friends; what the response has set itself stays.
void add_security_headers(Response& response);

} // namespace bydel::http
