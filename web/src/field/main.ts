// SPDX-License-Identifier: AGPL-3.0-or-later
// The start of the field app.
import { mount } from 'svelte';
import { load } from 'virtual:bydel-messages/field';
import '../base/base.css';
import { best_language, language, use_language } from '../platform/i18n.svelte.ts';
import { load_persons, session, start_session } from '../platform/field/session.svelte.ts';
import { watch_voices } from '../platform/speech.svelte.ts';
import { marked } from '../platform/store/mark.ts';
import { attempt, tell_what_is_forgotten } from '../platform/store/trouble.svelte.ts';
import { start_sync } from '../platform/sync/sync.svelte.ts';
import App from './App.svelte';
import { watch_home_screen } from '../platform/field/home_screen.svelte.ts';
import { take_invitation } from '../platform/field/invitation.svelte.ts';
import { start_offline } from './offline.ts';
import { later_page } from './pages.ts';
import { start_router } from '../platform/field/router.svelte.ts';

async function start(target: HTMLElement): Promise<void> {
  tell_what_is_forgotten();
  watch_home_screen();
  take_invitation();
  start_router();
  addEventListener('hashchange', take_invitation);
  // The texts are on their way while the phone looks who is on it; mostly it is the same language.
  await Promise.all([attempt(load_persons, 'open'), use_language(best_language([marked() ?? '', ...navigator.languages]), load)]);
  const hers = session.persons[0]?.language;
  if (hers && hers !== language().code) await use_language(hers, load);
  mount(App, { target });
  start_session();
  await painted();
  void later_page('home')?.catch(() => {}); // on its way while she types her PIN
  start_sync();
  watch_voices(() => language().code);
  start_offline();
}

// Her first buttons stand before anything is begun that she does not wait for. A page in the background is never painted.
function painted(): Promise<unknown> {
  const shown = new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return Promise.race([shown, new Promise((done) => setTimeout(done, 1000))]);
}

const target = document.getElementById('app');
if (target) void start(target);
