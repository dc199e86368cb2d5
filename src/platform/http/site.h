// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything one origin answers: health and metrics, the web app's files out of the binary, and the API for the rest.
//   /api/openapi.json  the description of the API      /  the field app      /office, /office/...  the office app      /assets/...  files
//   with a hash in their name, kept for a year      an address that is not there: a page for people, problem+json for programs
#pragma once
#include "platform/assets/assets.h"
#include "platform/http/api.h"
#include "platform/http/metrics.h"

namespace bydel::http {

class Site {
public:
    /// `ready` says whether the database answers; `version` is for the description of the API. `files` must outlive the site; those under
    /// "web/" are served.
    Site(Api& api, Metrics& metrics, i18n::Catalogue const& messages, std::function<Done()> ready, std::string const& version = "0",
        std::vector<assets::Asset> const& files = assets::all());
    Response handle(Request const& request);
    /// For ServerOptions::refuse.
    Response refuse(Request const& request, Problem const& problem);
    /// From now on every answer tells browsers to come by https only, for a year. For a server that phones reach by https.
    void stay_with_https() { https_only_ = true; }

private:
    struct File {
        std::string_view bytes;
        std::string_view gzip; ///< the same, compressed at build time; empty where that did not pay
        std::string_view type;
        std::string etag;
        bool immutable = false;
    };
    Response answer(Request const& request);
    Response health(Request const& request);
    Response described() const;
    Response not_found(Request const& request) const;
    File const* find_file(std::string_view path) const;
    static Response send(Request const& request, File const& file);

    Api& api_;
    Metrics& metrics_;
    i18n::Catalogue const& messages_;
    std::function<Done()> ready_;
    void finish(Response& response) const;
    std::string description_;
    bool https_only_ = false;
    std::map<std::string, File, std::less<>> files_;
};

} // namespace bydel::http
