// SPDX-License-Identifier: AGPL-3.0-or-later
// `npm ci` of npm 11 refuses a lock file that lacks an optional package of another platform. npm writes such a file without a
// word while the registry does not have all of a new release, and CI then fails where no node_modules is left over.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the lock file names every optional package', () => {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const missing = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
  );
  expect(missing).toEqual([]);
});
