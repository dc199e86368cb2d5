// SPDX-License-Identifier: AGPL-3.0-or-later
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { judge } from '../../tests/judge.mjs';
import { slices_in, take_in, written } from './po.mjs';

const ours = fileURLToPath(new URL('../../content/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bydel-po-'));
afterAll(() => rmSync(folder, { recursive: true }));
const languages = readdirSync(join(ours, 'languages'));
const today = '2026-11-28';

let copies = 0;
/** A copy of content/languages, and what everything in it says. */
function copy_of_content() {
  const content = join(folder, `content-${++copies}`);
  mkdirSync(content);
  cpSync(join(ours, 'languages'), join(content, 'languages'), { recursive: true });
  return content;
}
const text_of = (content, language, slice) => readFileSync(join(content, `languages/${language}/${slice}.json`), 'utf8');
const everything = (content) => readdirSync(join(content, 'languages'), { recursive: true }).filter((name) => name.endsWith('.json')).map((name) => name + readFileSync(join(content, 'languages', name), 'utf8')).join('\n');
/** The PO file of concern in Danish, changed, taken in by a copy. */
function taken(change, { language = 'da', slice = 'concern' } = {}) {
  const content = copy_of_content(), before = everything(content), path = join(folder, `${slice}.${language}.po`);
  writeFileSync(path, change(written(content, language, slice, today)));
  return { content, before, ...take_in(content, language, [path]) };
}
const replaced = (before, now) => (text) => {
  expect(text).toContain(before);
  return text.replace(before, now);
};

test('every slice goes out and comes in as it was, to the byte', () => {
  for (const language of languages.filter((code) => code !== 'en')) {
    const content = copy_of_content(), before = everything(content);
    const paths = slices_in(content).map((slice) => {
      const path = join(folder, `whole-${slice}.${language}.po`);
      writeFileSync(path, written(content, language, slice, today));
      return path;
    });
    expect(take_in(content, language, paths)).toEqual({ faults: [], notes: [], changed: 0 });
    expect(everything(content)).toBe(before);
  }
});

test('a translator is told what is filled in, and by which forms her language counts', () => {
  const text = written(ours, 'ar', 'platform', today);
  expect(text).toContain('#. Counted. The forms of this language: zero one two few many other.');
  expect(text).toContain('#. Filled in: {seconds}. Keep what stands in braces, in any order.');
});

test.each([
  ['as it came', (text) => text],
  ['with a byte-order mark and the line ends of Windows', (text) => '\ufeff' + text.replaceAll('\n', '\r\n')],
])('a text that was translated anew stands in the language afterwards, and nothing else changed: %s', (_, spelt) => {
  const { content, before, faults, changed } = taken((text) => spelt(text.replace('msgstr "Kommunen"', 'msgstr "Hele kommunen"')));
  expect({ faults, changed }).toEqual({ faults: [], changed: 1 });
  expect(everything(content)).toBe(before.replace('"vocabulary.passed_to.municipality": "Kommunen"', '"vocabulary.passed_to.municipality": "Hele kommunen"'));
});

test('what has no translation yet, is marked fuzzy or is not in the file stays as it was', () => {
  const { content, before, faults, notes, changed } = taken((text) => text
    .replace('msgstr "Kommunen"', 'msgstr ""')
    .replace('msgctxt "vocabulary.passed_to.police"', '#, fuzzy\nmsgctxt "vocabulary.passed_to.police"').replace('msgstr "Politiet"', 'msgstr "Poltiiet"')
    .replace(/msgctxt "vocabulary\.passed_to\.helpline"\nmsgid .*\nmsgstr .*\n/, ''));
  expect({ faults, changed }).toEqual({ faults: [], changed: 0 });
  expect(notes).toEqual([expect.stringContaining('vocabulary.passed_to.police is marked fuzzy')]);
  expect(everything(content)).toBe(before);
});

test('a new language begins with a part of what there is', () => {
  const content = copy_of_content(), path = join(folder, 'concern.so.po');
  expect(take_in(content, 'so', [path]).faults).toEqual([expect.stringContaining('content/languages/so/language.json is missing')]);
  mkdirSync(join(content, 'languages/so'));
  writeFileSync(join(content, 'languages/so/language.json'), JSON.stringify({ code: 'so', name: 'Somali', own_name: 'Soomaali', direction: 'ltr', numbering: 'latn', review: 'not_reviewed' }));
  writeFileSync(path, replaced('msgid "The police"\nmsgstr ""', 'msgid "The police"\nmsgstr "Booliska"')(written(content, 'so', 'concern', today)));
  expect(take_in(content, 'so', [path])).toEqual({ faults: [], notes: [], changed: 1 });
  expect(text_of(content, 'so', 'concern')).toBe('{\n  "vocabulary.passed_to.police": "Booliska"\n}\n');
});

test.each([
  ['no PO file', () => 'Kære oversætter, tak for hjælpen', 'is not a PO file: '],
  ['an empty file', () => '', 'it was not written by'],
  ['of a slice that is not there', replaced('X-Bydel-Slice: concern', 'X-Bydel-Slice: ../../secrets'), 'it was not written by'],
  ['of another language', replaced('Language: da', 'Language: nb'), 'is of the language nb, not da'],
  ['a key that is gone', replaced('msgctxt "vocabulary.passed_to.police"', 'msgctxt "vocabulary.passed_to.sheriff"'), 'vocabulary.passed_to.sheriff is no longer asked for'],
  ['English that has changed since', replaced('msgid "The police"', 'msgid "Police"'), 'has changed since: it is now "The police"'],
  ['a key twice', (text) => `${text}\nmsgctxt "vocabulary.passed_to.police"\nmsgid "The police"\nmsgstr "To gange"\n`, 'vocabulary.passed_to.police is there twice'],
  ['a key twice, once in pieces', (text) => `${text}\nmsgctxt ""\n"vocabulary.passed_to."\n"police"\nmsgid "The police"\nmsgstr "To gange"\n`, 'vocabulary.passed_to.police is there twice'],
  ['a plural of PO', replaced('msgid "The police"\nmsgstr "Politiet"', 'msgid "The police"\nmsgid_plural "The polices"\nmsgstr[0] "Politiet"\nmsgstr[1] "Politier"'), 'has a plural of PO'],
  ['a tag', replaced('msgstr "Politiet"', 'msgstr "<b>Politiet</b>"'), '"<" begins a tag'],
  ['a space at the end', replaced('msgstr "Politiet"', 'msgstr "Politiet "'), 'begins or ends with other spaces'],
  ['something that English does not fill in', replaced('msgstr "Politiet"', 'msgstr "Politiet i {town}"'), 'has the arguments {town}, in English {}'],
  ['a brace too few', replaced('msgstr "Politiet"', 'msgstr "Politiet {"'), 'vocabulary.passed_to.police: '],
])('nothing is taken from a file with %s, and it is said what is wrong', (_, spoil, expected) => {
  const { content, before, faults, changed } = taken(spoil);
  expect(faults.join('\n')).toContain(expected);
  expect(changed).toBe(0);
  expect(everything(content)).toBe(before);
});

test('English is not taken in: all others would have to follow it', () => {
  expect(take_in(ours, 'en', []).faults).toEqual([expect.stringContaining('English is what all others are translated from')]);
});

test('one bad file keeps a good one back too, and a file that is not there is a fault', () => {
  const content = copy_of_content(), before = everything(content), good = join(folder, 'good.da.po'), absent = join(folder, 'absent.da.po');
  writeFileSync(good, replaced('msgstr "Kommunen"', 'msgstr "Hele kommunen"')(written(content, 'da', 'concern', today)));
  expect(existsSync(absent)).toBe(false);
  expect(take_in(content, 'da', [good, absent]).faults).toEqual([expect.stringContaining('absent.da.po: is not a PO file: ENOENT')]);
  expect(take_in(content, 'da', [good, good]).faults).toEqual(['two files are of one slice']);
  expect(everything(content)).toBe(before);
});

// What other people's programs say of our files. pofilter's tests of style do not know ICU's braces, or that Arabic has no capitals: those that judge
// whether a file is whole and its signs are right are asked.
const whole_and_right = 'escapes newlines tabs nplurals printf variables xmltags urls emails functions options filepaths untranslated isfuzzy blank validchars doublespacing startwhitespace endwhitespace accelerators'
  .split(' ').flatMap((name) => ['-t', name]);
/** It writes what it finds something in into a file, and none where it finds nothing. */
function filtered(path) {
  const found = `${path}.found`;
  rmSync(found, { force: true });
  const { code, said } = pofilter.run([...whole_and_right, '--progress=none', '-i', path, '-o', found]);
  return code === 0 && existsSync(found) ? readFileSync(found, 'utf8') : said;
}
const msgfmt = judge('msgfmt'), pofilter = judge('pofilter');

describe.each([
  ['msgfmt', msgfmt, (path) => msgfmt.run(['--check', '--output-file=/dev/null', path]).said, (text) => `${text}\nmsgctxt "vocabulary.passed_to.police"\nmsgid "The police"\nmsgstr "To gange"\n`, 'duplicate message definition'],
  ['pofilter', pofilter, filtered, replaced('msgstr "Politiet"', 'msgstr "Politiet %s "'), '(pofilter) printf'],
])('%s', (_, { missing }, judged, spoil, expected) => {
  test.skipIf(missing)('finds nothing in any language and slice, and something in a spoilt file', () => {
    const path = join(folder, 'judged.po');
    for (const language of languages) {
      for (const slice of slices_in(ours)) {
        writeFileSync(path, written(ours, language, slice, today));
        expect(judged(path), `${slice}.${language}.po`).toBe('');
      }
    }
    writeFileSync(path, spoil(written(ours, 'da', 'concern', today)));
    expect(judged(path)).toContain(expected);
  }, 120_000);
});
