// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/pdf_canvas.h"
#include <algorithm>
#include <cstdio>

namespace bydel::document {

/// What stands after the last `name` up to `end`, trimmed of spaces before it; empty where there is none.
static std::string after_last(std::string const& pdf, std::string_view name, std::string_view end)
{
    auto at = pdf.rfind(name);
    if (at == std::string::npos)
        return {};
    at = pdf.find_first_not_of(" \n", at + name.size());
    auto stop = pdf.find(end, at);
    return at == std::string::npos || stop == std::string::npos ? std::string() : pdf.substr(at, stop - at);
}

static std::string padded(std::size_t offset)
{
    char text[32];
    std::snprintf(text, sizeof text, "%010zu", offset);
    return text;
}

std::string with_language(std::string pdf, std::string const& language, bool right_to_left)
{
    auto size = after_last(pdf, "/Size ", "\n"), root = after_last(pdf, "/Root ", " 0 R"), info = after_last(pdf, "/Info ", " 0 R"),
         start = after_last(pdf, "startxref\n", "\n");
    auto catalog = after_last(pdf, "<< /Type /Catalog", "\n>>");
    bool plain = std::all_of(
        language.begin(), language.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
    if (size.empty() || root.empty() || info.empty() || start.empty() || catalog.empty())
        return pdf; // another Cairo, which may do it itself
    auto object_at = pdf.size();
    pdf += root + " 0 obj\n<< /Type /Catalog\n   " + catalog;
    if (catalog.find("/MarkInfo") == std::string::npos)
        pdf += "\n   /MarkInfo << /Marked true >>";
    if (catalog.find("/Lang") == std::string::npos && plain)
        pdf += "\n   /Lang (" + language + ")";
    pdf += std::string("\n   /ViewerPreferences << /DisplayDocTitle true /Direction ") + (right_to_left ? "/R2L" : "/L2R") + " >>\n>>\nendobj\n";
    auto table_at = pdf.size();
    pdf += "xref\n" + root + " 1\n" + padded(object_at) + " 00000 n \ntrailer\n<< /Size " + size + "\n   /Root " + root + " 0 R\n   /Info " + info
        + " 0 R\n   /Prev " + start + "\n>>\nstartxref\n" + std::to_string(table_at) + "\n%%EOF\n";
    return pdf;
}

} // namespace bydel::document
