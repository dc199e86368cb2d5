// SPDX-License-Identifier: AGPL-3.0-or-later
// The files of content/ that are compiled into the binary, parsed.
#pragma once
#include "programme/programme.h"
#include <memory>

namespace bydel::programme {

struct LanguageFile {
    std::string code;
    Json file;
};

/// `path` below content/, such as "programmes/dk.json".
Result<Json> content_file(std::string const& path);
/// The programme that a file of content/programmes describes.
tenant::Programme programme_from(Json const& file);
/// Every file of content/languages; one language may have several. To be held while it is looked at.
std::shared_ptr<std::vector<LanguageFile> const> language_files();

} // namespace bydel::programme
