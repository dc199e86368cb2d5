// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the coordinator is: the hash of the address, so that back, forward, a bookmark and a reload work without a server
// route for every page. `#/groups/<id>/month?month=2026-10`.

import { close_layers, layers_moved, when_settled } from '../../base/layers.ts';
import { page_changed } from './announcer.svelte.ts';
import { match_route, read_hash } from './paths.ts';
import type { Place } from './paths.ts';

let place = $state.raw<Place>(read_hash(''));
let navigations = 0;

export function current_place(): Place {
  return place;
}

/** False for the first page after loading: there the browser's own focus is right. */
export function opens_by_navigation(): boolean {
  return navigations > 0;
}

export function follow_address(patterns: readonly string[]): () => void {
  place = match_route(location.hash, patterns);
  const look = (): void => {
    const next = match_route(location.hash, patterns);
    if (next.path !== place.path) {
      navigations += 1;
      page_changed();
      scrollTo(0, 0);
    }
    place = next;
  };
  const moved = (event: PopStateEvent): void => void layers_moved(event.state);
  addEventListener('popstate', moved);
  addEventListener('hashchange', look);
  return () => {
    removeEventListener('popstate', moved);
    removeEventListener('hashchange', look);
  };
}

function replace(hash: string): void {
  history.replaceState(history.state, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

export function go_to(hash: string): void {
  when_settled(() => {
    if (close_layers() === 0) location.hash = hash;
    else {
      history.replaceState(null, '');
      replace(hash); // in the place of what lay on top
    }
  });
}

/** Changes the address without a new step in the history: for another view of the same page. */
export function go_to_instead(hash: string): void {
  when_settled(() => replace(hash));
}
