// SPDX-License-Identifier: AGPL-3.0-or-later
// The phones that open her notes: how many, since when, and whether one came that she has not yet been told of. Pure, but for what is kept.
import type { Day } from '../../platform/day.ts';
import { all, keep_local, local } from '../../platform/store/store.svelte.ts';

// `phones_so_far`: with those that are shut out. An earlier server says none of it.
export type Phones = { phones: number; phones_since: Day; phones_so_far: number };
type Seen = { so_far: number };

export function my_phones(): Phones | null {
  const said: Partial<Phones> | undefined = all<Partial<Phones>>('profile')[0]?.record;
  const { phones, phones_since, phones_so_far } = said ?? {};
  return phones && phones_since && phones_so_far ? { phones, phones_since, phones_so_far } : null;
}

// Her own first one is no news, and where no other is open there is nothing to ask about.
export function has_come({ phones, phones_so_far }: Phones, seen: number | undefined): boolean {
  return phones > 1 && phones_so_far > (seen ?? 1);
}

export const seen_so_far = (): number | undefined => local<Seen>('phones_seen')?.so_far;

export async function now_seen({ phones_so_far }: Phones): Promise<void> {
  if (seen_so_far() !== phones_so_far) await keep_local('phones_seen', { so_far: phones_so_far } satisfies Seen);
}
