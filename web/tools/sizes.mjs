// SPDX-License-Identifier: AGPL-3.0-or-later
// What the first screen of the field app costs: all script that loads before it can be used, compressed. Fails over the budget (design, section 8).
//   node web/tools/sizes.mjs     after `npm run build`, of what lies in web/dist
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { answer_help } from '../../script/answer_help.mjs';

answer_help(import.meta.url);

const dist = new URL('../dist/', import.meta.url);
const budget_kb = 60;
const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;

const page = readFileSync(new URL('index.html', dist), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((found) => found[1]);
const scripts = new Set();
const visit = (path) => {
  if (scripts.has(path)) return;
  scripts.add(path);
  for (const found of readFileSync(new URL(path, dist), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit('assets/' + found[1]);
};
named.filter((path) => path.endsWith('.js')).forEach(visit);
const worker = readFileSync(new URL('sw.js', dist), 'utf8');
const languages = JSON.parse(/LANGUAGE_FILES=(\{[^}]*\})/.exec(worker)[1]);

const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(6) + ' kB';
const script = [...scripts].reduce((sum, path) => sum + size(path), 0);
const style = named.filter((path) => path.endsWith('.css')).reduce((sum, path) => sum + size(path), 0);
const texts = Object.entries(languages).map(([code, path]) => [code, size(path.slice(1))]);
const largest = Math.max(...texts.map(([, bytes]) => bytes));
console.log(`script of the first screen ${kb(script)}`);
for (const [code, bytes] of texts) console.log(`texts in ${code}                ${kb(bytes)}`);
console.log(`styles                     ${kb(style)}`);
console.log(`script + the largest texts ${kb(script + largest)}  (budget ${budget_kb} kB)`);
if (script + largest > budget_kb * 1000) process.exit(1);
