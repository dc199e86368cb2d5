// SPDX-License-Identifier: AGPL-3.0-or-later
// One open model: the document with its undo, and what was computed from it. A document with a problem keeps the last good results; the page
// shows them greyed, with the problem named. Computing needs no network.

import { changes_between, count_changes } from './changes.ts';
import { load_compute } from './compute.ts';
import type { CostModel } from './document.ts';
import type { Engine, ModelProblem } from './engine_shapes.ts';
import { begin, record, redo, settle, undo } from './history.ts';
import { compute, default_settings } from './results.ts';
import type { Results, Settings } from './results.ts';

const quick_enough = 25;
const rest = 120;

type EngineState = 'coming' | 'ready' | 'failed';

export class Workspace {
  base = $state.raw<CostModel>() as CostModel;
  #history = $state.raw(begin<CostModel>(this.base));
  settings = $state.raw<Settings>(default_settings);
  results = $state.raw<Results | null>(null);
  problems = $state.raw<ModelProblem[]>([]);
  engine_state = $state.raw<EngineState>('coming');
  milliseconds = $state.raw(0);
  /** The draws are of a moment ago; they follow when the hand rests. */
  waiting = $state.raw(false);
  engine = $state.raw<Engine | null>(null);
  #frame = 0;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(base: CostModel, present: CostModel = base) {
    this.base = base;
    this.#history = record(begin(base), present);
  }

  get document(): CostModel {
    return this.#history.present;
  }
  get can_undo(): boolean {
    return this.#history.past.length > 0;
  }
  get can_redo(): boolean {
    return this.#history.future.length > 0;
  }
  /** The results are of an earlier document: this one has a problem. */
  get stale(): boolean {
    return this.problems.length > 0;
  }
  changes = $derived(changes_between(this.base, this.#history.present));
  changed = $derived(count_changes(this.changes));

  async start(): Promise<void> {
    this.engine_state = 'coming';
    const engine = await load_compute();
    this.engine = engine;
    this.engine_state = engine === null ? 'failed' : 'ready';
    if (engine !== null) this.compute_now();
  }

  change(next: CostModel, tag = ''): void {
    this.#history = record(this.#history, next, tag);
    this.#plan();
  }
  /** The end of a drag or of typing: the next change is a step of its own. */
  settle(): void {
    this.#history = settle(this.#history);
  }
  undo(): void {
    this.#history = undo(this.#history);
    this.#plan();
  }
  redo(): void {
    this.#history = redo(this.#history);
    this.#plan();
  }
  back_to_base(): void {
    this.change(this.base);
  }
  show(settings: Partial<Settings>): void {
    this.settings = { ...this.settings, ...settings };
    this.#plan();
  }
  /** What the server has now is what is on the page. */
  rebase(base: CostModel, present: CostModel = base): void {
    this.base = base;
    this.#history = record(begin(base), present);
    this.#plan();
  }

  /** Once a frame, however many changes come in between. Where the draws take longer than a hand notices, they come when it rests. */
  #plan(): void {
    if (this.engine === null || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      clearTimeout(this.#rest);
      const slow = this.milliseconds > quick_enough && this.results?.summary != null;
      this.compute_now(!slow);
      if (slow) this.#rest = setTimeout(() => this.compute_now(), rest);
    });
  }

  compute_now(with_draws = true): void {
    if (this.engine === null) return;
    const started = performance.now();
    const computed = compute(this.engine, this.document, this.settings, with_draws ? null : this.results);
    if (with_draws) this.milliseconds = performance.now() - started;
    this.waiting = !with_draws;
    this.problems = computed.ok ? [] : computed.problems;
    if (computed.ok) this.results = computed.results;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    clearTimeout(this.#rest);
  }
}

/** The problems of one line, or of one member of it. */
export function problems_at(problems: readonly ModelProblem[], place: string): ModelProblem[] {
  return problems.filter(({ field }) => field === place || field.startsWith(`${place}.`) || field.startsWith(`${place}[`));
}
