// SPDX-License-Identifier: AGPL-3.0-or-later
// A list that the server gives page by page: what stands there, and whether there is more. After a change as many rows are read anew as stood
// there; an answer that a later question has overtaken is dropped.

import type { Outcome, Problem } from './office_query.ts';

export class Pages<Row extends { id: string }, Answer extends { next: string | null }> {
  rows = $state.raw<readonly Row[] | null>(null);
  latest = $state.raw<Answer | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  #ask: (after?: string) => Promise<Outcome<Answer>>;
  #rows_of: (answer: Answer) => readonly Row[];
  #question = 0;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: (after?: string) => Promise<Outcome<Answer>>, rows_of: (answer: Answer) => readonly Row[]) {
    this.#ask = ask;
    this.#rows_of = rows_of;
  }

  get has_more(): boolean {
    return this.latest?.next != null;
  }

  async load(): Promise<void> {
    await this.#read([], undefined, this.rows?.length ?? 0);
  }

  async load_more(): Promise<void> {
    if (this.latest?.next) await this.#read(this.rows ?? [], this.latest.next, 0);
  }

  /** From the first page on, whatever stood there: something else is looked for. */
  async start(): Promise<void> {
    await this.#read([], undefined, 0);
  }

  /** The same, when nothing more has been typed for a moment: a name that is looked for is asked for once, not with each letter. */
  start_soon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.start(), 250);
  }

  async #read(before: readonly Row[], after: string | undefined, at_least: number): Promise<void> {
    const question = ++this.#question;
    this.busy = true;
    this.problem = null;
    const rows = [...before];
    let next = after;
    for (;;) {
      const outcome = await this.#ask(next);
      if (question !== this.#question) return;
      if (!outcome.ok) {
        this.problem = outcome.problem;
        break;
      }
      const shown = new Set(rows.map((row) => row.id)); // one that has changed its place since comes twice
      rows.push(...this.#rows_of(outcome.value).filter((row) => !shown.has(row.id)));
      next = outcome.value.next ?? undefined;
      if (next !== undefined && rows.length < at_least) continue;
      this.rows = rows;
      this.latest = outcome.value;
      break;
    }
    this.busy = false;
  }
}
