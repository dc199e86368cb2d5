// SPDX-License-Identifier: AGPL-3.0-or-later
// Every text is asked for by the source, and a slice's texts by that slice at least: what only others ask for lies with them, what all ask for with
// `platform`, or with the app, `field` or `office`. A key is asked for by its whole name, or by its beginning where the rest is a code: `office.role.${role}`, "report.impact." + name.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Their codes stand in content/templates and content/programmes, whose own checks ask for them. */
const asked_by_content = /^(vocabulary|vocabulary_office|language|region|help)\./;
/** Whose texts any folder may ask for. */
const common = new Set(['platform', 'field', 'office', 'document']);

function* files_in(root, folder) {
  for (const name of readdirSync(join(root, folder), { recursive: true }))
    if (/\.(ts|svelte|cpp|h)$/.test(name) && !/(_test|\.test|_cast|^wire\/wire)\.[a-z]+$/.test(name)) yield { slice: slice_of[name.split('/')[0]] ?? name.split('/')[0], text: readFileSync(join(root, folder, name), 'utf8') };
}

/** Name or beginning -> the folders of `src` and `web/src` that write it. */
export function read_asked(root) {
  const whole = new Map(), beginnings = new Map();
  const add = (into, key, slice) => into.set(key, (into.get(key) ?? new Set()).add(slice));
  for (const folder of ['src', 'web/src']) {
    for (const { slice, text } of files_in(root, folder)) {
      for (const [, written, after] of text.matchAll(/(?<=['"`]#?)([a-z_]+\.[A-Za-z0-9_.-]*)(['"`]|\$\{)/g))
        add(after === '${' || written.endsWith('.') ? beginnings : whole, written, slice);
    }
  }
  return { whole, beginnings: [...beginnings].filter(([start]) => start.split('.').length > 2) }; // `problem.${key}` says nothing of which
}

/** The engine has no words of its own: what it refuses is told by the slice that asks it. */
const slice_of = { engine: 'impact' };
/** `app` puts the slices together: it may ask for anything of theirs. */
const composes = 'app';

/** A problem is raised without the word before it. */
const names_of = (key) => (key.startsWith('problem.') ? [key, key.slice('problem.'.length)] : [key]);

export function check_asked(report, languages, { whole, beginnings }) {
  for (const [key, { file }] of languages.get('en')?.messages ?? []) {
    if (asked_by_content.test(key)) continue;
    const askers = new Set(names_of(key).flatMap((name) => [...(whole.get(name) ?? []), ...beginnings.filter(([start]) => name.startsWith(start)).flatMap(([, slices]) => [...slices])]));
    if (askers.size === 0) report.fault(file, `nobody asks for ${key}`);
    const owner = file.split('/').at(-1).slice(0, -5);
    const others = [...askers].filter((slice) => slice !== owner);
    if (!common.has(owner) && askers.size > 0 && !askers.has(owner) && !askers.has(composes)) report.fault(file, `${key} is asked for by ${others.join(' and ')}, not by ${owner}`);
  }
}
