// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test('the numbering plans of the server are those of the installed libphonenumber-js', () => {
  const written = readFileSync(new URL('../../src/platform/i18n/phone_plans.cpp', import.meta.url), 'utf8');
  const fresh = execFileSync('node', [fileURLToPath(new URL('phone_plans.mjs', import.meta.url))], { encoding: 'utf8' });
  expect(written === fresh, 'node tools/phone_plans.mjs --write').toBe(true);
});
