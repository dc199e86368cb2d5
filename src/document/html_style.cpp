// SPDX-License-Identifier: AGPL-3.0-or-later
// The look of documents as HTML: on paper and on a screen, light and dark. Contrast of text is at least 4.5:1, of lines and bars 3:1 (html_test.cpp
// computes both). Only names under .document, so that a served page can hold it.
#include "document/document.h"

namespace bydel::document {

std::string_view stylesheet()
{
    return R"css(:root { color-scheme: light dark; --paper: #ffffff; --text: #1a1a1a; --soft: #595959; --line: #c9c9c9; --rule: #8a8a8a; --band: #f2f4f7; --link: #0b4f8a;
  --ink0: #0b5394; --ink1: #c55a11; --ink2: #3d7d3d; --ink3: #7a4b9a; --ink4: #8a6d00; --ink5: #5a5a5a; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --text: #ededed; --soft: #b4b8bf; --line: #454a52; --rule: #7d8590; --band: #23272e; --link: #8fc1f2;
  --ink0: #7fb2e6; --ink1: #f0a868; --ink2: #8fd08f; --ink3: #c9a3e8; --ink4: #e0c050; --ink5: #bdbdbd; } }
body.document { margin: 0 auto; padding: 1.5rem; max-width: 48rem; background: var(--paper); color: var(--text); font: 1rem/1.55 "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic", "Noto Sans Devanagari", system-ui, sans-serif; overflow-wrap: break-word; }
.document:lang(ur) { font-family: "Noto Nastaliq Urdu", "Noto Sans Arabic", "Noto Sans", system-ui, sans-serif; line-height: 2; }
.document h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 .3rem; }
.document h2 { font-size: 1.4rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
.document h3 { font-size: 1.15rem; margin: 1.6rem 0 .4rem; }
.document h4 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
.document:lang(ur) :is(h1, h2, h3, h4) { line-height: 2; }
.document p { margin: 0 0 .8rem; }
.document a { color: var(--link); }
.document .subtitle { font-size: 1.15rem; color: var(--soft); }
.document .about { color: var(--soft); font-size: .9rem; }
.document header { border-bottom: 2px solid var(--ink0); margin-bottom: 1.4rem; }
.document .table { overflow-x: auto; margin: 1rem 0 1.6rem; }
.document table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.45; }
.document:lang(ur) table { line-height: 2; }
.document caption { text-align: start; font-weight: 600; padding: 0 0 .4rem; }
.document th, .document td { text-align: start; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
.document thead th { background: var(--band); border-bottom: 2px solid var(--rule); vertical-align: bottom; }
.document tbody th { font-weight: 500; }
.document .number { text-align: end; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.document td.number { white-space: nowrap; }
.document figure { margin: 1.6rem 0 .6rem; }
.document figcaption { font-weight: 600; margin-bottom: .4rem; }
.document svg { display: block; width: 100%; height: auto; font-family: inherit; }
.document svg text { fill: var(--text); }
.document svg .grid { stroke: var(--line); stroke-width: 1; }
.document svg .axis { stroke: var(--text); stroke-width: 1.2; }
.document svg .marker { stroke: var(--text); stroke-width: 1.4; }
.document svg .ink0 { fill: var(--ink0); } .document svg .ink1 { fill: var(--ink1); } .document svg .ink2 { fill: var(--ink2); }
.document svg .ink3 { fill: var(--ink3); } .document svg .ink4 { fill: var(--ink4); } .document svg .ink5 { fill: var(--ink5); }
.document svg rect { stroke: var(--paper); stroke-width: .6; }
.document svg .stroke0 { stroke: var(--ink0); } .document svg .stroke1 { stroke: var(--ink1); } .document svg .stroke2 { stroke: var(--ink2); }
.document svg .stroke3 { stroke: var(--ink3); } .document svg .stroke4 { stroke: var(--ink4); } .document svg .stroke5 { stroke: var(--ink5); }
.document svg [class^=stroke] { stroke-width: 2.4; stroke-linejoin: round; }
.document.arab ol { list-style: arabic-indic; } .document.arabext ol { list-style: persian; } .document.deva ol { list-style: devanagari; } .document.beng ol { list-style: bengali; }
.document .note { border-inline-start: 4px solid var(--ink0); background: var(--band); padding: .8rem 1rem; margin: 1.2rem 0; }
.document .note p { margin: 0 0 .3rem; } .document .note p:last-child { margin: 0; }
html[dir=rtl] .document :is(p, li, td, th, caption, figcaption) { unicode-bidi: plaintext; text-align: right; }
html[dir=rtl] .document .about { unicode-bidi: normal; }
html[dir=rtl] .document .number { text-align: left; }
html[dir=rtl] .document svg text { unicode-bidi: plaintext; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { color-scheme: light; --paper: #ffffff; --text: #000000; --soft: #444444; --line: #bbbbbb; --rule: #777777; --band: #f2f2f2; --link: #0b4f8a;
    --ink0: #0b5394; --ink1: #c55a11; --ink2: #3d7d3d; --ink3: #7a4b9a; --ink4: #8a6d00; --ink5: #5a5a5a; }
  body.document { padding: 0; max-width: none; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .document .table { overflow: visible; }
  .document thead { display: table-header-group; }
  .document tr, .document figure, .document .note, .document li { break-inside: avoid; }
  .document h1, .document h2, .document h3, .document h4, .document caption, .document figcaption { break-after: avoid; }
  .document .page-break { break-after: page; }
}
)css";
}

} // namespace bydel::document
