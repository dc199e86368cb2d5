// SPDX-License-Identifier: AGPL-3.0-or-later
// A knowledge card: its facts with sources, an English text, and translations that say which revision they were made from.
// Returns how many cards and facts there are.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check_source, is_country, is_name, is_text } from './report.mjs';

const MOST_SENTENCES = 3; // of the lead: all that a card shows before it is unfolded
const MOST_BYTES = 32 * 1024; // the server's limit for Markdown (design section 6)

export function check_cards(report, root, { icons, themes, languages, offered }) {
  const positions = new Map();
  const facts = [];
  const names = report.has('cards') ? readdirSync(join(root, 'cards')).sort() : [];
  for (const name of names) {
    const folder = `cards/${name}`;
    if (!report.has(`${folder}/card.json`)) { report.fault(folder, 'card.json is missing'); continue; }
    const card = report.json(`${folder}/card.json`);
    if (!card) continue;
    check_card(report, `${folder}/card.json`, name, card, icons, themes);
    if (positions.has(card.position)) report.fault(folder, `position ${card.position} is taken by ${positions.get(card.position)}`);
    positions.set(card.position, name);
    facts.push(...(card.facts ?? []));
    check_texts(report, folder, card, readdirSync(join(root, folder)).sort(), languages);
    for (const code of offered) if (!report.has(`${folder}/${code}.md`)) report.note(folder, `is not yet in ${code}`);
  }
  const unreviewed = facts.filter((fact) => fact.fact_review !== 'reviewed').length;
  if (unreviewed > 0) report.note('cards', `${unreviewed} of ${facts.length} facts have not been reviewed`);
  return { cards: names.length, facts: facts.length };
}

function check_card(report, where, name, card, icons, themes) {
  if (!is_name(name) || card.card !== name) report.fault(where, 'card must be the name of the folder, in lower_snake_case');
  if (!themes.has(card.theme)) report.fault(where, `${card.theme} is not a theme of a template`);
  if (!icons.has(card.icon)) report.fault(where, `icons/${card.icon}.svg is missing`);
  if (!Number.isInteger(card.position)) report.fault(where, 'position must be a whole number');
  if (!Array.isArray(card.countries) || card.countries.length === 0 || !card.countries.every(is_country))
    report.fault(where, 'countries must be two capital letters each');
  if (!Array.isArray(card.facts)) return report.fault(where, 'facts is missing (it may be an empty list)');
  if (new Set(card.facts.map((fact) => fact.id)).size !== card.facts.length) report.fault(where, 'two facts have one id');
  for (const fact of card.facts) {
    const place = `${where} fact ${fact.id}`;
    if (!is_name(fact.id)) report.fault(place, 'id must be lower_snake_case');
    if (!is_text(fact.text)) report.fault(place, 'text is missing');
    if (!['law', 'health', 'phone', 'service'].includes(fact.kind)) report.fault(place, 'kind must be law, health, phone or service');
    check_source(report, place, fact);
  }
}

function check_texts(report, folder, card, files, languages) {
  if (!files.includes('en.md')) return report.fault(folder, 'en.md is missing');
  const revision = check_text(report, `${folder}/en.md`, card, null);
  for (const file of files.filter((one) => !['card.json', 'en.md'].includes(one))) {
    if (!/^[a-z]{2,3}\.md$/.test(file)) report.fault(`${folder}/${file}`, 'does not belong here');
    else if (!languages.has(file.slice(0, -3))) report.fault(`${folder}/${file}`, `languages/${file.slice(0, -3)} is missing`);
    else check_text(report, `${folder}/${file}`, card, revision);
  }
}

/** `english_revision` is null for the English text itself. Returns the text's own revision. */
function check_text(report, path, card, english_revision) {
  const fault = (what) => report.fault(path, what);
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(report.text(path));
  if (!parts) return fault('must begin with front matter between two lines of ---');
  const values = new Map(parts[1].split('\n').map((line) => [line.split(': ')[0], line.split(': ').slice(1).join(': ').trim()]));
  const revision_name = english_revision === null ? 'revision' : 'source_revision';
  const known = ['title', 'translation_review', revision_name];
  for (const name of known) if (!is_text(values.get(name))) fault(`${name} is missing`);
  for (const name of values.keys()) if (!known.includes(name)) fault(`${name} does not belong here`);
  if (!['reviewed', 'not_reviewed'].includes(values.get('translation_review'))) fault('translation_review must be reviewed or not_reviewed');
  const revision = Number(values.get(revision_name));
  if (!Number.isInteger(revision) || revision < 1) fault('the revision must be a whole number from 1');
  if (revision > english_revision && english_revision !== null) fault(`source_revision ${revision} is newer than the English text, ${english_revision}`);
  if (revision < english_revision) report.note(path, `is stale: made from revision ${revision}, English is at ${english_revision}`);
  check_body(fault, parts[2].trim(), card);
  return revision;
}

/** A card opens with its lead, the first paragraph; the rest unfolds. */
function check_lead(fault, lead) {
  if (/^\s*(#|[-*+]\s|\d+[.)]\s)/.test(lead)) return fault('must begin with a paragraph: it is what the card shows before it is unfolded');
  const sentences = lead.replace(/[.!?؟۔…]+$/, '').split(/[.!?؟۔…]+["”»)]*\s+/).length;
  if (sentences > MOST_SENTENCES) fault(`begins with ${sentences} sentences; at most ${MOST_SENTENCES} stand before the card is unfolded`);
}

function check_body(fault, body, card) {
  if (Buffer.byteLength(body) > MOST_BYTES) fault('is longer than 32 KB');
  if (body.includes('<')) fault('has HTML');
  if (/!\[/.test(body)) fault('has an image');
  if (body.includes('|')) fault('has a table');
  if (/\]\(/.test(body)) fault('has a link; it must be readable offline: name the place instead');
  check_lead(fault, body.split(/\n\s*\n/)[0]);
  const words = body.split(/\s+/).length;
  if (words < 100 || words > 350) fault(`has ${words} words; between 100 and 350 are readable`);
  // A number of three digits or more is a phone number or a claim: it must stand in the facts.
  for (const [digits] of body.matchAll(/\d[\d ]+\d/g)) {
    const plain = digits.replaceAll(' ', '');
    const claimed = (card.facts ?? []).some((fact) => String(fact.text).replaceAll(' ', '').includes(plain));
    if (plain.length >= 3 && !claimed) fault(`${digits} is not in the facts of card.json`);
  }
}
