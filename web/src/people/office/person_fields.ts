// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields of a mother's details, for adding and for changing.

import type { FormField, Values } from '../../base/office/form.ts';
import { language_name, t } from '../../platform/i18n.svelte.ts';
import type { PersonDetails } from './people.ts';

export type PersonKey = 'display_name' | 'language' | 'phone' | 'joined_on';

/** `languages`: of the programme; her own is among the choices whichever it is. */
export function person_fields(languages: readonly string[], her_language: string | null, joined_hint: string): FormField<PersonKey>[] {
  const codes = [...new Set([...languages, ...(her_language ? [her_language] : [])])];
  return [
    { key: 'display_name', label: t('office.people.field.name'), kind: 'text', most: 80, needed: t('office.people.field.name_missing') },
    {
      key: 'language', label: t('office.people.field.language'), kind: 'choice', hint: t('office.people.field.language_help'),
      unchosen: t('office.choose'), choices: codes.map((code) => ({ code, label: language_name(code) })),
    },
    { key: 'phone', label: t('office.people.field.phone'), kind: 'phone', hint: t('office.people.field.phone_help') },
    { key: 'joined_on', label: t('office.people.field.joined_on'), kind: 'day', hint: joined_hint, also: ['moved_on'] },
  ];
}

export function details_of({ display_name, language, phone }: Values<PersonKey>): PersonDetails {
  return { display_name, language: language || null, phone: phone || null };
}
