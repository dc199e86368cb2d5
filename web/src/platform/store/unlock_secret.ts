// SPDX-License-Identifier: AGPL-3.0-or-later
// What shows the server that her notes are open (docs/sync.md): 32 random bytes, told to it when the phone is enrolled, and here among her
// encrypted records. Whoever holds the locked phone, or its cookie, has it not; with the key it goes.
import { random_token } from '../bytes.ts';
import { keep_local, local, reload } from './store.svelte.ts';

const name = 'unlock';
type Kept = { secret: string };

export const as_kept = (secret: string): Record<string, Kept> => ({ [name]: { secret } });

const kept = (): string | undefined => local<Kept>(name)?.secret;

// A phone that was enrolled before there were secrets makes one now, unless another tab just did. Null when she locked it meanwhile.
export async function unlock_secret(): Promise<string | null> {
  if (!kept()) await reload();
  if (!kept()) await keep_local(name, { secret: random_token() } satisfies Kept);
  return kept() ?? null;
}

export type Unlocked = { 'Bydel-Unlocked'?: string };
// For a request of the page that is open now.
export function shown_unlocked(): Unlocked {
  const secret = kept();
  return secret ? { 'Bydel-Unlocked': secret } : {};
}
