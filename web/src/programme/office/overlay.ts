// SPDX-License-Identifier: AGPL-3.0-or-later
// A group's adaptation of the national template (design 9.5): operations on stable codes over a base version. Drift is the
// list of operations itself; merging forward is deciding them one by one. Pure.

import type { TemplateItem, TemplateList } from '../../wire/wire.ts';

export type Labels = Record<string, string>;

export type Operation =
  | { op: 'hide'; list: string; code: string }
  | { op: 'show'; list: string; code: string }
  | { op: 'label'; list: string; code: string; labels: Labels }
  | { op: 'add'; list: string; code: string; parent: string; icon: string; labels: Labels }
  | { op: 'move'; list: string; code: string; before: string | null };

export type { TemplateItem, TemplateList };

function about(operation: Operation, list: string, code: string): boolean {
  return operation.list === list && operation.code === code;
}

function without(operations: readonly Operation[], list: string, code: string, kinds: readonly Operation['op'][]): Operation[] {
  return operations.filter((one) => !(about(one, list, code) && kinds.includes(one.op)));
}

export function is_hidden(operations: readonly Operation[], list: string, code: string): boolean {
  return operations.some((one) => one.op === 'hide' && about(one, list, code));
}

export function hide(operations: readonly Operation[], list: string, code: string): Operation[] {
  return [...without(operations, list, code, ['hide', 'show']), { op: 'hide', list, code }];
}

/** Showing what the group itself had hidden takes the hiding back: no operation is left. */
export function show(operations: readonly Operation[], list: string, code: string): Operation[] {
  return without(operations, list, code, ['hide', 'show']);
}

/** New words of the group for an item; all empty takes the national words back. Own items keep their words in `add`. */
export function relabel(operations: readonly Operation[], list: string, code: string, words: Labels): Operation[] {
  const labels = Object.fromEntries(Object.entries(words).filter(([, label]) => label.trim() !== ''));
  if (operations.some((one) => one.op === 'add' && about(one, list, code))) {
    return operations.map((one) => (one.op === 'add' && about(one, list, code) ? { ...one, labels } : one));
  }
  const rest = without(operations, list, code, ['label']);
  return Object.keys(labels).length === 0 ? rest : [...rest, { op: 'label', list, code, labels }];
}

export function add_own(operations: readonly Operation[], item: Omit<Extract<Operation, { op: 'add' }>, 'op'>): Operation[] {
  return [...operations, { op: 'add', ...item }];
}

/** One place up or down in the order that is shown now. */
export function move(operations: readonly Operation[], list: string, order: readonly string[], code: string, by: 1 | -1): Operation[] {
  const position = order.indexOf(code);
  const target = position + by;
  if (position < 0 || target < 0 || target >= order.length) return [...operations];
  const before = by === -1 ? (order[target] ?? null) : (order[target + 1] ?? null);
  return [...without(operations, list, code, ['move']), { op: 'move', list, code, before }];
}

/** Undoes one operation; an own item takes with it what was said about it. */
export function undo(operations: readonly Operation[], gone: Operation): Operation[] {
  const rest = operations.filter((one) => one !== gone);
  return gone.op === 'add' ? rest.filter((one) => !about(one, gone.list, gone.code)) : rest;
}

export function own_words(operations: readonly Operation[], list: string, code: string): Labels {
  for (const one of operations) {
    if ((one.op === 'label' || one.op === 'add') && about(one, list, code)) return one.labels;
  }
  return {};
}

/** A code of the group's own: stable, never reused, and plainly its own. */
export function own_code(label: string, taken: readonly string[], random: () => number = Math.random): string {
  const latin = label.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 24);
  for (;;) {
    const tail = Math.floor(random() * 36 ** 4).toString(36).padStart(4, '0');
    const code = latin === '' ? `own_${tail}` : `own_${latin}_${tail}`;
    if (!taken.includes(code)) return code;
  }
}

export type ShownItem = TemplateItem & { hidden: boolean; own: boolean };
export type LabelOf = (list: string, code: string) => string | null;

/** Without what a group may not do: hide or rename a protected item. It may have been saved before the item was protected. */
export function allowed(operations: readonly Operation[], lists: readonly TemplateList[]): Operation[] {
  const guarded = lists.flatMap(({ list, items }) => items.filter((item) => item.protected === true).map((item) => ({ list, code: item.code })));
  return operations.filter((one) => !(['hide', 'label'].includes(one.op) && guarded.some(({ list, code }) => about(one, list, code))));
}

/** What the list looks like with the operations laid over it: the preview before saving. `list` may already carry saved
 *  operations; `national` gives the national words back where the group's own were taken away. Hidden items stay, marked. */
export function laid_over(list: TemplateList, operations: readonly Operation[], language: string, national: LabelOf): ShownItem[] {
  const ours = allowed(operations, [list]).filter((operation) => operation.list === list.list);
  let items: ShownItem[] = list.items
    .filter((item) => !item.parent)
    .sort((one, other) => (one.position ?? 0) - (other.position ?? 0)) // the national order: `list` came with saved moves in it
    .map((item) => ({ ...item, label: national(list.list, item.code) ?? item.label, hidden: false, own: false }));
  for (const one of ours) {
    const item = items.find((candidate) => candidate.code === one.code);
    if (one.op === 'add') items = [...items, added_item(one, language, list)];
    else if (item && one.op === 'label') item.label = one.labels[language] ?? item.label;
    else if (item && (one.op === 'hide' || one.op === 'show')) item.hidden = one.op === 'hide';
    else if (item && one.op === 'move') items = moved(items, item, one.before);
  }
  return items;
}

function added_item(operation: Extract<Operation, { op: 'add' }>, language: string, list: TemplateList): ShownItem {
  const { code, icon, parent, labels } = operation;
  const sensitive = list.items.find((item) => item.code === parent)?.sensitive ?? false;
  const label = labels[language] ?? Object.values(labels)[0] ?? code;
  return { code, icon, label, retired: false, parent, sensitive, hidden: false, protected: false, position: null, own: true };
}

function moved(items: readonly ShownItem[], item: ShownItem, before: string | null): ShownItem[] {
  const others = items.filter((candidate) => candidate !== item);
  const target = others.findIndex((candidate) => candidate.code === before);
  others.splice(target < 0 ? others.length : target, 0, item);
  return others;
}

/** Whether an operation still makes sense on a newer national version. */
export type Fit = 'fits' | 'retired' | 'gone' | 'parent_gone';

export function fit(operation: Operation, lists: readonly TemplateList[]): Fit {
  const items = lists.find((list) => list.list === operation.list)?.items ?? [];
  if (operation.op === 'add') {
    const parent = items.find((item) => item.code === operation.parent);
    return parent === undefined || parent.retired ? 'parent_gone' : 'fits';
  }
  if (operation.op === 'hide') return 'fits';
  const item = items.find((candidate) => candidate.code === operation.code);
  if (item === undefined) return operation.code.startsWith('own_') ? 'fits' : 'gone';
  return item.retired ? 'retired' : 'fits';
}
