// SPDX-License-Identifier: AGPL-3.0-or-later
// One tab at a time talks to the server. Safari before 15.4 has no Web Locks: there two tabs may push the same items, which is harmless.
export async function alone(name: string, run: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return run();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await run();
  });
}
