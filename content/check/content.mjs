// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs every check on one content folder, and where the source is named on what it asks for, and returns the report with its counts in one sentence.
import { check_asked, read_asked } from './asked.mjs';
import { check_cards } from './cards.mjs';
import { check_icons } from './icons.mjs';
import { compare_languages, read_languages } from './languages.mjs';
import { check_programme, read_programmes } from './programmes.mjs';
import { new_report } from './report.mjs';
import { check_templates } from './templates.mjs';

export function check_content(root, source) {
  const report = new_report(root);
  const icons = check_icons(report);
  const languages = read_languages(report);
  const programmes = read_programmes(report);
  const offered = new Set(['en', ...programmes.flatMap(({ programme }) => programme.languages ?? [])]);
  const has_label = (where, key) => {
    for (const code of offered) if (!languages.get(code)?.messages.has(key)) report.fault(where, `${key} has no text in ${code}`);
  };
  compare_languages(report, languages, offered);
  if (source) check_asked(report, languages, read_asked(source));
  const templates = check_templates(report, icons, has_label);
  for (const one of programmes) check_programme(report, one, templates, languages, has_label);
  const themes = new Set([...templates.values()].flatMap((codes) => [...codes]));
  const count = check_cards(report, root, { icons, themes, languages, offered });
  const keys = languages.get('en')?.messages.size ?? 0;
  const counts = `${icons.size} icons, ${templates.size} templates, ${languages.size} languages of ${keys} keys, ${programmes.length} programmes, `
    + `${count.cards} cards, ${count.facts} facts; ${report.faults.length} faults`;
  return { faults: report.faults, notes: report.notes, counts };
}
