// SPDX-License-Identifier: AGPL-3.0-or-later
// Time in words, in the language of the page; and under which words an event is counted.

import { t } from '../../platform/i18n.svelte.ts';
import { hours_and_minutes } from './compare.ts';

export function time_given(total_minutes: number): string {
  const { hours, minutes } = hours_and_minutes(total_minutes);
  if (hours === 0) return t('office.month.minutes', { minutes });
  return minutes === 0 ? t('office.month.hours', { hours }) : t('office.month.hours_minutes', { hours, minutes });
}

/** What is counted has a name of its own ("conversations"); women, time and mothers are the same of all events. */
export function quantity_words(event: string, quantity: string): string {
  return quantity === 'events' ? `events.${event}` : quantity;
}
