// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "document/sheet_cast.h"
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace bydel;
using namespace bydel::document;

static std::string key_of(Result<Sheet> const& read) { return read ? "" : read.error().key; }

TEST_CASE("quotes, separators and line ends inside a cell survive")
{
    auto sheet = MUST(read_csv("a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n"));
    CHECK(sheet.columns[1].header == "b");
    CHECK(sheet.rows == std::vector<std::vector<std::string>> { { "x, \"y\"", "two\nlines" } });
}

TEST_CASE("a file by a Danish Excel: semicolons, decimal commas, a byte order mark")
{
    auto sheet = MUST(read_csv("\xef\xbb\xbfLinje;Værdi;År\r\nLøn;1.234,50;2016\r\nTid;-0,5;2017\r\n"));
    CHECK(sheet.columns[0].header == "Linje");
    CHECK(sheet.columns[1].kind == CellKind::number);
    CHECK(sheet.rows[0] == std::vector<std::string> { "Løn", "1234.50", "2016" });
    CHECK(sheet.rows[1][1] == "-0.5");
    CHECK(sheet.columns[2].kind == CellKind::number);
}

TEST_CASE("1.234 alone, which is a thousand in one country and about one in another, stays as it is")
{
    auto danish = MUST(read_csv("a;b\nx;1.234\n"));
    CHECK(danish.rows[0][1] == "1.234");
    CHECK(danish.columns[1].kind == CellKind::text);
    CHECK(MUST(read_csv("a,b\nx,1.234\n")).columns[1].kind == CellKind::number);
    CHECK(MUST(read_csv("a\tb\nx\t1,234\n")).columns[1].kind == CellKind::text);
    CHECK(MUST(read_csv("a;b\nx;1.234\ny;2,5\n")).columns[1].kind == CellKind::text);
    CHECK(MUST(read_csv("a;b\nx;1.5\n")).columns[1].kind == CellKind::number);
    CHECK(MUST(read_csv("a\tb\nx\t1,5\n")).rows[0][1] == "1.5");
}

TEST_CASE("numbers with leading zeros, a plus or words are text; ISO days are days")
{
    auto sheet = MUST(read_csv("a,b,c,d\n007,+45 20,5 kr,2026-11-23\n"));
    CHECK(sheet.columns[0].kind == CellKind::text);
    CHECK(sheet.columns[1].kind == CellKind::text);
    CHECK(sheet.columns[2].kind == CellKind::text);
    CHECK(sheet.columns[3].kind == CellKind::date);
}

TEST_CASE("the separator is the most frequent one outside quotes in the first line, or the one that sep= names")
{
    CHECK(MUST(read_csv("\"a;b;c\",d\n1,2\n")).columns.size() == 2);
    CHECK(MUST(read_csv("a\tb\n1\t2\n")).columns.size() == 2);
    CHECK(MUST(read_csv("sep=;\r\na;b\r\n")).columns[1].header == "b");
    CHECK(MUST(read_csv("one\n1,5\n")).rows == std::vector<std::vector<std::string>> { { "1.5" } });
    CHECK(MUST(read_csv("")).columns.empty());
}

TEST_CASE("empty lines between rows keep their place, so that a message can name the line")
{
    auto sheet = MUST(read_csv("a,b\n1,2\n\n3,4\n,\n\n"));
    REQUIRE(sheet.rows.size() == 3);
    CHECK(sheet.rows[1] == std::vector<std::string> { "", "" });
}

TEST_CASE("Windows-1252 and UTF-16 are converted; what is no text is refused")
{
    CHECK(MUST(read_csv("navn;sted\nS\xf8ren;\xc5rhus \x80\n")).rows[0] == std::vector<std::string> { "Søren", "Århus €" });
    std::string const utf16("\xff\xfe"
                            "a\0\t\0\x23\x06\0\0",
        8);
    CHECK(MUST(read_csv(utf16.substr(0, 8))).columns[1].header == "أ");
    CHECK(key_of(read_csv(std::string_view("PK\x03\x04\0\0", 6))) == "document.csv_unreadable");
    CHECK(key_of(read_csv("a\n\xff\x81\n")) == "document.csv_unreadable");
}

TEST_CASE("a quote that is not closed names the line where it opened")
{
    auto read = read_csv("a,b\n1,2\n\"3,4\n5,6\n");
    REQUIRE(!read);
    CHECK(read.error().key == "document.csv_unreadable");
    CHECK(read.error().params[0].second == "3");
}

TEST_CASE("what a spreadsheet would calculate is guarded by an apostrophe; numbers are not")
{
    Sheet sheet { "s", { { "name" }, { "value", CellKind::number } }, { { "=1+1", "-5" }, { "@x", "=2" }, { "'-x", "" }, { "'quoted", "" }, { "-5", "" } } };
    auto csv = to_csv(sheet, CsvStyle::programs);
    CHECK(csv == "name,value\r\n'=1+1,-5\r\n'@x,'=2\r\n''-x,\r\n'quoted,\r\n'-5,\r\n");
    auto back = MUST(read_csv(csv));
    CHECK(back.rows == sheet.rows);
    CHECK(back.columns[0].kind == CellKind::text);
}

TEST_CASE("a formula column is written as the values it has")
{
    Sheet sheet { "s", { { "sum", CellKind::formula } }, { { formula_cell("A1*2", "4.5") }, { formula_cell("A1", "=x") } } };
    CHECK(to_csv(sheet, CsvStyle::programs) == "sum\r\n4.5\r\n'=x\r\n");
}

TEST_CASE("a file beyond the limits is refused")
{
    CHECK(key_of(read_csv("a,b\n1,2\n", { .file_bytes = 5 })) == "document.too_large");
    CHECK(key_of(read_csv("a,b\n1,2\n", { .rows = 1 })) == "document.too_many_cells");
    CHECK(key_of(read_csv("a,b\n1,2\n", { .columns = 1 })) == "document.too_many_cells");
    CHECK(key_of(read_csv("a,b\n1,2\n", { .cells = 3 })) == "document.too_many_cells");
    // few fields, but a rectangle of many: one long line and many short ones
    CHECK(key_of(read_csv(std::string(400, ',') + "x\n" + std::string(5000, '\n') + "y\n")) == "document.too_many_cells");
}

TEST_CASE("property: what is written is read again, in all three styles")
{
    rc::check([] {
        auto sheet = *any_sheet();
        for (auto style : { CsvStyle::programs, CsvStyle::excel, CsvStyle::excel_decimal_comma }) {
            auto back = MUST(read_csv(to_csv(sheet, style)));
            RC_ASSERT(back.rows == sheet.rows);
            RC_ASSERT(back.columns.size() == sheet.columns.size());
            for (std::size_t i = 0; i < sheet.columns.size(); ++i)
                RC_ASSERT(back.columns[i].header == sheet.columns[i].header);
        }
    });
}

TEST_CASE("property: no text that we write begins as a formula")
{
    rc::check([] {
        auto csv = to_csv({ "s", { { "h" } }, { { *any_text() } } }, CsvStyle::programs).substr(3);
        auto first = csv[csv[0] == '"' ? 1 : 0];
        RC_ASSERT(std::string_view("=+-@\n").find(first) == std::string_view::npos);
    });
}

TEST_CASE("property: any bytes are read or refused")
{
    rc::check([](std::string const& bytes) {
        auto key = key_of(read_csv(bytes));
        RC_ASSERT(key.empty() || key.starts_with("document."));
    });
}
