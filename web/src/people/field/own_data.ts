// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that the programme keeps about her, asked of the server while her notes are open.
import { today } from '../../platform/day.ts';
import { hand_over } from '../../platform/field/export.ts';
import { current } from '../../platform/field/session.svelte.ts';
import { unlock_secret } from '../../platform/store/unlock_secret.ts';
import { get, problem_text } from '../../platform/sync/wire.ts';

/** The text of what went wrong, or null. */
export async function fetch_own_data(): Promise<string | null> {
  const person = current();
  const secret = await unlock_secret();
  if (!person || !secret) return 'field.own_data.offline'; // locked meanwhile
  const reply = await get('GET /api/me/data', { 'Bydel-Device': person.device_id, 'Bydel-Unlocked': secret });
  if (!reply.ok) return reply.offline ? 'field.own_data.offline' : problem_text(reply.key);
  await hand_over(reply.value, today());
  return null;
}
