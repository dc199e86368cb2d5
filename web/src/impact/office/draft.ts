// SPDX-License-Identifier: AGPL-3.0-or-later
// Unsaved work on a model, kept through a reload in this tab's session storage: the changes against what the page began with. A new model, which has
// nothing to begin with, is kept whole.

import { is_change } from './changes.ts';
import type { Change } from './changes.ts';

const prefix = 'bydel-office-impact:';
const new_model = 'new';

export type Draft = { started_from: string; changes: Change[] };

const key_of = (person_id: string, source: string): string => `${prefix}${person_id}:${source}`;

function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs the safety of a reload, not what is on the screen.
  }
}

function read(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

/** `source` names the model and version; `started_from` the shared changes of the address, so that another link begins anew. */
export function keep_draft(storage: Storage, person_id: string, source: string, draft: Draft): void {
  if (draft.changes.length === 0 && draft.started_from === '') storage.removeItem(key_of(person_id, source));
  else write(storage, key_of(person_id, source), draft);
}

export function read_draft(storage: Storage, person_id: string, source: string): Draft | null {
  const kept = read(storage, key_of(person_id, source));
  if (typeof kept !== 'object' || kept === null) return null;
  const { started_from, changes } = kept as Partial<Draft>;
  return typeof started_from === 'string' && Array.isArray(changes) ? { started_from, changes: changes.filter(is_change) } : null;
}

export function forget_draft(storage: Storage, person_id: string, source: string): void {
  storage.removeItem(key_of(person_id, source));
}

export function keep_new_model(storage: Storage, person_id: string, document: unknown): void {
  write(storage, key_of(person_id, new_model), document);
}

export function read_new_model(storage: Storage, person_id: string): unknown {
  return read(storage, key_of(person_id, new_model));
}

export function forget_new_model(storage: Storage, person_id: string): void {
  storage.removeItem(key_of(person_id, new_model));
}
