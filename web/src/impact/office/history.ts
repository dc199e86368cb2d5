// SPDX-License-Identifier: AGPL-3.0-or-later
// Undo and redo of a value that is never changed in place. Steps with the same tag (one slider being dragged) are one step.

export type History<Value> = { past: Value[]; present: Value; future: Value[]; tag: string };

const most_steps = 200;

export function begin<Value>(present: Value): History<Value> {
  return { past: [], present, future: [], tag: '' };
}

export function record<Value>(history: History<Value>, next: Value, tag = ''): History<Value> {
  if (next === history.present) return history;
  if (tag !== '' && tag === history.tag) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-most_steps), present: next, future: [], tag };
}

/** What comes next is a step of its own, also with the same tag. */
export function settle<Value>(history: History<Value>): History<Value> {
  return history.tag === '' ? history : { ...history, tag: '' };
}

export function undo<Value>(history: History<Value>): History<Value> {
  const previous = history.past[history.past.length - 1];
  if (history.past.length === 0) return history;
  return { past: history.past.slice(0, -1), present: previous as Value, future: [history.present, ...history.future], tag: '' };
}

export function redo<Value>(history: History<Value>): History<Value> {
  if (history.future.length === 0) return history;
  return { past: [...history.past, history.present], present: history.future[0] as Value, future: history.future.slice(1), tag: '' };
}
