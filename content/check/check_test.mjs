// SPDX-License-Identifier: AGPL-3.0-or-later
// Each line spoils one thing in a copy of content/ and names the fault that must be found: `node --test content/check/check_test.mjs`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { check_content } from './content.mjs';
import { read_message } from './message.mjs';
import { is_heading, missing_branches } from './plurals.mjs';

const content = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'bydel-content-'));
after(() => rmSync(folder, { recursive: true }));

function check(root, source) {
  const { faults, notes } = check_content(root, source);
  return { right: faults.length === 0, said: [...notes, ...faults].join('\n') };
}

const edit = (path, before, now) => (root) => {
  const text = readFileSync(join(root, path), 'utf8');
  assert.ok(before instanceof RegExp ? before.test(text) : text.includes(before), `${path} has no ${before}`);
  writeFileSync(join(root, path), text.replace(before, now));
};
const append = (path, text) => (root) => writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8') + text);
const remove = (path) => (root) => rmSync(join(root, path));
const add = (path, text) => (root) => writeFileSync(join(root, path), text);

const in_every_language = (root, slice, change) => {
  for (const code of ['en', 'da', 'ar']) {
    const path = join(root, `languages/${code}/${slice}.json`);
    const messages = JSON.parse(readFileSync(path, 'utf8'));
    change(messages, code);
    writeFileSync(path, JSON.stringify(messages));
  }
};
const add_key = (slice, key) => (root) => in_every_language(root, slice, (messages) => { messages[key] = 'x'; });
const move_key = (from, to, key) => (root) => {
  const was = {};
  in_every_language(root, from, (messages, code) => { was[code] = messages[key]; delete messages[key]; });
  in_every_language(root, to, (messages, code) => { messages[key] = was[code]; });
};

const HOME = 'icons/home.svg';
const CARD = 'cards/violence/card.json';
const DANISH = 'cards/violence/da.md';
const SPOILED = [
  ['a code without a picture', remove('icons/street.svg'), 'street: icons/street.svg is missing'],
  ['a code without a label', edit('languages/da/outreach.json', '"vocabulary.place.clinic"', '"vocabulary.place.klinik"'), 'vocabulary.place.clinic has no text in da'],
  ['a code with capitals', edit('templates/conversation.json', '"code":"street"', '"code":"Street"'), 'Street is not lower_snake_case'],
  ['a code that is there twice', edit('templates/conversation.json', '"code":"street"', '"code":"door"'), 'door is there twice'],
  ['a worry that a group could hide', edit('templates/conversation.json', '"icon":"worry","protected":true', '"icon":"worry"'), 'worry must be protected'],
  ['a worry that is retired', edit('templates/conversation.json', '"icon":"worry",', '"icon":"worry","retired":true,'), 'worry must be protected'],
  ['a half-protected code', edit('templates/conversation.json', '"icon":"worry","protected":true', '"icon":"worry","protected":"yes"'), 'protected is true or absent'],
  ['no way into the concern path', edit('templates/conversation.json', '"code":"worry"', '"code":"uneasy"'), 'has no worry'],
  ['a key missing in an offered language', edit('languages/ar/platform.json', '"problem.server.busy"', '"problem.server.bsy"'), 'are missing: problem.server.busy'],
  ['a key that English does not have', edit('languages/ar/platform.json', '"problem.server.busy"', '"problem.server.bsy"'), 'problem.server.bsy is not in English'],
  ['a key in two files', add('languages/en/twice.json', '{"problem.server.busy":"x"}'), 'problem.server.busy is in languages/en/platform.json too'],
  ['an empty text', edit('languages/en/outreach.json', '"At her home"', '" "'), 'vocabulary.place.her_home is empty'],
  ['a brace too few', edit('languages/en/platform.json', 'other {# seconds}}', 'other {# seconds}'), 'problem.auth.too_many_attempts: '],
  ['a plural without other', edit('languages/da/platform.json', 'other {# sekunder}', 'many {# sekunder}'), 'seconds has no "other" branch'],
  ['a plural without a form that Arabic has', edit('languages/ar/platform.json', 'few {# أيام}', '=3 {# أيام}'), 'problem.field.too_old: days is counted without "few", which ar has'],
  ['a plural without one in Danish', edit('languages/da/platform.json', 'one {# sekund} ', ''), 'seconds is counted without "one", which da has'],
  ['a count that a translation does not count', edit('languages/da/platform.json', '{seconds, plural, one {# sekund} other {# sekunder}}', '{seconds, number} sekunder'), 'does not count seconds with a plural'],
  ['a heading that counts', edit('languages/en/outreach.json', '"field.month.conversations_heading": "Conversations"', '"field.month.conversations_heading": "{count, plural, one {conversation} other {conversations}}"'), 'field.month.conversations_heading is a heading'],
  ['another argument than English', edit('languages/da/platform.json', '»{field}« mangler', '»{felt}« mangler'), 'has the arguments {felt}, in English {field}'],
  ['a space at the end', edit('languages/da/outreach.json', '"Til et arrangement"', '"Til et arrangement "'), 'vocabulary.contact_way.event begins or ends with other spaces'],
  ['a tag in a message', edit('languages/da/outreach.json', '"Til et arrangement"', '"<b>Til</b>"'), '"<" begins a tag'],
  ['a language without a direction', edit('languages/ar/language.json', '"rtl"', '"right"'), 'direction must be ltr or rtl'],
  ['a number in other digits than the language’s', edit('languages/ar/impact.json', 'السنة 0', 'السنة ٠'), 'has Eastern digits'],
  ['a language without its digits', edit('languages/ar/language.json', '"latn"', '"latin"'), 'numbering must be one of latn'],
  ['a review without a reviewer', edit('languages/da/language.json', '"review": "not_reviewed"', '"review": "reviewed"'), 'names reviewed_by and reviewed_on'],
  ['a file that is not JSON', append('programmes/no.json', 'x'), 'programmes/no.json: is not JSON'],
  ['script in an icon', edit(HOME, '</svg>', '<script>1</script></svg>'), '<script> is not allowed'],
  ['style in an icon', edit(HOME, '<path ', '<path style="x" '), 'the attribute style is not allowed'],
  ['a handler in an icon', edit(HOME, '<path ', '<path onclick="x" '), 'the attribute onclick is not allowed'],
  ['a colour in an icon', edit(HOME, '<path ', '<path fill="#fff" '), 'sets a colour'],
  ['an icon that is not closed', edit(HOME, '</svg>', '<g></svg>'), '</svg> closes nothing'],
  ['a big icon', edit(HOME, '</svg>', `${'<path d="M1 1h2"/>'.repeat(300)}</svg>`), 'bytes, at most 4096'],
  ['a programme without its template', edit('programmes/dk.json', '"template":"conversation"', '"template":"talk"'), 'templates/talk.json is missing'],
  ['a programme in a language that is not there', edit('programmes/dk.json', '"da"', '"kl"'), 'languages/kl is missing'],
  ['no emergency number', edit('programmes/dk.json', '"kind":"emergency"', '"kind":"police"'), 'has no emergency number'],
  ['spaces in a phone number', edit('programmes/dk.json', '"phone":"112"', '"phone":"1 12"'), 'phone must be digits only'],
  ['a help line without a reason to call', edit('programmes/dk.json', '"help.violence"', '"help.violent"'), 'help.violent has no text in en'],
  ['a time zone that is not there', edit('programmes/dk.json', 'Europe/Copenhagen', 'Europe/Odense'), 'Europe/Odense is not a time zone'],
  ['a fact without a source', edit(CARD, '"source_url":"https', '"source_url":"ftp'), 'source_url must be the address of a page'],
  ['a source that is only a site', edit(CARD, /"source_url":"[^"]*"/, '"source_url":"https://www.retsinformation.dk"'), 'source_url must be the address of a page'],
  ['a fact that nobody looked up', edit(CARD, /"checked_on":"[^"]*"/, '"checked_on":null'), 'checked_on must be the day when the source was read'],
  ['a fact that does not say what was read', edit(CARD, '"source_seen":"stored_copy",', ''), 'source_seen must be live_page or stored_copy'],
  ['a review of a fact from a stored copy', edit(CARD, '"fact_review":"not_reviewed"', '"fact_review":"reviewed"'), 'a reviewed fact was read on the live page'],
  ['a number without its source', edit('programmes/dk.json', /"source_url":"[^"]*"/, '"source_url":""'), 'help line emergency: source_url must be'],
  ['a number that nobody looked up', edit('programmes/no.json', /"checked_on":"[^"]*"/, '"checked_on":"soon"'), 'help line police_emergency: checked_on must be'],
  ['a help line of a region that is not there', edit('programmes/dk.json', '"region":"midtjylland"', '"region":"jylland"'), 'jylland is not a region of the programme'],
  ['an emergency number of one region', edit('programmes/dk.json', '"kind":"emergency",', '"kind":"emergency","region":"hovedstaden",'), 'an emergency number holds for the whole country'],
  ['a region without a name', edit('programmes/dk.json', '"nordjylland"]', '"nordjylland","fyn"]'), 'region.fyn has no text in en'],
  ['a region that is there twice', edit('programmes/dk.json', '"nordjylland"]', '"nordjylland","nordjylland"]'), 'a region is there twice'],
  ['a theme that is not there', edit(CARD, '"theme":"violence"', '"theme":"war"'), 'war is not a theme'],
  ['two cards in one place', edit(CARD, '"position":', '"position":10,"was":'), 'position 10 is taken by'],
  ['no English text', remove('cards/violence/en.md'), 'en.md is missing'],
  ['no front matter', edit(DANISH, '---\n', ''), 'must begin with front matter'],
  ['a translation of what is not yet written', edit(DANISH, 'source_revision: 1', 'source_revision: 2'), 'is newer than the English text'],
  ['a phone number that no fact holds', append(DANISH, 'Ring 70 20 30 82.\n'), '70 20 30 82 is not in the facts'],
  ['a card that begins with a heading', edit(DANISH, '\n---\n\n', '\n---\n\n## Vold\n'), 'must begin with a paragraph'],
  ['a card that begins with a list', edit(DANISH, '\n---\n\n', '\n---\n\n- Vold\n'), 'must begin with a paragraph'],
  ['a lead that is a wall', edit(DANISH, '\n---\n\n', '\n---\n\nDu er ikke alene. '), 'begins with 4 sentences'],
  ['HTML in a card', append(DANISH, '<b>x</b>\n'), 'has HTML'],
  ['a table in a card', append(DANISH, '| a | b |\n'), 'has a table'],
];

test('content/ as it stands has no fault', () => {
  const { right, said } = check(content, dirname(content));
  assert.ok(right, said);
});

for (const [name, spoil, expected] of SPOILED) {
  test(`it finds ${name}`, () => {
    const root = join(folder, name.replaceAll(' ', '_'));
    cpSync(content, root, { recursive: true });
    spoil(root);
    const { right, said } = check(root);
    assert.ok(said.includes(expected), said);
    assert.ok(!right);
  });
}

const UNASKED = [
  ['a text that nobody asks for', add_key('people', 'office.people.nobody'), 'languages/en/people.json: nobody asks for office.people.nobody'],
  ['a problem that nobody raises', add_key('platform', 'problem.server.bored'), 'languages/en/platform.json: nobody asks for problem.server.bored'],
  ['a text in another slice’s file', move_key('concern', 'people', 'field.concern.not_alone'), 'field.concern.not_alone is asked for by concern, not by people'],
];
for (const [name, spoil, expected] of UNASKED) {
  test(`it finds ${name}`, () => {
    const root = join(folder, name.replaceAll(' ', '_'));
    cpSync(content, root, { recursive: true });
    spoil(root);
    const { right, said } = check(root, dirname(content));
    assert.ok(said.includes(expected), said);
    assert.ok(!right);
  });
}

test('a language that no programme offers may lag behind, and what is missing is listed', () => {
  const root = join(folder, 'lagging');
  cpSync(content, root, { recursive: true });
  const about = { code: 'so', name: 'Somali', own_name: 'Soomaali', direction: 'ltr', numbering: 'latn', review: 'not_reviewed', reviewed_by: null, reviewed_on: null };
  mkdirSync(join(root, 'languages/so'));
  writeFileSync(join(root, 'languages/so/language.json'), JSON.stringify(about));
  writeFileSync(join(root, 'languages/so/outreach.json'), JSON.stringify({ 'vocabulary.place.library': 'Maktabadda' }));
  const { right, said } = check(root);
  assert.ok(right, said);
  assert.match(said, /note languages\/so\/platform\.json: \d+ keys of languages\/en\/platform\.json are missing/);
});

test('an older translation is stale, not wrong', () => {
  const root = join(folder, 'stale');
  cpSync(content, root, { recursive: true });
  edit('cards/violence/en.md', 'revision: 1', 'revision: 2')(root);
  const { right, said } = check(root);
  assert.ok(right, said);
  assert.match(said, /da\.md: is stale/);
});

test('the arguments and the plurals of a message are read through plurals', () => {
  const read = read_message('{a}, {b, number}, {c, plural, one {# of {d, select, x {1} other {2}}} other {#}}');
  assert.deepEqual(read, { names: ['a', 'b', 'c', 'd'], plurals: [{ name: 'c', kind: 'plural', branches: ['one', 'other'] }] });
  for (const bad of ['{', '}', '{a', '{a,}', '{a, plural}', '{a, plural, one {x}}', '{A}', '{a, colour}']) assert.throws(() => read_message(bad), bad);
});

test('the forms of a plural are those of its language', () => {
  const lacks = (code, branches, kind = 'plural', name = 'count') => missing_branches(code, { name, kind, branches: branches.split(' ') }).sort();
  assert.deepEqual(lacks('ar', 'one other'), ['few', 'many', 'two', 'zero']);
  assert.deepEqual(lacks('ar', '=0 one two few many other'), []);
  assert.deepEqual(lacks('ar', 'zero one two =3 =4 =5 =6 =7 =8 =9 =10 many other'), ['few'], '103 is few too');
  assert.deepEqual(lacks('da', 'other'), ['one']);
  assert.deepEqual(lacks('en', '=1 other'), []);
  assert.deepEqual(lacks('en', 'one other', 'selectordinal'), ['few', 'two']);
  assert.deepEqual(lacks('vi', 'other'), []);
  assert.deepEqual(lacks('xx', 'other'), [], 'a language that Unicode does not know');
  assert.deepEqual(lacks('ar', '=0 other', 'plural', 'year'), [], 'a year is named, not counted');
});

test('a heading is known by its key', () => {
  for (const key of ['field.month.conversations_heading', 'office.sheet.column.women', 'report.x.columns.y']) assert.ok(is_heading(key), key);
  for (const key of ['field.month.conversations', 'office.people.title', 'office.heading_of.x']) assert.ok(!is_heading(key), key);
});

test('the command ends with 1 where there is a fault and with 0 where there is none', () => {
  const root = join(folder, 'command');
  cpSync(content, root, { recursive: true });
  const run = () => spawnSync(process.execPath, [join(content, 'check.mjs'), root], { encoding: 'utf8' });
  assert.equal(run().status, 0);
  remove('icons/street.svg')(root);
  assert.equal(run().status, 1);
  assert.match(run().stderr, /icons\/street\.svg is missing/);
});
