// SPDX-License-Identifier: AGPL-3.0-or-later
// Emoji in documents. Our fonts are of text and hold few of them: one that they lack is left out, where a letter that they lack is a box, which
// says that something is missing.
#pragma once
#include <string>

typedef struct _PangoLayout PangoLayout;

namespace bydel::document {

/// The text without the emoji that the layout's fonts have no picture for, nor the signs that join and colour them, nor the gap they leave.
/// Changes the text of the layout.
std::string without_missing_emoji(PangoLayout* layout, std::string const& text);

} // namespace bydel::document
