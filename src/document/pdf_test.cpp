// SPDX-License-Identifier: AGPL-3.0-or-later
#include "document/document_cast.h"
#include "document/pdf_canvas.h"
#include <doctest/doctest.h>
#include <thread>

using namespace bydel;
using namespace bydel::document;

static std::size_t pages_of(std::string const& pdf) { return occurrences(pdf, "<< /Type /Page "); }

static Document with(std::vector<Block> blocks) { return { .title = "x", .blocks = std::move(blocks) }; }

TEST_CASE("a document becomes a PDF with its title, language, outline, links and tags")
{
    auto pdf = MUST(to_pdf(all_blocks("da")));
    CHECK(pdf.starts_with("%PDF-1."));
    CHECK(pdf.ends_with("%%EOF\n"));
    CHECK(pages_of(pdf) >= 3);
    for (auto const* piece : { "/Title (Worth <of> it)", "/Author (Fonden)", "/Lang (da)", "/MarkInfo << /Marked true >>", "/StructTreeRoot", "/Outlines",
             "/CreationDate (20261123000000Z)", "/URI (https://example.org/a?b=1&c='2')", "/S /Table", "/S /TH", "/S /Figure" })
        CHECK_MESSAGE(pdf.find(piece) != std::string::npos, std::string(piece));
    CHECK(pdf.find("javascript:") == std::string::npos);
    CHECK(MUST(to_pdf(all_blocks("ar"))).find("/Direction /R2L") != std::string::npos);
}

TEST_CASE("the same document gives the same bytes, on any thread")
{
    for (auto const* language : { "en", "ar" }) {
        auto document = all_blocks(language);
        auto here = MUST(to_pdf(document));
        CHECK(here == MUST(to_pdf(document)));
        std::string there;
        std::thread([&] { there = MUST(to_pdf(document)); }).join();
        CHECK(here == there);
    }
}

TEST_CASE("our fonts have every sign of the languages we speak")
{
    std::pair<char const*, char const*> const texts[] { { "en", "Neighbourhood Mothers – “7.3” €" }, { "da", "Bydelsmødre på Ærø, Åbenrå" },
        { "ar", "أمهات الحي: ٧٫٣ على مدى عشر سنوات، وُلِدَ" }, { "fa", "مادران محله: ۷٫۳ پچگژ" }, { "ur", "محلے کی مائیں ٹڈڑ" }, { "ti", "ኣደታት ከባቢ፡ ወጻኢን ጥቕምን።" },
        { "am", "የሰፈር እናቶች" }, { "so", "Hooyooyinka xaafadda" }, { "tr", "Mahalle anneleri ğışİ" },
        { "ne", "छिमेकी आमाहरू र्‍याली क्षेत्र" }, { "hi", "पड़ोस की माताएँ" }, { "ta", "அண்டை தாய்மார்கள்" },
        { "bn", "পাড়ার মায়েরা" }, { "he", "אמהות השכונה" }, { "uk", "Матері району ґїє" }, { "vi", "Những người mẹ khu phố" }, { "th", "แม่ในชุมชน" },
        { "en", "≤ ≥ × − • ✓" } };
    for (auto const& [language, text] : texts)
        CHECK_MESSAGE(MUST(unknown_glyphs(text, language)) == 0, language);
    CHECK(MUST(unknown_glyphs("\xf3\xb0\x80\x80", "en")) == 1); // a private sign
}

TEST_CASE("an emoji is as high as its line or left out, and a sign without a picture is no higher than the others")
{
    auto const canvas = MUST(Canvas::make({ .title = "x" }, {}, {}));
    auto lines = [&](std::string const& text) { return canvas->lines(text, { 21, Weight::bold }, canvas->body_width()); };
    auto const plain = lines("Mothers in Gellerup").height();
    // a flower, a family of joined signs, a skin, a flag, a key, a heart in colour; then Chinese, Korean and a private sign, which are boxes
    for (auto const* odd :
        { "🌸", "👨‍👩‍👧", "👩🏽", "🇩🇰", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣", "❤️", "☎", "中文", "한국", "\xf3\xb0\x80\x80" }) {
        auto const height = lines("Mothers " + std::string(odd) + " in Gellerup").height();
        CHECK_MESSAGE(height >= plain - 0.1, std::string(odd));
        CHECK_MESSAGE(height <= 1.3 * plain, std::string(odd));
    }
    auto same_width = [&](std::string const& with, std::string const& without) { return std::abs(lines(with).width() - lines(without).width()) < 0.01; };
    CHECK(same_width("26 mødre 🌸 i Gellerup", "26 mødre i Gellerup"));
    CHECK(same_width("Gellerup 👨‍👩‍👧", "Gellerup"));
    CHECK(same_width("🇩🇰 Gellerup", "Gellerup"));
    CHECK(!same_width("Gellerup 中", "Gellerup"));
}

TEST_CASE("isolates order a line and are not drawn")
{
    CHECK(MUST(unknown_glyphs("\u2068فاطمة\u2069, 26 November 2026", "en")) == 0);
    auto const canvas = MUST(Canvas::make({ .title = "x" }, {}, {}));
    auto width = [&](std::string const& text) { return canvas->lines(text, {}, canvas->body_width()).width(); };
    CHECK(std::abs(width("\u2068Amina\u2069, 26") - width("Amina, 26")) < 0.01);
}

TEST_CASE("a long table goes over pages; a row higher than a page is cut between lines")
{
    Table table { "t", { { "a" }, { "b", Align::number } }, {} };
    for (int i = 0; i < 200; ++i)
        table.rows.push_back({ "row", std::to_string(i) });
    auto pages = pages_of(MUST(to_pdf(with({ table }))));
    CHECK(pages >= 4);
    CHECK(pages <= 8);
    std::string words;
    for (int i = 0; i < 6000; ++i)
        words += "word ";
    CHECK(pages_of(MUST(to_pdf(with({ Table { "t", { { "a" }, { "b" } }, { { words, "x" } } } })))) >= 4);
    CHECK(pages_of(MUST(to_pdf(with({ Table { words, { { words } }, { { words } } } })))) >= 2);
    CHECK(pages_of(MUST(to_pdf(with({ Paragraph { words }, Note { "n", words }, List { { words } } })))) >= 6);
}

TEST_CASE("a wide table stays within the page")
{
    Table table { "wide", std::vector<Column>(30, Column { "Selvforsørgelsesprocent", Align::number }), { std::vector<Text>(30, Text("1.234.567,89")) } };
    CHECK(pages_of(MUST(to_pdf(with({ table })))) == 1);
}

TEST_CASE("a page break at the top of a page makes no empty page; an empty document is one page")
{
    CHECK(pages_of(MUST(to_pdf({}))) == 1);
    CHECK(pages_of(MUST(to_pdf(with({ Paragraph { "a" }, PageBreak {}, PageBreak {}, Paragraph { "b" } })))) == 2);
    CHECK(pages_of(MUST(to_pdf(with({ Table {}, List {}, Note {}, Heading {}, Paragraph {} })))) == 1);
}

TEST_CASE("more than 500 pages are refused")
{
    Document document { .title = "x" };
    for (int i = 0; i < 502; ++i) {
        document.blocks.push_back(Paragraph { "a" });
        document.blocks.push_back(PageBreak {});
    }
    auto pdf = to_pdf(document);
    REQUIRE(!pdf);
    CHECK(pdf.error().key == "document.too_many_pages");
}

TEST_CASE("signs that are no text and places with quotes do no harm")
{
    CHECK(to_pdf(with({ Heading { 9, "h", "it's\\a" },
        Paragraph { Text({ Run { "\xff\xfe\x01 bad", Weight::normal, "#it's\\a" }, Run { "gone", Weight::normal, "#nowhere" } }) } })));
    CHECK(to_pdf({ .title = "\xff", .language = "not a (tag" }));
    CHECK(to_pdf(with({ Heading { 1, "same", "p" }, Heading { 1, "same", "p" }, Paragraph { Text({ Run { "x", Weight::bold, "#p" } }) } })));
}

// Pango keeps the last matches of fonts for the life of the process (288 bytes, no more after 40 documents or 20 threads).
extern "C" char const* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
