// SPDX-License-Identifier: AGPL-3.0-or-later
// The conversation as the office sends and reads it.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import { minute_steps } from '../../wire/wire.ts';
import type { OwnRecordings, RecordingRules, SheetRow, SheetStored } from '../../wire/wire.ts';

export { empty_conversation, not_stated } from '../conversation.ts';
export type { OwnRecording, RecordingRules } from '../../wire/wire.ts';

export type Meeting = SheetRow['meeting'];
/** `id` is made in the browser, so that sending twice stores once. */
export type Recording = Required<SheetRow>;
export const minutes_tiles: readonly number[] = minute_steps;

export function recording_rules(group_id: string): Promise<Outcome<RecordingRules>> {
  return ask('GET /api/groups/{group_id}/recording_rules', { group_id });
}

export function record(group_id: string, items: Recording[]): Promise<Outcome<SheetStored>> {
  return ask('POST /api/groups/{group_id}/conversations', { group_id }, { items });
}

/** Those that can still be corrected. */
export function own_recordings(group_id: string): Promise<Outcome<OwnRecordings>> {
  return ask('GET /api/groups/{group_id}/conversations', { group_id });
}

export function correct(group_id: string, recording: Recording): Promise<Outcome<unknown>> {
  return ask('PUT /api/groups/{group_id}/conversations/{id}', { group_id, id: recording.id }, recording);
}
export function remove(group_id: string, id: string): Promise<Outcome<unknown>> {
  return ask('DELETE /api/groups/{group_id}/conversations/{id}', { group_id, id });
}
