// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps the field app on the phone. It answers for the start page, its files and nothing else: /api never passes through a cache.
// VERSION, FILES and LANGUAGE_FILES are put in front by the build (tools/plugins.ts).
type Waiting = { waitUntil(work: Promise<unknown>): void };
type Fetching = Waiting & { request: Request; respondWith(answer: Promise<Response>): void };
type WorkerScope = {
  VERSION: string;
  FILES: string[];
  LANGUAGE_FILES: Record<string, string>;
  location: Location;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', run: (event: Waiting) => void): void;
  addEventListener(name: 'message', run: (event: Waiting & { data: unknown }) => void): void;
  addEventListener(name: 'fetch', run: (event: Fetching) => void): void;
};
// Declared here because TypeScript cannot load the worker's and the page's types together.
const worker = self as unknown as WorkerScope;
const cache_name = `notes-${worker.VERSION}`;
const ours = new Set([...worker.FILES, ...Object.values(worker.LANGUAGE_FILES)]);

// A new version is fetched whole before it takes over; languages that the old one kept are kept by the new one.
async function install(): Promise<void> {
  const cache = await caches.open(cache_name);
  await cache.addAll(worker.FILES.map((file) => new Request(file, { cache: 'no-cache' })));
  await keep_languages(await kept_languages());
  await worker.skipWaiting();
}

async function kept_languages(): Promise<string[]> {
  const notes = await caches.open('notes-languages');
  return (await notes.keys()).map((request) => new URL(request.url).pathname.slice(1));
}

async function keep_languages(codes: string[]): Promise<void> {
  const cache = await caches.open(cache_name);
  const notes = await caches.open('notes-languages');
  for (const code of codes) {
    const file = worker.LANGUAGE_FILES[code];
    if (!file) continue;
    if (!(await cache.match(file))) await cache.add(file);
    await notes.put('/' + code, new Response(''));
  }
}

// The version before this one stays too: a page that is open now may still ask for its files.
async function activate(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith('notes-') && name !== 'notes-languages');
  const earlier = versions.filter((name) => name !== cache_name);
  await Promise.all(earlier.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(cache_name);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  const message = event.data as { keep?: string[] };
  if (message.keep) event.waitUntil(keep_languages(message.keep));
});
worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const path = url.pathname.startsWith('/%23') ? '/' : url.pathname; // an invitation whose # a messenger encoded
  if (event.request.method !== 'GET' || url.origin !== worker.location.origin || !(ours.has(path) || path.startsWith('/assets/'))) return;
  event.respondWith(answer(event.request, path));
});
