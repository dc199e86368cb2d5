// SPDX-License-Identifier: AGPL-3.0-or-later
// All that is ever stored of a worry (design 9.8): the day, to whom it was passed, and when. No link to a conversation, no words.
import type { Day } from '../../platform/day.ts';

export const receivers = ['coordinator', 'municipality', 'police', 'emergency', 'helpline'] as const;
export type Receiver = (typeof receivers)[number];
export const receiver_icons: Record<Receiver, string> = {
  coordinator: 'person',
  municipality: 'referral_municipality',
  police: 'shield',
  emergency: 'warning',
  helpline: 'helpline',
};
export type Concern = { raised_on: Day; passed_to: Receiver | null; passed_on: Day | null };

/** As her coordinator has it on her phone. */
export type OpenConcern = Concern & { group_id: string; raised_by_name: string | null; followed_up: boolean };

export function new_concern(raised_on: Day, passed_to: Receiver | null): Concern {
  return { raised_on, passed_to, passed_on: passed_to ? raised_on : null };
}

export function passed(concern: Concern, passed_to: Receiver, passed_on: Day): Concern {
  return { raised_on: concern.raised_on, passed_to, passed_on };
}
