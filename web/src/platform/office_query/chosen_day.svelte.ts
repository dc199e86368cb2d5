// SPDX-License-Identifier: AGPL-3.0-or-later
// The day in a form that begins with today: it stays today, also when the page stands open over midnight, until she chooses one.

import type { Day } from '../day.ts';

export class ChosenDay {
  #chosen = $state<Day | null>(null);
  #today: () => Day;

  constructor(today: () => Day) {
    this.#today = today;
  }

  get value(): Day {
    return this.#chosen ?? this.#today();
  }

  set value(day: Day) {
    this.#chosen = day;
  }

  /** Anew: with that day, or with today. */
  begin(day: Day | null = null): void {
    this.#chosen = day;
  }
}
