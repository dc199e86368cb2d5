// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of a conversation's pages on the phone. Pure.
import { days_between, type Day } from '../../platform/day.ts';
import { editable_days, minute_steps } from '../../wire/wire.ts';
import { empty_conversation, not_stated, type Conversation } from '../conversation.ts';

export { conversation_of, not_stated } from '../conversation.ts';
export type { Conversation };
export const most_days_back = editable_days;
export const minutes_choices: readonly number[] = minute_steps;

// What the server adds when it gives one back.
export type Stored = Conversation & { state?: 'stored' | 'quarantined'; done_by_me?: boolean; recorded_by_me?: boolean };

export type Step = 'contact_way' | 'place' | 'activities' | 'ladder' | 'themes' | 'next_step' | 'check';
export const first_step: Step = 'contact_way';

type Choice = { code: string; default: boolean; ladder: boolean };

// Today, one woman, and what is done nearly always: the template's default, or its first kind of activity. All are shown and changeable.
export function new_conversation(held_on: Day, activities: readonly Choice[], template_version: number): Conversation {
  return { ...empty_conversation(held_on, template_version), activities: usual(activities) };
}

function usual(activities: readonly Choice[]): string[] {
  const marked = activities.filter((item) => item.default);
  return (marked.length ? marked : activities.slice(0, 1)).map((item) => item.code);
}

// The ladder is asked right after what they did, and only where it applies.
export function steps_of(with_ladder: boolean): Step[] {
  return [first_step, 'place', 'activities', ...(with_ladder ? (['ladder'] as const) : []), 'themes', 'next_step', 'check'];
}

export function next_of(step: Step, with_ladder: boolean): Step {
  const steps = steps_of(with_ladder);
  return steps[Math.min(steps.indexOf(step) + 1, steps.length - 1)]!;
}

export function toggled(codes: readonly string[], code: string): string[] {
  return codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code];
}

// The help ladder applies when they did something besides talking.
export function ladder_applies(chosen: readonly string[], activities: readonly Choice[]): boolean {
  const marked = activities.filter((item) => item.ladder).map((item) => item.code);
  if (marked.length) return chosen.some((code) => marked.includes(code));
  const talk = usual(activities);
  return chosen.some((code) => !talk.includes(code));
}

// What is written: worry is never stored with a conversation (design 9.8), nor a ladder where there is none.
export function to_record(draft: Conversation, activities: readonly Choice[]): Conversation {
  return {
    ...draft,
    next_step: draft.next_step === 'worry' ? not_stated : draft.next_step,
    ladder: ladder_applies(draft.activities, activities) ? draft.ladder : null,
  };
}

export function can_change(record: Stored, on: Day): boolean {
  return days_between(record.held_on, on) <= most_days_back;
}
