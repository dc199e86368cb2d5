// SPDX-License-Identifier: AGPL-3.0-or-later
// Icons that show a way along the line of writing: back, forward, from one to another. They are mirrored where it runs right to left;
// a clock, a telephone, a check mark and the like look the same everywhere.
export const directional: ReadonlySet<string> = new Set([
  'back', 'forward', 'chevron', 'exit', 'undo', 'erase',
  'accompanied', 'introduce_to_service', 'meet_again', 'meeting_again', 'person_move', 'referral_municipality', 'referral_partner', 'we_go_together',
]);
