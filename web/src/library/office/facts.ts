// SPDX-License-Identifier: AGPL-3.0-or-later
// Every help line and every fact of a card with what it rests on, as whoever checks them needs it. The server gives them oldest first.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { Fact, Facts } from '../../wire/wire.ts';

export type { Fact } from '../../wire/wire.ts';

export type Which = 'all' | Fact['where'];

export function read_facts(language: string): Promise<Outcome<Facts>> {
  return ask('GET /api/facts', { language });
}

export function shown(facts: readonly Fact[], which: Which, only_unreviewed: boolean): Fact[] {
  return facts.filter((fact) => (which === 'all' || fact.where === which) && !(only_unreviewed && fact.fact_review === 'reviewed'));
}

/** Only the web: an address from the content may not run anything. */
export function is_web_address(address: string): boolean {
  return /^https?:\/\//.test(address);
}
