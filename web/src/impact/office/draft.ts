// SPDX-License-Identifier: AGPL-3.0-or-later
// Unsaved work on a model, kept through a reload in this tab (platform/unsaved): the changes against what the page began with. A new model, which has
// nothing to begin with, is kept whole.

import { t } from '../../platform/i18n.svelte.ts';
import { find, keep, let_go } from '../../platform/unsaved.svelte.ts';
import { is_change } from './changes.ts';
import type { Change } from './changes.ts';
import { new_path } from './models.ts';
import { write_changes } from './share_link.ts';

const new_model = 'impact:new';

/** `started_from`: the shared changes of the address, so that another link begins anew. */
export type Draft = { started_from: string; changes: Change[] };

/** `source` names the model and version, `address` its page. What the link itself says is no work of hers. */
export function keep_draft(source: string, address: string, draft: Draft): void {
  const nothing = draft.changes.length === 0 || write_changes(draft.changes) === draft.started_from;
  if (nothing) forget_draft(source);
  else keep({ name: `impact:${source}`, title: t('office.impact.title'), address }, draft, 'tab');
}

export function read_draft(source: string): Draft | null {
  const kept = find(`impact:${source}`);
  if (typeof kept !== 'object' || kept === null) return null;
  const { started_from, changes } = kept as Partial<Draft>;
  return typeof started_from === 'string' && Array.isArray(changes) ? { started_from, changes: changes.filter(is_change) } : null;
}

export function forget_draft(source: string): void {
  let_go(`impact:${source}`);
}

export function keep_new_model(document: unknown): void {
  keep({ name: new_model, title: t('office.impact.untitled'), address: new_path }, document, 'tab');
}

export function read_new_model(): unknown {
  return find(new_model);
}

export function forget_new_model(): void {
  let_go(new_model);
}
