// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom to call: the country's lines, and those of the region of her own group. A doctor in another region cannot help her. Pure.

/** `region` is absent from a server that is older than the app. */
export type HelpLine = {
  kind: string;
  region?: string;
  name: string;
  phone: string;
  call_when: string;
  source_url: string;
  source_title?: string;
  checked_on: string | null;
  position?: number;
};
export type Group = { name: string; region?: string; contact_name: string; contact_phone: string };
type Kept<T> = { id: string; record: T };

const order = ['emergency', 'police', 'helpline', 'municipality'];
const rank = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);

/** `urgent` is what is called in danger; `other` is the rest. In the order of their kinds, then as the programme has them. */
export function lines_for(lines: readonly Kept<HelpLine>[], groups: readonly Group[], only?: 'urgent' | 'other'): Kept<HelpLine>[] {
  const regions = groups.map((group) => group.region ?? '').filter((region) => region !== '');
  return lines
    .filter(({ record }) => !record.region || regions.includes(record.region))
    .filter(({ record }) => !only || (record.kind === 'emergency') === (only === 'urgent'))
    .sort((a, b) => rank(a.record.kind) - rank(b.record.kind) || (a.record.position ?? 0) - (b.record.position ?? 0));
}
