// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { elapsed_ms } from './elapsed.ts';

const at = { clock: 1_000_000, running: 500 };

test('both clocks run', () => expect(elapsed_ms(at, { clock: 1_060_000, running: 60_500 })).toBe(60_000));
test('the phone’s clock is set back two hours', () => expect(elapsed_ms(at, { clock: 1_060_000 - 7_200_000, running: 60_500 })).toBe(60_000));
test('the running clock stood still in sleep', () => expect(elapsed_ms(at, { clock: 1_600_000, running: 501 })).toBe(600_000));
test('a clock set forward closes early rather than late', () => expect(elapsed_ms(at, { clock: 9_000_000, running: 501 })).toBe(8_000_000));
