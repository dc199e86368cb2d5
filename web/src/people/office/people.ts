// SPDX-License-Identifier: AGPL-3.0-or-later
// The mothers of a group, as the coordinator sees them (docs/api.md): who they are and whether they are in touch; never a
// conversation.

import { dialled } from '../../platform/text/dialled.ts';
import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { AddedPerson, History, HistoryLine, InvitationRequest, ListedMother, ListedMothers, OtherGroups, OwnPhones, ReadyInvitation } from '../../wire/wire.ts';

export type Person = ListedMother;
export type PhoneState = ListedMother['phone_state'];
export type Purpose = InvitationRequest['purpose'];
export type Change = HistoryLine;
export type { ListedMove as Move, OpenInvitation, ReadyInvitation as Invitation } from '../../wire/wire.ts';

/** `person_id` is made by the page, so that asking twice adds one; `another`: she is not the one who has that name already. */
export type NewPerson = PersonDetails & { person_id: string; joined_on: string; another: boolean };
export type PersonDetails = { display_name: string; language: string | null; phone: string | null };

export function list_people(group_id: string): Promise<Outcome<ListedMothers>> {
  return ask('GET /api/groups/{group_id}/people', { group_id });
}

export function list_other_groups(group_id: string): Promise<Outcome<OtherGroups>> {
  return ask('GET /api/groups/{group_id}/other_groups', { group_id });
}

export function add_person(group_id: string, person: NewPerson): Promise<Outcome<AddedPerson>> {
  const { display_name, language, phone, person_id, joined_on, another } = person;
  return ask('POST /api/groups/{group_id}/people', { group_id }, { person_id, display_name, joined_on, ...(language && { language }), ...(phone && { phone }), ...(another && { another }) });
}

export function change_person(group_id: string, person_id: string, details: PersonDetails & { joined_on?: string }): Promise<Outcome<unknown>> {
  return ask('PUT /api/groups/{group_id}/people/{person_id}', { group_id, person_id }, details);
}

export function invite(group_id: string, person_id: string, invitation_id: string, purpose: Purpose): Promise<Outcome<ReadyInvitation>> {
  return ask('POST /api/groups/{group_id}/people/{person_id}/invitation', { group_id, person_id }, { purpose, invitation_id });
}

export type Act = 'invitation/revoke' | 'lost_phone' | 'erase' | 'leave/take_back' | 'move/take_back';
export function act_on(group_id: string, person_id: string, act: Act): Promise<Outcome<unknown>> {
  return ask(`POST /api/groups/{group_id}/people/{person_id}/${act}`, { group_id, person_id });
}

export function leave(group_id: string, person_id: string, left_on: string): Promise<Outcome<unknown>> {
  return ask('POST /api/groups/{group_id}/people/{person_id}/leave', { group_id, person_id }, { left_on });
}

export function move(group_id: string, person_id: string, to_group_id: string, moved_on: string): Promise<Outcome<unknown>> {
  return ask('POST /api/groups/{group_id}/people/{person_id}/move', { group_id, person_id }, { to_group_id, moved_on });
}

/** What was entered about her days was wrong, or she is back: `act` is what the day is of. */
export function correct_day(group_id: string, person_id: string, act: 'leave/correct' | 'move/correct' | 'return', day: string): Promise<Outcome<unknown>> {
  const her = { group_id, person_id };
  if (act === 'leave/correct') return ask('POST /api/groups/{group_id}/people/{person_id}/leave/correct', her, { left_on: day });
  if (act === 'move/correct') return ask('POST /api/groups/{group_id}/people/{person_id}/move/correct', her, { moved_on: day });
  return ask('POST /api/groups/{group_id}/people/{person_id}/return', her, { returned_on: day });
}

export function read_history(group_id: string, person_id: string): Promise<Outcome<History>> {
  return ask('GET /api/groups/{group_id}/people/{person_id}/history', { group_id, person_id });
}

export const read_own_phones = (): Promise<Outcome<OwnPhones>> => ask('GET /api/me/phones');
export const shut_own_phones_out = (): Promise<Outcome<unknown>> => ask('POST /api/me/phones/shut_out');

/** For a phone of her own, of who is signed in. */
export function invite_own_phone(password: string, invitation_id: string): Promise<Outcome<ReadyInvitation>> {
  return ask('POST /api/me/phones', null, { password, invitation_id });
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
