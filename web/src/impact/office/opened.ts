// SPDX-License-Identifier: AGPL-3.0-or-later
// A model being opened from an address: a saved version, a shipped one, or a new one of this tab; and what of a link or a draft is put on top.

import type { Place } from '../../platform/office/paths.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import { local_problem, not_understood } from '../../platform/office_query/problem.ts';
import { with_changes } from './changes.ts';
import { as_document } from './document.ts';
import type { CostModel } from './document.ts';
import type { Draft } from './draft.ts';
import { get_model, get_shipped } from './models.ts';
import type { SavedModel } from './models.ts';
import { read_changes } from './share_link.ts';

export type Opened = {
  kind: 'saved' | 'shipped' | 'new';
  name: string; ///< the model's id, the shipped key, or empty
  base: CostModel;
  saved: SavedModel | null;
};

/** Names the draft of this tab: another version has another draft. */
export const draft_source = (opened: Opened): string => [opened.kind, opened.name, opened.saved?.version ?? ''].join(':');

export async function open_model(place: Place, new_model: unknown): Promise<Outcome<Opened>> {
  const name = place.params.model_id ?? place.params.key ?? '';
  if (place.params.model_id !== undefined) {
    const outcome = await get_model(name, place.search.version ?? '');
    if (!outcome.ok) return outcome;
    const base = as_document(outcome.value.document);
    return base === null ? { ok: false, problem: local_problem(not_understood) } : { ok: true, value: { kind: 'saved', name, base, saved: outcome.value } };
  }
  if (place.params.key !== undefined) {
    const outcome = await get_shipped(name);
    if (!outcome.ok) return outcome;
    const base = as_document(outcome.value.document);
    return base === null ? { ok: false, problem: local_problem(not_understood) } : { ok: true, value: { kind: 'shipped', name, base, saved: null } };
  }
  const base = as_document(new_model);
  return base === null ? { ok: false, problem: local_problem('office.impact.new.gone') } : { ok: true, value: { kind: 'new', name: '', base, saved: null } };
}

export type OnTop = { present: CostModel; from: 'nothing' | 'link' | 'draft'; left_over: number; broken: boolean };

/** A link's changes, or those of the draft that began from the same link. */
export function put_on_top(base: CostModel, link: string, draft: Draft | null): OnTop {
  if (draft !== null && draft.started_from === link && draft.changes.length > 0) {
    const { model, left_over } = with_changes(base, draft.changes);
    return { present: as_document(model) ?? base, from: 'draft', left_over: left_over.length, broken: false };
  }
  if (link === '') return { present: base, from: 'nothing', left_over: 0, broken: false };
  const { changes, broken } = read_changes(link);
  const { model, left_over } = with_changes(base, changes);
  return { present: as_document(model) ?? base, from: 'link', left_over: left_over.length, broken };
}
