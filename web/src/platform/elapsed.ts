// SPDX-License-Identifier: AGPL-3.0-or-later
// How long ago something was, for a lock that must close. Two clocks are asked and the longer answer counts: the phone's clock may be set
// back, and the page's own may stand still while the phone sleeps.
export type Moment = { clock: number; running: number };

export function moment(): Moment {
  return { clock: Date.now(), running: performance.now() };
}

export function elapsed_ms(since: Moment, now: Moment = moment()): number {
  return Math.max(now.clock - since.clock, now.running - since.running);
}
