// SPDX-License-Identifier: AGPL-3.0-or-later
// Every code of a method template has a picture and a label in every offered language. Returns template -> its theme codes.
import { is_name } from './report.mjs';

const LISTS = ['contact_way', 'place', 'activities', 'themes', 'next_step'];
// Not in the template but shown with it: the fixed answers of a conversation (docs/sync.md).
const FIXED = ['ladder.1', 'ladder.2', 'ladder.3', 'minutes.5', 'minutes.15', 'minutes.30', 'minutes.60', 'minutes.90', 'minutes.120',
  'meeting.first', 'meeting.again', 'meeting.not_stated', 'not_stated'];

export function check_templates(report, icons, has_label) {
  const templates = new Map();
  for (const file of report.files('templates', '.json')) {
    const path = `templates/${file}`;
    const template = report.json(path);
    if (!template) continue;
    if (`${template.template}.json` !== file) report.fault(path, 'template must be the name of the file');
    const lists = new Map((template.lists ?? []).map((list) => [list.list, list]));
    if (lists.size !== (template.lists ?? []).length) report.fault(path, 'a list is there twice');
    for (const name of LISTS) if (!lists.has(name)) report.fault(path, `the list ${name} is missing`);
    for (const list of lists.values()) check_list(report, `${path} ${list.list}`, list, icons, has_label);
    templates.set(template.template, new Set((lists.get('themes')?.items ?? []).map((item) => item.code)));
  }
  for (const key of FIXED) {
    has_label('vocabulary', `vocabulary.${key}`);
    const icon = key.replace('.', '_');
    if (!icons.has(icon)) report.fault('vocabulary', `${key}: icons/${icon}.svg is missing`);
  }
  return templates;
}

function check_list(report, where, list, icons, has_label) {
  if (!LISTS.includes(list.list)) report.fault(where, 'is not a list of a conversation');
  if (typeof list.multiple !== 'boolean' || typeof list.required !== 'boolean') report.fault(where, 'multiple and required must be true or false');
  has_label(where, `vocabulary.${list.list}.title`);
  const codes = new Set();
  for (const item of list.items ?? []) {
    if (!is_name(item.code)) { report.fault(where, `${item.code} is not lower_snake_case`); continue; }
    if (['title', 'not_stated'].includes(item.code)) report.fault(where, `${item.code} is a reserved word`);
    if (codes.has(item.code)) report.fault(where, `${item.code} is there twice`);
    if (!icons.has(item.icon)) report.fault(where, `${item.code}: icons/${item.icon}.svg is missing`);
    has_label(where, `vocabulary.${list.list}.${item.code}`);
    if (![undefined, true].includes(item.protected)) report.fault(where, `${item.code}: protected is true or absent`);
    codes.add(item.code);
  }
  if (list.list !== 'next_step') return;
  const worry = (list.items ?? []).find((item) => item.code === 'worry');
  if (!worry) report.fault(where, 'has no worry, which opens the concern path');
  else if (worry.protected !== true || worry.retired === true) report.fault(where, 'worry must be protected: no group may hide the concern path');
}
