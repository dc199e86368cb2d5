// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading a card's text file: front matter, then Markdown.
#pragma once
#include "library/library.h"

namespace bydel::library {

struct TextFile {
    std::string title;
    std::string translation_review;
    std::int64_t revision = 0;        ///< of the English text
    std::int64_t source_revision = 0; ///< of the English text that a translation was made from
    std::string body;
};

/// Problem names what is wrong: no front matter, no title, a table, HTML, an image, or more than 32 KB.
Result<TextFile> read_text_file(std::string_view text);

} // namespace bydel::library
