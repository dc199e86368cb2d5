// SPDX-License-Identifier: AGPL-3.0-or-later
// What lies on the phone. Only `Person` and `OutboxItem` are in the clear, and they hold what the lock screen and sending need: no name, no text, no
// day of hers, nothing about a conversation. disk.ts lets nothing else through.
import type { Day, Month } from '../day.ts';
import type { SealedItem, ServerKey } from '../sync/seal_item.ts';
import type { Note } from './cipher.ts';
import type { WrappedKey } from './pin_key.ts';

// A person on this phone, as the lock screen may know her: a sign that she chose.
export type Sign = { shape: string; colour: string };
export type Person = {
  device_id: string;
  programme_id: string;
  sign: Sign;
  language: string;
  key: WrappedKey | null; // null after too many wrong PINs: what she had not sent is still sent
  wrong_pins: number;
  server_key: ServerKey; // the newest that the phone has heard of: what she saves is sealed to it
  epoch: string | null;
  needs_link: boolean; // the server no longer knows this phone
  diverged: boolean; // the server has something newer than a change made here: pull her own records whole
};

export type Outcome = 'stored' | 'already' | 'superseded' | 'deleted' | 'quarantined' | 'refused';
export type OutboxItem = SealedItem & {
  place?: number; // her 1st, 2nd, 3rd … saved change: the order of sending
  state: 'waiting' | 'sent' | 'refused';
  sent_in: Month | null; // the month in which the server took it: when this copy may go
  note: Note | null; // encrypted for her: the day she saved it
};
// As she sees it while her notes are open. The day is not known of what moved here from a store whose PIN was forgotten.
export type SavedItem = OutboxItem & { saved_on: Day | null };
// As an earlier version of the app kept it.
export type EarlierItem = SealedItem & Pick<OutboxItem, 'place' | 'state'> & { saved_on: Day; sent_on: Day | null };

// A record in memory while its person is unlocked; encrypted on the disk.
export type LocalRecord = {
  entity: string;
  id: string;
  scope: string;
  revision: number;
  record: Record<string, unknown>;
  deleted?: boolean;
  item_id?: string; // the last change made here, to look up its receipt
  saved_on?: Day;
};

// `passed_over`: by scope, the unsent changes in whose favour a pulled record was left out. `until`: of what she sees because she leads a group, the
// last day on which this phone keeps it. `said_on`: the day at the server when it answered.
// `pulled_on`: that of the phone; an earlier version kept it elsewhere.
export type Cursor = { epoch: string | null; positions: Record<string, number>; passed_over?: Record<string, string[]>; until?: Record<string, Day>; said_on?: Day; pulled_on?: Day };
