#!/usr/bin/env node
// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of a language out to translators and in again, as PO files, which their own tools read (Poedit, Weblate, Virtaal).
//   node web/tools/po.mjs out LANGUAGE FOLDER     a file for each slice: <slice>.<language>.po, with the English text and what is translated
//   node web/tools/po.mjs in LANGUAGE FILE...     into content/languages; all of it, or nothing where anything is wrong. Not English
// A new language first needs content/languages/<code>/language.json (content/README.md).
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { po } from 'gettext-parser';
import { compare_languages, read_languages } from '../../content/check/languages.mjs';
import { read_message } from '../../content/check/message.mjs';
import { new_report } from '../../content/check/report.mjs';
import { answer_help } from '../../script/answer_help.mjs';

const ours = fileURLToPath(new URL('../../content/', import.meta.url));
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
const file_of = (content, language, slice) => join(content, 'languages', language, `${slice}.json`);
export const slices_in = (content) => readdirSync(join(content, 'languages/en')).filter((name) => name !== 'language.json').map((name) => name.slice(0, -5));

// --- out --------------------------------------------------------------------------------------------------------------------

const forms = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** What a translator must know of a text: what is filled in, and which forms her language counts by. */
function told(language, text) {
  const { names, plurals } = read_message(text);
  const lines = [];
  if (names.length > 0) lines.push(`Filled in: ${names.map((name) => `{${name}}`).join(' ')}. Keep what stands in braces, in any order.`);
  if (plurals.some(({ kind }) => kind === 'plural')) lines.push(`Counted. The forms of this language: ${forms.filter((form) => new Intl.PluralRules(language).resolvedOptions().pluralCategories.includes(form)).join(' ')}.`);
  return lines.join('\n');
}

/** The PO file of one slice, as text. */
export function written(content, language, slice, today) {
  const english = read(file_of(content, 'en', slice)), own = read(file_of(content, language, slice));
  const translations = { '': { '': { msgid: '', msgstr: [''] } } };
  for (const [key, msgid] of Object.entries(english)) {
    const extracted = told(language, msgid);
    translations[key] = { [msgid]: { msgctxt: key, msgid, msgstr: [own[key] ?? ''], ...(extracted && { comments: { extracted } }) } };
  }
  const headers = {
    'Project-Id-Version': 'Bydel', 'PO-Revision-Date': `${today} 00:00+0000`, 'Last-Translator': 'unknown', 'Language-Team': language, Language: language,
    'MIME-Version': '1.0', 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit', 'X-Bydel-Slice': slice,
  };
  return po.compile({ charset: 'utf-8', headers, translations }, { foldLength: 0 }).toString('utf8') + '\n';
}

// --- in ---------------------------------------------------------------------------------------------------------------------

function parsed(path) {
  const bytes = readFileSync(path);
  const text = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? bytes.subarray(3) : bytes;
  return { ...po.parse(text, { validation: false }), repeated: repeated_in(text.toString('latin1')) };
}

/** The parser takes the last of two and says nothing. A long key may stand in pieces. */
function repeated_in(text) {
  const seen = new Set();
  return [...text.replace(/"\r?\n"/g, '').matchAll(/^msgctxt "(.*)"\r?$/gm)].map(([, key]) => key).filter((key) => seen.has(key) || !seen.add(key));
}

/** What a file adds to its slice, with what it can't. */
function read_po(content, language, path) {
  const faults = [], notes = [];
  const fault = (what) => void faults.push(`${path}: ${what}`);
  let file;
  try { file = parsed(path); } catch (error) { fault(`is not a PO file: ${error.message}`); return { faults, notes }; }
  const headers = Object.fromEntries(Object.entries(file.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const slice = headers['x-bydel-slice'];
  if (!slices_in(content).includes(slice)) { fault('has no header X-Bydel-Slice that names one of our slices: it was not written by "out"'); return { faults, notes }; }
  if (headers.language !== language) { fault(`is ${headers.language ? `of the language ${headers.language}` : 'of no language'}, not ${language}`); return { faults, notes }; }
  for (const key of file.repeated) fault(`${key} is there twice`);
  const english = read(file_of(content, 'en', slice)), own = read(file_of(content, language, slice));
  const taken = { ...own };
  for (const [key, entries] of Object.entries(file.translations)) {
    if (key === '') continue;
    for (const { msgid, msgid_plural, msgstr: [text], comments } of Object.values(entries)) {
      if (!text?.trim()) continue;
      if (msgid_plural) fault(`${key} has a plural of PO: here the forms stand in the text, in braces`);
      if (english[key] === undefined) fault(`${key} is no longer asked for`);
      else if (english[key] !== msgid) fault(`the English text of ${key} has changed since: it is now "${english[key]}"`);
      else if (/\bfuzzy\b/.test(comments?.flag ?? '')) notes.push(`${path}: ${key} is marked fuzzy and left as it was`);
      else taken[key] = text;
    }
  }
  const messages = Object.fromEntries(Object.keys(english).filter((key) => taken[key] !== undefined).map((key) => [key, taken[key]]));
  const changed = Object.keys(messages).filter((key) => messages[key] !== own[key]).length;
  return { faults, notes, slice, messages, changed };
}

/** The content's own check, of the language as it would be. */
function checked(content, language, slices) {
  const report = new_report(content);
  const as_it_is = report.json;
  report.json = (path) => slices.get(path) ?? as_it_is(path);
  const files = report.files;
  report.files = (folder, ending) => (folder === `languages/${language}` ? [...new Set([...files(folder, ending), ...[...slices.keys()].map((path) => path.split('/').at(-1))])] : files(folder, ending));
  compare_languages(report, read_languages(report), new Set());
  return report.faults.filter((line) => line.startsWith(`languages/${language}/`));
}

/** Takes the files in, or says what is wrong and writes nothing. */
export function take_in(content, language, paths) {
  if (language === 'en') return { faults: ['English is what all others are translated from: it is changed in content/languages/en'], notes: [], changed: 0 };
  if (!existsSync(join(content, 'languages', language, 'language.json')))
    return { faults: [`content/languages/${language}/language.json is missing: it says the language's names, direction and digits (content/README.md)`], notes: [], changed: 0 };
  const read_files = paths.map((path) => read_po(content, language, path));
  const faults = read_files.flatMap((one) => one.faults), notes = read_files.flatMap((one) => one.notes);
  const slices = new Map(read_files.filter((one) => one.messages).map((one) => [`languages/${language}/${one.slice}.json`, one.messages]));
  if (slices.size < read_files.filter((one) => one.messages).length) faults.push('two files are of one slice');
  faults.push(...checked(content, language, slices));
  if (faults.length > 0) return { faults, notes, changed: 0 };
  for (const [path, messages] of slices) writeFileSync(join(content, path), as_json(messages));
  return { faults, notes, changed: read_files.reduce((sum, one) => sum + one.changed, 0) };
}

/** A line for each text, so that a change is a line. */
const as_json = (messages) => `{\n${Object.entries(messages).map(([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)}`).join(',\n')}\n}\n`;

// --- as a command -----------------------------------------------------------------------------------------------------------

function send_out(language, folder) {
  mkdirSync(folder, { recursive: true });
  for (const slice of slices_in(ours)) writeFileSync(join(folder, `${slice}.${language}.po`), written(ours, language, slice, new Date().toISOString().slice(0, 10)));
  console.log(`${slices_in(ours).length} files are in ${folder}`);
}

function bring_in(language, paths) {
  const { faults, notes, changed } = take_in(ours, language, paths);
  for (const line of [...notes, ...faults]) console.error(line);
  console.log(faults.length > 0 ? 'Nothing was changed.' : `${changed} texts are new or other. Run node content/check.mjs.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

/** A sentence, and 1: the command is known, and something is missing. */
function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

function run(words) {
  const [what, language, ...rest] = words[0] === 'out' || words[0] === 'in' ? words : answer_help(import.meta.url);
  const known = readdirSync(join(ours, 'languages'));
  if (!what || !language || rest.length === 0 || (what === 'out' && rest.length > 1)) refuse('node web/tools/po.mjs out LANGUAGE FOLDER, or in LANGUAGE FILE...');
  else if (!known.includes(language)) refuse(`content/languages/${language}/language.json is missing. There are: ${known.join(' ')}`);
  else if (what === 'out') send_out(language, rest[0]);
  else bring_in(language, rest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run(answer_help(import.meta.url, { words: Infinity }));
