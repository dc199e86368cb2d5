// SPDX-License-Identifier: AGPL-3.0-or-later
// What can be chosen when a conversation is recorded: mothers, the group's lists, and the few answers that are the same in
// every programme. Loaded once for a page; the order of a list is the group's.

import { language as page_language, language_name, t } from '../../platform/i18n.svelte.ts';
import { spoken_languages } from '../../platform/office_query/languages.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import { in_order, list_people } from '../../people/office/people.ts';
import { office_words } from '../../programme/office/office_words.ts';
import { choosable, read_template } from '../../programme/office/template.ts';
import type { Template } from '../../programme/office/template.ts';
import { minutes_tiles, recording_rules } from './conversation.ts';
import type { RecordingRules } from './conversation.ts';

export type ListName = 'contact_way' | 'place' | 'activities' | 'themes' | 'next_step';
export type LabelledChoice = { code: string; label: string; icon: string };
export type FormChoices = {
  template_version: number;
  mothers: LabelledChoice[];
  lists: Record<ListName, LabelledChoice[]>;
  meeting: LabelledChoice[];
  ladder: LabelledChoice[];
  minutes: LabelledChoice[];
  languages: LabelledChoice[];
  rules: RecordingRules;
};

const worry = 'worry';

function choices_of(template: Template, list: ListName): LabelledChoice[] {
  const items = choosable(template, list);
  // A worry has its own path and is stored as "not stated" (design 9.8), so the office does not offer it.
  const offered = list === 'next_step' ? items.filter((item) => item.code !== worry && item.parent !== worry) : items;
  return offered.map(({ code, label, icon }) => ({ code, label: office_words(list, code, label), icon }));
}

export function minutes_label(minutes: number): string {
  const most = minutes_tiles[minutes_tiles.length - 1];
  return minutes === most ? t('office.record.minutes_most') : t('office.record.minutes_choice', { minutes });
}

export async function read_choices(group_id: string): Promise<Outcome<FormChoices>> {
  const [people, template, rules, codes] = await Promise.all([
    list_people(group_id),
    read_template(group_id, page_language().code),
    recording_rules(group_id),
    spoken_languages(),
  ]);
  if (!people.ok) return people;
  if (!template.ok) return template;
  if (!rules.ok) return rules;
  const collator = new Intl.Collator(page_language().code);
  const languages = codes
    .map((code) => ({ code, label: language_name(code), icon: '' }))
    .sort((one, other) => collator.compare(one.label, other.label));
  const list = (name: ListName): LabelledChoice[] => choices_of(template.value, name);
  return {
    ok: true,
    value: {
      template_version: template.value.version,
      mothers: in_order(people.value.people, page_language().code).map((person) => ({ code: person.person_id, label: person.display_name, icon: '' })),
      lists: {
        contact_way: list('contact_way'), place: list('place'), activities: list('activities'), themes: list('themes'),
        next_step: list('next_step'),
      },
      meeting: ['first', 'again'].map((code) => ({ code, label: t(`office.record.meeting.${code}`), icon: '' })),
      ladder: ['1', '2', '3'].map((code) => ({ code, label: t(`office.record.ladder.${code}`), icon: '' })),
      minutes: minutes_tiles.map((minutes) => ({ code: String(minutes), label: minutes_label(minutes), icon: '' })),
      languages,
      rules: rules.value,
    },
  };
}

