// SPDX-License-Identifier: AGPL-3.0-or-later
// Every piece of the office kit in every state, for whoever builds and for tests/kit.test.mjs. Not in the product: only `vite --mode kit` knows it.
//   /kit/?language=ar   /kit/?part=long
import { mount } from 'svelte';
import { load } from 'virtual:bydel-messages/office';
import '../src/base/base.css';
import '../src/office/office.css';
import { use_language } from '../src/platform/i18n.svelte.ts';
import { hear_day } from '../src/platform/office_query/programme_day.svelte.ts';
import Kit from './Kit.svelte';

const asked = new URLSearchParams(location.search);
const target = document.getElementById('app')!;
hear_day('2026-11-28');
void use_language(asked.get('language') ?? 'en', load).then(() => mount(Kit, { target, props: { part: asked.get('part') ?? 'all' } }));
