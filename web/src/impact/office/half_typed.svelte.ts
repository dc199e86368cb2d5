// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in the small fields of an open model and is not in its document: a number nobody understands yet, the words of a line that is not added,
// a year without its value. Kept as it was typed by the one guard (platform/unsaved), whichever version of the model is open, until it is understood,
// added or thrown away.

import { getContext, setContext, untrack } from 'svelte';
import { t } from '../../platform/i18n.svelte.ts';
import { Draft } from '../../platform/unsaved.svelte.ts';
import type { What } from '../../platform/unsaved.svelte.ts';

type Texts = Readonly<Record<string, string>>;
const key = Symbol('half typed');

function are_texts(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((one) => typeof one === 'string');
}

/** `address` of its page, without a version: another version has the same fields. The way back leads to the part of the page where they stand. */
function of_model(address: string, texts: Texts): What {
  const tab = Object.keys(texts).every((place) => place.startsWith('draws.')) ? 'sure' : 'assumptions';
  return { name: `impact_typed:${address}`, title: t('office.impact.title'), address: `${address}?tab=${tab}` };
}

/** `place` names a field as the document does: inputs.hours.low. */
export class HalfTyped {
  #draft: Draft<Texts>;
  #texts = $state.raw<Texts>({});

  constructor(address: string) {
    this.#draft = new Draft<Texts>(() => of_model(address, this.#texts), 'tab', are_texts);
    this.#texts = this.#draft.found ?? {};
  }

  at(place: string): string | null {
    return this.#texts[place] ?? null;
  }

  /** Null where nothing is left to keep. */
  put(place: string, text: string | null): void {
    untrack(() => {
      if (this.at(place) === text) return;
      const { [place]: _old, ...others } = this.#texts;
      this.#take(text === null ? others : { ...others, [place]: text });
    });
  }

  /** Whether anything is half typed in a card: it opens with what is in it. */
  below(place: string): boolean {
    return Object.keys(this.#texts).some((one) => one.startsWith(`${place}.`));
  }

  /** The line is taken away, and its fields with it. */
  leave(place: string): void {
    this.#rename((one) => (one.startsWith(`${place}.`) ? null : one));
  }

  /** The same in a list whose lines have no names, only places: those behind it move up. */
  leave_from(list: string, index: number): void {
    this.#rename((one) => {
      const [start, at = '', ...rest] = one.split('.');
      if (start !== list || Number(at) < index) return one;
      return Number(at) === index ? null : [list, Number(at) - 1, ...rest].join('.');
    });
  }

  forget(): void {
    this.#take({});
  }

  get count(): number {
    return Object.keys(this.#texts).length;
  }

  /** A model that had no name of its own has been saved under one, and is opened there next. */
  move_to(address: string): void {
    new Draft<Texts>(() => of_model(address, this.#texts), 'tab').keep(this.#texts, {});
    this.#draft.forget();
  }

  #rename(named: (place: string) => string | null): void {
    this.#take(Object.fromEntries(Object.entries(this.#texts).flatMap(([place, text]) => {
      const now = named(place);
      return now === null ? [] : [[now, text]];
    })));
  }

  #take(texts: Texts): void {
    this.#texts = texts;
    this.#draft.keep(texts, {});
  }
}

export function share_half_typed(half_typed: HalfTyped): void {
  setContext(key, half_typed);
}

export function half_typed(): HalfTyped {
  return getContext<HalfTyped>(key);
}
