// SPDX-License-Identifier: AGPL-3.0-or-later
// The conversation as the office sends and reads it. Fields and spelling of docs/sync.md; nothing here names a woman.

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type Meeting = 'first' | 'again' | 'not_stated';

export type Conversation = {
  held_on: string;
  women: number;
  meeting: Meeting;
  contact_way: string;
  place: string;
  activities: string[];
  themes: string[];
  minutes: number;
  next_step: string;
  ladder: number | null;
  language: string | null;
  template_version: number;
};

/** `id` is made in the browser, so that sending twice stores once. */
export type Recording = Conversation & { id: string; done_by: string };

export type OwnRecording = Recording & { state?: string; done_by_name?: string };

/** What the server takes from the office: told by it, never copied here, so that a page asks for what is stored. */
export type RecordingRules = { days_back: number; editable_days: number; women_at_most: number; minutes_at_most: number };

export const not_stated = 'not_stated';
export const minutes_tiles = [5, 15, 30, 60, 90, 120];

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

function path_of(group_id: string): string {
  return `/api/groups/${encodeURIComponent(group_id)}/conversations`;
}

export function recording_rules(group_id: string): Promise<Outcome<RecordingRules>> {
  return query(`/api/groups/${encodeURIComponent(group_id)}/recording_rules`);
}

export function record(group_id: string, items: Recording[]): Promise<Outcome<{ stored: number }>> {
  return send('POST', path_of(group_id), { items });
}

/** Those that can still be corrected. */
export function own_recordings(group_id: string): Promise<Outcome<{ conversations: OwnRecording[] }>> {
  return query(path_of(group_id));
}

export function correct(group_id: string, { id, ...fields }: Recording): Promise<Outcome<unknown>> {
  return send('PUT', `${path_of(group_id)}/${encodeURIComponent(id)}`, fields);
}

export function remove(group_id: string, id: string): Promise<Outcome<unknown>> {
  return send('DELETE', `${path_of(group_id)}/${encodeURIComponent(id)}`);
}
