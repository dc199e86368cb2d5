// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { phone_plans, place } from './phone_plans.mjs';

test('the numbering plans of the server are those of the installed libphonenumber-js', () => {
  expect(readFileSync(place, 'utf8') === phone_plans(), 'node tools/phone_plans.mjs --write').toBe(true);
});
