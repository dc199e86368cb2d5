// SPDX-License-Identifier: AGPL-3.0-or-later
// A conversation as phone and office write it: the fields of the wire (docs/sync.md). Nothing here names a woman.
import type { SheetRow } from '../wire/wire.ts';

export type Conversation = Omit<Required<SheetRow>, 'id' | 'done_by'>;

export const not_stated = 'not_stated';

export function empty_conversation(held_on: string, template_version: number): Conversation {
  return {
    held_on,
    women: 1,
    meeting: not_stated,
    contact_way: not_stated,
    place: not_stated,
    activities: [],
    themes: [],
    minutes: 0,
    next_step: not_stated,
    ladder: null,
    language: null,
    template_version,
  };
}

// Of a record that holds more, a copy of what may be written again.
export function conversation_of(record: Conversation): Conversation {
  const { held_on, women, meeting, contact_way, place, activities, themes, minutes, next_step, ladder, language, template_version } = record;
  return { held_on, women, meeting, contact_way, place, activities: [...activities], themes: [...themes], minutes, next_step, ladder, language, template_version };
}
