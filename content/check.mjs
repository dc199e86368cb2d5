// SPDX-License-Identifier: AGPL-3.0-or-later
// Checks everything in content/ that a person may edit (Node 18, no packages).
//   node content/check.mjs [folder]     the folder with languages, templates, cards ... (default: this one, and then also that every text is asked for)
// Prints one line per fault and ends with 1 if there is any. Lines that begin with "note" are worth knowing and are no faults.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer_help } from '../script/answer_help.mjs';
import { check_content } from './check/content.mjs';

const [folder] = answer_help(import.meta.url, { words: 1 });
const ours = dirname(fileURLToPath(import.meta.url));
const { faults, notes, counts } = folder ? check_content(folder) : check_content(ours, dirname(ours));
for (const line of notes) console.log(line);
for (const line of faults) console.error(line);
console.log(`content: ${counts}`);
process.exitCode = faults.length > 0 ? 1 : 0;
