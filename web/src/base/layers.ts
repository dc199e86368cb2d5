// SPDX-License-Identifier: AGPL-3.0-or-later
// What lies on top of a page: a sheet, a dialog, a menu, a card in two languages. Each has an entry of its own in the browser's history, so that
// Back (the phone's button too) closes what lies on top and stays on the page. Both routers are built on this; nothing else touches `layers`
// in the history's state.

type Layer = { close: () => void };

const open: Layer[] = [];
let to_drop = 0;
let dropping: (() => void)[] | null = null;
let patience: ReturnType<typeof setTimeout> | undefined;

const layers_of = (state: unknown): number => Number((state as { layers?: number } | null)?.layers ?? 0);

export function layers_open(): number {
  return open.length;
}

/** For routers: runs at once, or when what was closed by hand has gone from the history. */
export function when_settled(act: () => void): void {
  if (to_drop > 0) drop();
  if (dropping === null) act();
  else dropping.push(act);
}

/** For routers, before they go to another page: all layers close. Answers how many entries of theirs are left on top of the page's own. */
export function close_layers(): number {
  const count = open.length;
  while (open.length > 0) open.pop()?.close();
  return count;
}

/** The same, and their entries go too: what waits for when_settled() finds the page's own entry on top. */
export function drop_layers(): void {
  to_drop += close_layers();
}

/** `close` is called when Back, or going to another page, closes it. Returns what to call when it has closed in any other way. */
export function open_layer(close: () => void): () => void {
  const layer = { close };
  open.push(layer);
  const count = open.length;
  if (to_drop > 0) to_drop -= 1; // one closes and another opens in the same moment: the entry is taken over
  else when_settled(() => open.includes(layer) && history.pushState({ ...(history.state as object | null), layers: count }, ''));
  return () => leave(layer);
}

function leave(layer: Layer): void {
  const at = open.indexOf(layer);
  if (at === -1) return;
  open.splice(at, 1);
  if (dropping !== null || layers_of(history.state) <= open.length) return; // its entry was not made, or lies under another page
  to_drop += 1;
  queueMicrotask(drop);
}

function drop(): void {
  if (to_drop === 0) return;
  const count = to_drop;
  to_drop = 0;
  dropping = [];
  history.go(-count);
  patience = setTimeout(settle, 400); // a browser that does not answer
}

function settle(): void {
  clearTimeout(patience);
  const waiting = dropping ?? [];
  dropping = null;
  for (const act of waiting) act();
}

/** Before the router looks at a popstate: true where the move was only about layers. */
export function layers_moved(state: unknown): boolean {
  if (dropping !== null) {
    settle();
    return true;
  }
  const wanted = layers_of(state);
  while (open.length > wanted) open.pop()?.close();
  if (wanted <= open.length) return false;
  history.back(); // the entry of something that has closed since: nobody stops there
  return true;
}
