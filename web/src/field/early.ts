// SPDX-License-Identifier: AGPL-3.0-or-later
// Sends for the texts of the phone's language before the app is there (tools/plugins.ts: early_language). The choice is best_language()'s, with
// the mark that store/mark.ts leaves. And it wakes the phone's store, which the browser takes a while to open the first time it is asked.
declare const __LANGUAGE_FILES__: Record<string, string>;
const files = __LANGUAGE_FILES__;
let hers = '';
try {
  hers = localStorage.getItem('notes') ?? '';
} catch {
  // a browser that keeps nothing of this page
}
indexedDB.databases?.().catch(() => {}); // whoever reads it next tells what is wrong
const wanted = [hers, ...navigator.languages, 'en'].map((tag) => tag.toLowerCase().split('-')[0]!).find((code) => files[code]);
if (wanted) {
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  link.href = files[wanted]!;
  document.head.append(link);
}
