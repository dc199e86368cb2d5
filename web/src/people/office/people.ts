// SPDX-License-Identifier: AGPL-3.0-or-later
// The mothers of a group, as the coordinator sees them (docs/api.md): who they are and whether they are in touch; never a
// conversation.

import type { Day } from '../../platform/day.ts';
import { query, send } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';

export type PhoneState = 'none' | 'invited' | 'opened' | 'enrolled' | 'lost';
export type Purpose = 'enrol' | 'forgotten_pin';
export type OpenInvitation = { invitation_id: string; purpose: Purpose; last_day: Day };
/** Shown once: the server keeps only a hash of what is in the link. */
export type Invitation = { invitation_id: string; link: string; qr_svg: string | null; message: string; last_day: Day };

/** Her latest change of group, where it is this group's. */
export type Move = { from_group_id: string; from_group: string; to_group_id: string; to_group: string; moved_on: string; can_correct: boolean };
export type Change = {
  act: 'joined' | 'left' | 'moved' | 'returned' | 'corrected' | 'taken_back';
  was_starts_on: string | null;
  was_ends_on: string | null;
  starts_on: string | null;
  ends_on: string | null;
  changed_on: string;
  changed_by_name: string | null;
};

/** A phone that was enrolled for her, until it was shut out. */
export type EnrolledPhone = { enrolled_on: string; revoked_on: string | null; invited_by_name: string | null };

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
  moved: Move | null;
};

/** `person_id` is made by the page, so that asking twice adds one; `another`: she is not the one who has that name already. */
export type NewPerson = PersonDetails & { person_id: string; joined_on: string; another: boolean };
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

export function add_person(group_id: string, person: NewPerson): Promise<Outcome<Person>> {
  const { display_name, language, phone, person_id, joined_on, another } = person;
  return send('POST', path_of(group_id), { person_id, display_name, joined_on, ...(language && { language }), ...(phone && { phone }), ...(another && { another }) });
}

export function change_person(group_id: string, person_id: string, details: PersonDetails & { joined_on?: string }): Promise<Outcome<unknown>> {
  return send('PUT', path_of(group_id, person_id), details);
}

export function invite(group_id: string, person_id: string, invitation_id: string, purpose: Purpose): Promise<Outcome<Invitation>> {
  return send('POST', path_of(group_id, person_id, 'invitation'), { purpose, invitation_id });
}

export function act_on(group_id: string, person_id: string, act: 'invitation/revoke' | 'lost_phone' | 'erase' | 'leave/take_back' | 'move/take_back'): Promise<Outcome<unknown>> {
  return send('POST', path_of(group_id, person_id, act), {});
}

export function leave(group_id: string, person_id: string, left_on: string): Promise<Outcome<unknown>> {
  return send('POST', path_of(group_id, person_id, 'leave'), { left_on });
}

export function move(group_id: string, person_id: string, to_group_id: string, moved_on: string): Promise<Outcome<unknown>> {
  return send('POST', path_of(group_id, person_id, 'move'), { to_group_id, moved_on });
}

/** What was entered about her days was wrong, or she is back: `act` is what the day is of. */
export function correct_day(group_id: string, person_id: string, act: 'leave/correct' | 'move/correct' | 'return', on_day: string): Promise<Outcome<unknown>> {
  const field = { 'leave/correct': 'left_on', 'move/correct': 'moved_on', return: 'returned_on' }[act];
  return send('POST', path_of(group_id, person_id, act), { [field]: on_day });
}

export function read_history(group_id: string, person_id: string): Promise<Outcome<{ changes: Change[]; phones: EnrolledPhone[] }>> {
  return query(path_of(group_id, person_id, 'history'));
}

/** The number in a link to a messenger, where it can be dialled from anywhere. An old note that is no number makes no link. */
export function dialled(phone: string | null): string {
  const number = (phone ?? '').replace(/[\s()-]/g, '');
  return /^\+\d{8,15}$/.test(number) ? number : '';
}

/** Links that open a messenger with the words already written; without her number she is chosen there. */
export function messenger_links(phone: string | null, message: string): { sms: string; whatsapp: string } {
  const number = dialled(phone);
  const text = encodeURIComponent(message);
  return { sms: `sms:${number}?&body=${text}`, whatsapp: `https://wa.me/${number.slice(1)}?text=${text}` };
}

/** Those who are here first, then those who have left; each by name in the language of the page. */
export function in_order(people: readonly Person[], language: string): Person[] {
  const collator = new Intl.Collator(language);
  return [...people].sort(
    (one, other) => one.state.localeCompare(other.state) || collator.compare(one.display_name, other.display_name),
  );
}
