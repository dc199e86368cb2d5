// SPDX-License-Identifier: AGPL-3.0-or-later
// The fonts of documents: only Noto, whatever else a machine has, so that a document looks the same everywhere. The configuration is read once;
// each thread has a font map of its own, because Pango's are not shared between threads.
#pragma once
#include "base/result.h"
#include <string>
#include <string_view>

typedef struct _PangoContext PangoContext;
typedef struct _PangoFontDescription PangoFontDescription;

namespace bydel::document {

/// A context for text of that language and direction; owned by the caller (g_object_unref). Problem: 500 document.fonts_missing.
Result<PangoContext*> make_text_context(std::string_view language, bool right_to_left);
/// Our fonts in the order in which a language wants them.
std::string font_families(std::string_view language);

} // namespace bydel::document
