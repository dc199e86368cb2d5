// SPDX-License-Identifier: AGPL-3.0-or-later
// What a page has asked the server for: nothing yet, the answer, or a problem. A problem after an answer keeps the answer.

import type { Outcome, Problem } from './office_query.ts';

export class Loaded<Value> {
  value = $state.raw<Value | null>(null);
  problem = $state.raw<Problem | null>(null);
  #ask: () => Promise<Outcome<Value>>;

  constructor(ask: () => Promise<Outcome<Value>>) {
    this.#ask = ask;
  }

  take(outcome: Outcome<Value>): void {
    if (outcome.ok) this.value = outcome.value;
    this.problem = outcome.ok ? null : outcome.problem;
  }

  async load(): Promise<void> {
    this.problem = null;
    this.take(await this.#ask());
  }
}
