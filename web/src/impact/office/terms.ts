// SPDX-License-Identifier: AGPL-3.0-or-later
// The words that need explaining, in the order of the list at the end of the page. `office.impact.term.<name>` and `….text`.

export const terms = [
  'ratio', 'net_ratio', 'npv', 'present_value', 'discounting', 'horizon', 'cohort', 'payback', 'irr', 'payer', 'deadweight', 'displacement', 'attribution', 'drop_off', 'proxy',
  'price_year', 'scenario', 'one_way', 'distribution', 'draws', 'interval', 'ceac', 'evpi', 'evppi', 'optimism_bias', 'correlation', 'status',
] as const;
export type TermName = (typeof terms)[number];
