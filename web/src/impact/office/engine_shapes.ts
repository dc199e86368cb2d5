// SPDX-License-Identifier: AGPL-3.0-or-later
// What the pages use of the engine (../engine_types.ts), under the names they use.

import type { Engine as WholeEngine } from '../engine.ts';
import type { EngineProblem } from '../engine_types.ts';

export type { Answer, DrawSettings, Histogram, Measure, Outcome, SimulationSummary as Summary, Tornado } from '../engine_types.ts';

export type Engine = Pick<WholeEngine, 'results' | 'draws'>;
/** A problem of a model: its key without `problem.`, the place in the document, what the sentence needs, and the server's sentence where it has one. */
export type ModelProblem = { key: string; field: string; params: Record<string, string | number>; sentence?: string };
export type { EngineProblem };
