// SPDX-License-Identifier: AGPL-3.0-or-later
// The conversation she is logging now. It is kept on the phone at every step, so that a call or a lock loses nothing.
import { day_id, today } from '../../platform/day.ts';
import { hold_local, keep_local, local, mutate } from '../../platform/store/store.svelte.ts';
import { attempt } from '../../platform/store/trouble.svelte.ts';
import { items, template_version } from '../../programme/field/vocabulary.svelte.ts';
import { conversation_of, new_conversation, to_record, type Conversation, type Stored } from './conversation.ts';

type Draft = { id: string; editing: boolean; touched: boolean; record: Conversation };
type Saved = { id: string; edited: boolean };
let draft = $state<Draft | null>(null);
let saved = $state<Saved | null>(null);

export function begin(): void {
  const on = today();
  draft = { id: day_id(on), editing: false, touched: false, record: new_conversation(on, items('activities'), template_version()) };
  saved = null;
}

export function begin_edit(id: string, record: Stored): void {
  draft = { id, editing: true, touched: false, record: conversation_of(record) };
  saved = null;
}

export function current_draft(): Draft | null {
  return draft ?? local<Draft>('draft') ?? null;
}

export function change(part: Partial<Conversation>): void {
  const before = current_draft();
  if (!before) return;
  draft = { ...before, touched: true, record: { ...before.record, ...part } };
  const now = $state.snapshot(draft);
  void attempt(() => hold_local('draft', now));
}

// One that she has put something into: worth going on with.
export function begun(): boolean {
  return current_draft()?.touched === true;
}

export async function discard(): Promise<void> {
  await keep_local('draft', null);
  draft = null;
}

export async function save(): Promise<void> {
  const now = $state.snapshot(current_draft());
  if (!now) return;
  await mutate({ operation: 'put', entity: 'conversation', id: now.id, record: to_record(now.record, items('activities')) }, 'draft');
  saved = { id: now.id, edited: now.editing };
  draft = null;
}

export function just_saved(): Saved | null {
  return saved;
}

export async function undo_save(): Promise<void> {
  if (saved) await mutate({ operation: 'delete', entity: 'conversation', id: saved.id });
  saved = null;
}

// Nothing of it stays in memory when the door closes.
export function forget(): void {
  draft = null;
  saved = null;
}
