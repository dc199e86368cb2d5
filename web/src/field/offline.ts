// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts the service worker in place and tells it which languages to keep.
import { language } from '../platform/i18n.svelte.ts';
import { session } from '../platform/field/session.svelte.ts';

export function start_offline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker.register('/sw.js').then(keep_languages, () => {});
}

// English is in every language's file already where something is missing, so her own is enough.
export async function keep_languages(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const ready = await navigator.serviceWorker.ready;
  ready.active?.postMessage({ keep: [...new Set([language().code, ...session.persons.map((one) => one.language)])] });
}
