// SPDX-License-Identifier: AGPL-3.0-or-later
// The engine for the page, loaded late; null where this browser can't have it (no network yet, or no WebAssembly).

import { load_engine } from '../engine.ts';
import type { Engine } from './engine_shapes.ts';

export async function load_compute(): Promise<Engine | null> {
  try {
    return await load_engine();
  } catch {
    return null;
  }
}
