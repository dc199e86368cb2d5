// SPDX-License-Identifier: AGPL-3.0-or-later
// What people save: Excel on Windows writes Windows-1252 as "CSV" and UTF-16 as "Unicode text".
#include "base/text.h"
#include "document/cells.h"
#include "document/csv.h"
#include <unicode/ucnv.h>

namespace bydel::document {

static Problem not_text() { return { 400, "document.csv_unreadable", "", { { "line", "1" } }, "neither UTF-8, UTF-16 nor Windows-1252" }; }

static Result<std::string> converted(std::string_view bytes, char const* encoding)
{
    std::string utf8(bytes.size() * 3 + 1, '\0');
    UErrorCode error = U_ZERO_ERROR;
    auto written
        = ucnv_convert("UTF-8", encoding, utf8.data(), static_cast<std::int32_t>(utf8.size()), bytes.data(), static_cast<std::int32_t>(bytes.size()), &error);
    if (U_FAILURE(error))
        return fail(not_text());
    utf8.resize(static_cast<std::size_t>(written));
    return utf8;
}

static bool has_control_signs(std::string_view bytes)
{
    for (char c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && byte != '\t' && byte != '\r' && byte != '\n') || byte == 0x7f)
            return true;
    }
    return false;
}

Result<std::string> as_utf8(std::string_view bytes)
{
    std::string text;
    if (bytes.starts_with("\xff\xfe"))
        text = TRY(converted(bytes.substr(2), "UTF-16LE"));
    else if (bytes.starts_with("\xfe\xff"))
        text = TRY(converted(bytes.substr(2), "UTF-16BE"));
    else
        text = bytes.substr(bytes.starts_with("\xef\xbb\xbf") ? 3 : 0);
    if (has_control_signs(text))
        return fail(not_text()); // a picture, a PDF, an .xls
    if (is_plain_text(cleaned(text)))
        return text;
    for (char gap : { '\x81', '\x8d', '\x8f', '\x90', '\x9d' }) {
        if (text.find(gap) != std::string::npos)
            return fail(not_text()); // no letter in Windows-1252
    }
    return converted(text, "windows-1252");
}

} // namespace bydel::document
