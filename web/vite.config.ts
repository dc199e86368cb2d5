// SPDX-License-Identifier: AGPL-3.0-or-later
// Two pages from one source, each built for itself: index.html (the field app, tiny, works offline) and office.html (the office, `--mode office`).
// Built together, what they share would be files of its own, and the phone would fetch seven files for its first screen instead of two.
// `--mode kit` is for who builds: the pieces of the office in every state (web/kit), never in the product.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { compressed_copies, early_language, icon_sprite, language_files, service_worker } from './tools/plugins.ts';

const api = process.env['BYDEL_API'] ?? 'http://localhost:8080'; // a running `bydel serve`, for `vite` and `vite preview`
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The same words as the server's (src/platform/http); here so that `vite preview` is as strict.
const content_security_policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
  "media-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), language_files(), icon_sprite(), early_language(here('src/field/early.ts')), service_worker(here('src/field/service_worker.ts')), compressed_copies()],
  build: {
    outDir: 'dist',
    emptyOutDir: mode === 'office', // which is built first: index.html stands there when both are done (script/lib.sh)
    target: ['chrome87', 'safari15'],
    cssTarget: ['chrome87', 'safari15'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: here({ office: 'office.html', kit: 'kit/index.html' }[mode] ?? 'index.html') },
  },
  preview: { proxy: { '/api': api }, headers: { 'Content-Security-Policy': content_security_policy } },
  server: { proxy: { '/api': api }, fs: { allow: [here('..')] } },
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.{ts,mjs}'], environment: 'node', setupFiles: [here('tools/test_setup.ts')] },
}));
