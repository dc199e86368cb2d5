// SPDX-License-Identifier: AGPL-3.0-or-later
// A language is a folder: `language.json` says what it is, every other file has the words of one slice, under the slice's name. A language that a programme
// offers must be complete; any other may lag behind English, and what is missing is listed.
// Returns code -> { about, messages: key -> {text, file, names, counted} }; `counted` are the arguments that a plural counts.
import { counted_arguments, is_heading, missing_branches } from './plurals.mjs';
import { is_day, is_text } from './report.mjs';
import { read_message } from './message.mjs';

/** By CLDR's names: Western, Arabic, Persian and Urdu, Devanagari, Bengali digits. */
const numberings = ['latn', 'arab', 'arabext', 'deva', 'beng'];

export function read_languages(report) {
  const languages = new Map();
  for (const code of report.files('languages', '')) {
    const folder = `languages/${code}`;
    const about = report.json(`${folder}/language.json`);
    const language = { about, messages: new Map() };
    languages.set(code, language);
    if (about) check_about(report, `${folder}/language.json`, code, about);
    for (const file of report.files(folder, '')) {
      if (!/^[a-z]+\.json$/.test(file)) report.fault(`${folder}/${file}`, 'the name must be <slice>.json');
      else if (file !== 'language.json') read_messages(report, `${folder}/${file}`, report.json(`${folder}/${file}`) ?? {}, language.messages, code);
    }
  }
  for (const language of languages.values()) check_digits(report, language);
  return languages;
}

function check_about(report, path, code, about) {
  if (about?.code !== code) report.fault(path, 'code must be the name of the folder');
  if (!is_text(about?.name) || !is_text(about?.own_name)) report.fault(path, 'name and own_name are missing');
  if (!['ltr', 'rtl'].includes(about?.direction)) report.fault(path, 'direction must be ltr or rtl');
  if (!numberings.includes(about?.numbering)) report.fault(path, `numbering must be one of ${numberings.join(', ')}: the digits of all that is written in it`);
  if (!['reviewed', 'not_reviewed'].includes(about?.review)) report.fault(path, 'review must be reviewed or not_reviewed');
  if (about?.review === 'reviewed' && !(is_text(about.reviewed_by) && is_day(about.reviewed_on)))
    report.fault(path, 'a reviewed language names reviewed_by and reviewed_on');
}

/** Numbers that stand in a text are in the digits of those that are put into it. */
function check_digits(report, { about, messages }) {
  if (about?.numbering !== 'latn') return;
  for (const [key, { text, file }] of messages) {
    const shows_what_may_be_typed = key === 'office.impact.number.wrong';
    if (/[\u0660-\u0669\u06f0-\u06f9]/.test(text) && !shows_what_may_be_typed) report.fault(file, `${key} has Eastern digits, and the language's numbers are written in Western ones`);
  }
}

function read_messages(report, file, messages, into, code) {
  for (const [key, text] of Object.entries(messages)) {
    const fault = (what) => report.fault(file, `${key}${what}`);
    if (!/^[a-z][A-Za-z0-9_.-]*$/.test(key)) fault(' is not of the form area.page.what');
    if (!is_text(text)) { fault(' is empty'); continue; }
    if (into.has(key)) fault(` is in ${into.get(key).file} too`);
    if (text.includes('<')) fault(': "<" begins a tag in MessageFormat; write it in words');
    if (/'[{}#|]|'[^']*\{[^']*'/.test(text)) fault(': a straight \' beside a brace switches it off; write ’');
    into.set(key, { text, file, ...read_arguments(fault, code, key, text) });
  }
}

function read_arguments(fault, code, key, text) {
  try {
    const { names, plurals } = read_message(text);
    for (const plural of plurals) for (const missing of missing_branches(code, plural)) fault(`: ${plural.name} is counted without "${missing}", which ${code} has`);
    const counted = counted_arguments(plurals);
    if (counted.length > 0 && is_heading(key)) fault(' is a heading: it has no number to count');
    return { names: names.join(' '), counted };
  } catch (error) {
    fault(`: ${error.message}`);
    return { names: null, counted: [] };
  }
}

export function compare_languages(report, languages, offered) {
  const english = languages.get('en');
  if (!english) return report.fault('languages', 'en is missing: everything falls back to English');
  for (const [code, language] of languages) {
    if (code === 'en') continue;
    list_missing(report, code, language, english, offered.has(code));
    for (const [key, message] of language.messages) {
      const original = english.messages.get(key);
      if (!original) report.fault(message.file, `${key} is not in English, which everything falls back to`);
      else compare_message(report, key, message, original);
    }
  }
}

/** Before the first and after the last letter; between sentences a translation has the spaces of its own. */
const around = (text) => [/^\s*/.exec(text)[0], /\s*$/.exec(text)[0]].join('|');

function compare_message(report, key, { text, file, names, counted }, original) {
  if (around(text) !== around(original.text)) report.fault(file, `${key} begins or ends with other spaces than English`);
  if (names === null || original.names === null) return;
  if (names !== original.names) report.fault(file, `${key} has the arguments {${names}}, in English {${original.names}}`);
  for (const name of original.counted)
    if (!counted.includes(name)) report.fault(file, `${key} does not count ${name} with a plural, as English does`);
}

function list_missing(report, code, language, english, is_offered) {
  const missing = new Map();
  for (const [key, { file }] of english.messages) {
    if (!language.messages.has(key)) missing.set(file, [...(missing.get(file) ?? []), key]);
  }
  for (const [file, keys] of missing) {
    const where = file.replace('languages/en/', `languages/${code}/`);
    const what = `${keys.length} keys of ${file} are missing: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''}`;
    if (is_offered) report.fault(where, what);
    else report.note(where, what);
  }
}
