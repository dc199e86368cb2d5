// SPDX-License-Identifier: AGPL-3.0-or-later
// The mothers of a group, as the coordinator sees them (docs/api.md): who they are and whether they are in touch; never a
// conversation.

import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type PhoneState = 'none' | 'invited' | 'enrolled' | 'lost';
export type Purpose = 'enrol' | 'forgotten_pin';
export type OpenInvitation = { invitation_id: string; purpose: Purpose; expires_at: number | string };
/** Shown once: the server keeps only a hash of what is in the link. */
export type Invitation = { invitation_id: string; link: string; qr_svg: string | null; expires_at: number | string };

export type Person = {
  person_id: string;
  display_name: string;
  phone: string | null;
  language: string | null;
  state: 'active' | 'left';
  joined_on: string | null;
  left_on: string | null;
  last_active_month: string | null;
  silent_months: number | null;
  phone_state: PhoneState;
  invitation: OpenInvitation | null;
};

export type PersonDetails = { display_name: string; language: string | null; phone: string | null };

function path_of(group_id: string, person_id = '', act = ''): string {
  const parts = ['/api/groups', encodeURIComponent(group_id), 'people'];
  if (person_id !== '') parts.push(encodeURIComponent(person_id));
  if (act !== '') parts.push(act);
  return parts.join('/');
}

export function list_people(group_id: string): Promise<Outcome<{ people: Person[] }>> {
  return query(path_of(group_id));
}

export function add_person(group_id: string, details: PersonDetails, joined_on: string): Promise<Outcome<Person>> {
  const { display_name, language, phone } = details;
  return send('POST', path_of(group_id), { display_name, joined_on, ...(language && { language }), ...(phone && { phone }) });
}

export function change_person(group_id: string, person_id: string, details: PersonDetails): Promise<Outcome<unknown>> {
  return send('PUT', path_of(group_id, person_id), details);
}

export function invite(group_id: string, person_id: string, purpose: Purpose): Promise<Outcome<Invitation>> {
  return send('POST', path_of(group_id, person_id, 'invitation'), { purpose });
}

export function act_on(group_id: string, person_id: string, act: 'invitation/revoke' | 'lost_phone' | 'erase'): Promise<Outcome<unknown>> {
  return send('POST', path_of(group_id, person_id, act), {});
}

export function leave(group_id: string, person_id: string, left_on: string): Promise<Outcome<unknown>> {
  return send('POST', path_of(group_id, person_id, 'leave'), { left_on });
}

export function move(group_id: string, person_id: string, to_group_id: string, moved_on: string): Promise<Outcome<unknown>> {
  return send('POST', path_of(group_id, person_id, 'move'), { to_group_id, moved_on });
}

/** The day of a moment on the wire (milliseconds, or ISO text). */
export function day_of_moment(moment: number | string): string {
  if (typeof moment === 'string' && /^\d{4}-\d{2}-\d{2}/.test(moment)) return moment.slice(0, 10);
  return new Date(Number(moment)).toISOString().slice(0, 10);
}

/** Her name, as typed in the erase dialog, whatever the spaces and capitals. */
export function same_name(one: string, other: string): boolean {
  const plain = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase();
  return plain(one) === plain(other);
}

/** Those who are here first, then those who have left; each by name in the language of the page. */
export function in_order(people: readonly Person[], language: string): Person[] {
  const collator = new Intl.Collator(language);
  return [...people].sort(
    (one, other) => one.state.localeCompare(other.state) || collator.compare(one.display_name, other.display_name),
  );
}
