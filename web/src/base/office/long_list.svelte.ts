// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of a long list that stands in the page, following where the page is. Printed, all of it. Each row in the page has an `aria-rowindex`.

import { flushSync } from 'svelte';
import { window_of } from './window.ts';
import type { Window } from './window.ts';

const first_guess = 48; // pixels, until rows have been measured

export class LongList {
  #count: () => number;
  #above = $state(0);
  #height = $state(0);
  #row = $state(first_guess);
  #printed = $state(false);
  #last: Window | null = null;
  #body: HTMLElement | null = null;
  part = $derived.by<Window>(() => (this.#printed ? { first: 0, last: this.#count() } : (this.#last = window_of(this.#count(), this.#above, this.#height, this.#row, this.#last))));

  constructor(count: () => number) {
    this.#count = count;
  }

  /** The room that the rows before it and after it would take, as CSS says it; none where there are none. */
  get before(): string {
    return this.#room(this.part.first);
  }

  get after(): string {
    return this.#room(this.#count() - this.part.last);
  }

  #room(rows: number): string {
    return rows === 0 ? '' : `${Math.round(rows * this.#row)}px`;
  }

  /** For the element that the rows stand in. */
  follow = (body: HTMLElement): (() => void) => {
    this.#body = body;
    let width = -1;
    const observer = new ResizeObserver(() => {
      if (body.clientWidth === width) return;
      width = body.clientWidth;
      this.#measure();
    });
    observer.observe(body);
    const look = (): void => this.#look();
    const print = (): void => flushSync(() => void (this.#printed = true));
    const printed = (): void => void (this.#printed = false);
    const heard: [string, () => void][] = [['scroll', look], ['resize', look], ['beforeprint', print], ['afterprint', printed]];
    for (const [event, act] of heard) addEventListener(event, act, { passive: true });
    return () => {
      observer.disconnect();
      for (const [event, act] of heard) removeEventListener(event, act);
    };
  };

  #rows(): Element[] {
    return [...(this.#body?.children ?? [])].filter((row) => row.hasAttribute('aria-rowindex'));
  }

  #measure(): void {
    const rows = this.#rows();
    const tall = (rows[rows.length - 1]?.getBoundingClientRect().bottom ?? 0) - (rows[0]?.getBoundingClientRect().top ?? 0);
    if (tall > 0) this.#row = tall / rows.length;
    this.#look();
  }

  /** What is seen stays where it is, whatever the heights of the rows that come and go above it. */
  #look(): void {
    if (this.#body === null) return;
    const seen = this.#count() > this.part.last - this.part.first ? this.#rows().find((row) => row.getBoundingClientRect().bottom > 0) : undefined;
    const before = seen?.getBoundingClientRect().top ?? 0;
    const part = this.part;
    flushSync(() => {
      this.#above = -this.#body!.getBoundingClientRect().top;
      this.#height = innerHeight;
    });
    if (part === this.part || !seen?.isConnected) return;
    const moved = seen.getBoundingClientRect().top - before;
    if (Math.abs(moved) >= 1) scrollBy(0, moved);
  }
}
