// SPDX-License-Identifier: AGPL-3.0-or-later
// Any file as a spreadsheet: it is read or refused, within its limits; and what was read as CSV is written and read again as the same cells.
#include "document/sheet.h"
#include <cstdint>
#include <zip.h>

using namespace bydel;
using namespace bydel::document;

static Limits const limits { .file_bytes = 1 << 20, .unpacked_bytes = 4 << 20, .ratio = 200, .sheets = 5, .rows = 2000, .columns = 50, .cells = 20'000 };

static void check_sheet(Sheet const& sheet)
{
    VERIFY(sheet.columns.size() <= limits.columns && sheet.rows.size() < limits.rows + 1 && sheet.columns.size() * sheet.rows.size() <= limits.cells);
    for (auto const& row : sheet.rows)
        VERIFY(row.size() == sheet.columns.size());
}

static void try_csv(std::string_view bytes)
{
    auto sheet = read_csv(bytes, limits);
    if (!sheet)
        return;
    check_sheet(*sheet);
    auto again = read_csv(to_csv(*sheet, CsvStyle::programs));
    VERIFY(again && again->columns.size() == sheet->columns.size());
    auto third = read_csv(to_csv(*again, CsvStyle::programs));
    VERIFY(third && third->rows == again->rows);
}

static void try_xlsx(std::string_view bytes)
{
    auto book = read_xlsx(bytes, limits);
    if (!book)
        return;
    for (auto const& sheet : book->sheets) {
        check_sheet(sheet);
        (void)to_csv(sheet);
    }
}

/// Checksums keep chance away from what is inside a zip: here any text is one of its parts, with the right checksum.
static std::string around(std::string_view part, std::size_t which)
{
    std::pair<char const*, std::string_view> parts[] {
        { "xl/s.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46349</v></c></row></sheetData></worksheet>" },
        { "xl/t.xml", "<sst><si><t>name</t></si></sst>" },
        { "xl/y.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
            "numFmtId=\"170\"/></cellXfs></styleSheet>" },
        { "xl/b.xml", "<workbook><sheets><sheet name=\"One\" r:id=\"s1\"/></sheets></workbook>" },
        { "xl/_rels/b.xml.rels",
            "<Relationships><Relationship Id=\"s1\" Type=\"a/worksheet\" Target=\"s.xml\"/><Relationship Id=\"s2\" Type=\"a/sharedStrings\" "
            "Target=\"t.xml\"/><Relationship Id=\"s3\" Type=\"a/styles\" Target=\"y.xml\"/></Relationships>" },
        { "_rels/.rels", "<Relationships><Relationship Id=\"r1\" Type=\"a/officeDocument\" Target=\"xl/b.xml\"/></Relationships>" },
    };
    parts[which % 5].second = part;
    auto* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, nullptr);
    for (auto const& [name, text] : parts) {
        auto index = zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    }
    VERIFY(zip_close(archive) == 0 && zip_source_open(source) == 0);
    std::string bytes(part.size() + 4096, '\0');
    bytes.resize(static_cast<std::size_t>(zip_source_read(source, bytes.data(), bytes.size())));
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view bytes(reinterpret_cast<char const*>(data), size);
    try_csv(bytes);
    try_xlsx(bytes);
    if (size > 1)
        try_xlsx(around(bytes.substr(1), data[0]));
    return 0;
}
