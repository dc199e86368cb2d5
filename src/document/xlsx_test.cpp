// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/sheet_cast.h"
#include "document/xlsx_book.h"
#include <cstring>
#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <zip.h>

using namespace bydel;
using namespace bydel::document;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A zip file in memory.
std::string zipped(Parts const& parts)
{
    zip_error_t error {};
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (auto const& [name, text] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_ENC_UTF_8);
    VERIFY(zip_close(archive) == 0);
    zip_source_open(source);
    zip_source_seek(source, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(source)), '\0');
    zip_source_seek(source, 0, SEEK_SET);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

Parts const rels {
    { "_rels/.rels", R"(<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)" },
    { "xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="/xl/worksheets/one.xml"/>
        <Relationship Id="t1" Type="http://x/styles" Target="styles.xml"/><Relationship Id="t2" Type="http://x/sharedStrings" Target="../xl/strings.xml"/></Relationships>)" },
    { "xl/workbook.xml", R"(<workbook><sheets><sheet name="One" r:id="s1"/></sheets></workbook>)" },
    { "xl/styles.xml",
        R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\-mm\-yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>)" }
};

std::string book_of(std::string const& rows, std::string const& strings = "<sst/>", std::string const& head = "")
{
    auto parts = rels;
    parts.emplace_back("xl/worksheets/one.xml", head + "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    parts.emplace_back("xl/strings.xml", strings);
    return zipped(parts);
}

std::string fault(std::string_view bytes, Limits const& limits = {})
{
    auto read = read_xlsx(bytes, limits);
    return read ? "" : read.error().key;
}

using Row = std::vector<std::string>;

} // namespace

TEST_CASE("sheets, kinds and cells come back; the widths do not")
{
    Workbook book { { { "Inputs", { { "line" }, { "value", CellKind::number, 12, 2 }, { "day", CellKind::date } },
                          { { "=1+1", "-2.5", "2026-11-23" }, { "+45", "1E-05", "" } } },
        { "Inputs", { { "x" } }, {} } } };
    auto back = MUST(read_xlsx(MUST(to_xlsx(book))));
    REQUIRE(back.sheets.size() == 2);
    CHECK(back.sheets[0].name == "Inputs");
    CHECK(back.sheets[1].name == "Inputs 2");
    CHECK(back.sheets[0].rows == book.sheets[0].rows);
    CHECK(back.sheets[0].columns[0].kind == CellKind::text);
    CHECK(back.sheets[0].columns[1].kind == CellKind::number);
    CHECK(back.sheets[0].columns[2].kind == CellKind::date);
}

TEST_CASE("only a formula column holds formulas, and they keep the value they are given")
{
    Workbook book { { { "s", { { "a" }, { "b", CellKind::formula }, { "c", CellKind::number } },
        { { "=2+2", formula_cell("1+2", "3"), "=9" }, { "@x", "plain", "n/a" } } } } };
    auto bytes = MUST(to_xlsx(book));
    auto package = MUST(Package::open(bytes, {}));
    auto xml = MUST(package.get_part("xl/worksheets/sheet1.xml"));
    CHECK(xml.find("<f>") == xml.rfind("<f>"));
    CHECK(xml.find("<f>1+2</f><v>3</v>") != std::string::npos);
    CHECK(MUST(read_xlsx(bytes)).sheets[0].rows == std::vector<Row> { { "=2+2", "3", "=9" }, { "@x", "plain", "n/a" } });
}

TEST_CASE("the same workbook gives the same bytes")
{
    Workbook book { { { "s", { { "a" } }, { { "x" } } } } };
    CHECK(MUST(to_xlsx(book)) == MUST(to_xlsx(book)));
}

TEST_CASE("sheet names are made to fit")
{
    Workbook book;
    for (auto const* name : { "", "a/b:c", "a b c", "'q'", "أأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأأ" })
        book.sheets.push_back({ name, { { "x" } }, {} });
    auto back = MUST(read_xlsx(MUST(to_xlsx(book))));
    CHECK(back.sheets[0].name == "Sheet");
    CHECK(back.sheets[1].name == "a b c");
    CHECK(back.sheets[2].name == "a b c 2");
    CHECK(back.sheets[3].name == "q");
    CHECK(length_of(back.sheets[4].name) == 31);
}

TEST_CASE("a text too long for a cell is refused, not cut")
{
    Workbook book { { { "s", { { "a" } }, { { std::string(32'768, 'x') } } } } };
    auto written = to_xlsx(book);
    REQUIRE(!written);
    CHECK(written.error().key == "document.text_too_long");
}

TEST_CASE("property: what is written is read again")
{
    rc::check([] {
        auto sheet = *any_sheet();
        auto back = MUST(read_xlsx(MUST(to_xlsx({ { sheet } })))).sheets[0];
        RC_ASSERT(back.columns.size() == sheet.columns.size());
        for (std::size_t i = 0; i < sheet.columns.size(); ++i)
            RC_ASSERT(back.columns[i].header == sheet.columns[i].header);
        RC_ASSERT(back.rows.size() == sheet.rows.size());
        for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
            for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
                auto const &was = sheet.rows[row][i], &is = back.rows[row][i];
                if (sheet.columns[i].kind == CellKind::number && !was.empty())
                    RC_ASSERT(std::strtod(is.c_str(), nullptr) == std::strtod(was.c_str(), nullptr));
                else
                    RC_ASSERT(is == was);
            }
        }
    });
}

TEST_CASE("what other programs write: shared and rich strings, gaps, prefixes, truth values, days by format")
{
    auto strings = R"(<sst><si><t>name</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh><t>no</t></rPh></si></sst>)";
    auto sheet = MUST(
        read_xlsx(book_of(
            R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>two</t></is></c></row><row r="3"><c r="B3" s="2"><v>46349.75</v></c><c r="C3" t="b"><v>1</v></c></row>
        <row><c r="A4" t="s"><v>1</v></c><c s="1"><v>60</v></c></row><row r="9"/>)",
            strings)))
                     .sheets[0];
    CHECK(sheet.rows == std::vector<Row> { { "", "", "" }, { "", "2026-11-23", "TRUE" }, { "rich ", "60", "" } });
    auto prefixed = rels;
    prefixed.emplace_back("xl/worksheets/one.xml",
        R"(<x:worksheet><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row><x:row><x:c><x:v>6</x:v></x:c></x:row></x:sheetData></x:worksheet>)");
    auto read = MUST(read_xlsx(zipped(prefixed))).sheets[0];
    CHECK(read.columns[0].header == "5");
    CHECK(read.rows == std::vector<Row> { { "6" } });
}

TEST_CASE("formats that are dates and formats that only look like them")
{
    for (auto const* format : { "dd-mm-yyyy", "yyyy\\-mm\\-dd;@", "[$-406]d. mmmm yyyy", "m/d/yy h:mm" })
        CHECK_MESSAGE(is_date_format(format), format);
    for (auto const* format : { "0.00", "#,##0 \"day\"", "[Red]0", "hh:mm", "_d0", "0;dd", "General" })
        CHECK_MESSAGE(!is_date_format(format), format);
    CHECK(day_of_serial(1, false) == "1900-01-01");
    CHECK(day_of_serial(59, false) == "1900-02-28");
    CHECK(day_of_serial(61, false) == "1900-03-01");
    CHECK(day_of_serial(0, true) == "1904-01-01");
    CHECK(day_of_serial(-5, false).empty());
    CHECK(day_of_serial(1e300, false).empty());
}

TEST_CASE("what is no XLSX is refused by name")
{
    CHECK(fault("") == "document.xlsx_unreadable");
    CHECK(fault("%PDF-1.5") == "document.xlsx_unreadable");
    CHECK(fault("name;value\n1;2\n") == "document.xlsx_unreadable");
    CHECK(fault("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "document.xlsx_old_or_locked");
    CHECK(fault(zipped({ { "hello.txt", "hi" } })) == "document.xlsx_unreadable");
    auto whole = book_of("<row><c><v>1</v></c></row>");
    for (std::size_t length = 0; length < whole.size(); length += 7)
        CHECK(fault(whole.substr(0, length)) == "document.xlsx_unreadable");
    auto damaged = whole;
    damaged[damaged.find("one.xml") + 9] ^= 0x55;
    CHECK(fault(damaged) == "document.xlsx_unreadable");
}

TEST_CASE("bombs: many bytes from few, one string in every cell, a cell far away, a row of nodes")
{
    CHECK(fault(book_of("<row><c><v>" + std::string(3 << 20, '1') + "</v></c></row>")) == "document.too_large");
    CHECK(fault(book_of("<row><c><v>1</v></c></row>"), { .file_bytes = 100 }) == "document.too_large");
    CHECK(fault(book_of("<row><c><v>1</v></c></row>"), { .unpacked_bytes = 500 }) == "document.too_large");
    std::string strings = "<sst><si><t>";
    for (int i = 0; i < 100'000; ++i)
        strings += written(i * 7919LL % 100'003) + " ";
    strings += "</t></si></sst>";
    std::string cells;
    for (int i = 0; i < 400; ++i)
        cells += R"(<row><c t="s"><v>0</v></c></row>)";
    CHECK(fault(book_of(cells, strings)) == "document.too_large");
    CHECK(fault(book_of(R"(<row r="1048576"><c><v>1</v></c></row>)")) == "document.too_many_cells");
    CHECK(fault(book_of(R"(<row r="1"><c r="XFD1"><v>1</v></c></row>)")) == "document.too_many_cells");
    CHECK(fault(book_of(R"(<row r="1"><c r="SA1"><v>1</v></c></row><row r="90000"><c r="A90000"><v>1</v></c></row>)")) == "document.too_many_cells");
    std::string nodes;
    for (int i = 0; i < 600'000; ++i)
        nodes += "<a/>";
    CHECK(fault(book_of("<row>" + nodes + "</row>"), { .ratio = 5000 }) == "document.xlsx_unreadable");
}

TEST_CASE("entities are refused, and names that climb out of the file lead nowhere")
{
    auto laughs = R"(<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>)";
    CHECK(fault(book_of("<row><c><v>&lol2;</v></c></row>", "<sst/>", laughs)) == "document.xlsx_unreadable");
    CHECK(MUST(read_xlsx(book_of(R"(<row><c t="str"><v>&lol2; &amp;</v></c></row>)"))).sheets[0].columns[0].header == "&lol2; &");
    CHECK(resolved("xl/workbook.xml", "../../../etc/passwd") == "etc/passwd");
    CHECK(resolved("xl/workbook.xml", "worksheets/./a.xml") == "xl/worksheets/a.xml");
    CHECK(resolved("", "/xl/a.xml") == "xl/a.xml");
    auto parts = rels;
    parts[1].second = R"(<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="../../../../etc/passwd"/></Relationships>)";
    CHECK(fault(zipped(parts)) == "document.xlsx_unreadable");
    parts[1].second = R"(<Relationships><Relationship Id="s1" Type="http://x/worksheet" Target="http://x/y" TargetMode="External"/></Relationships>)";
    CHECK(fault(zipped(parts)) == "document.xlsx_unreadable");
}

TEST_CASE("bad references in cells are refused, not followed")
{
    for (auto const* row : { R"(<row><c t="s"><v>5</v></c></row>)", R"(<row><c t="s"><v>-1</v></c></row>)", R"(<row><c t="s"><v/></c></row>)",
             R"(<row><c r="1A"><v>1</v></c></row>)", R"(<row><c r="AAAA1"><v>1</v></c></row>)", R"(<row><c r="A0"><v>1</v></c></row>)",
             "<row><c t=\"str\"><v>\xff</v></c></row>", "<row><c></row>" })
        CHECK_MESSAGE(fault(book_of(row)) == "document.xlsx_unreadable", row);
    CHECK(MUST(read_xlsx(book_of(R"(<row/><row><c s="999"><v>1</v></c></row>)"))).sheets[0].rows == std::vector<Row> { { "1" } });
}
