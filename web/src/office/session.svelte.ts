// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is signed in in this tab, and the two ways in: at the front door, and again on top of a page when time has passed.

import { use_language } from '../platform/i18n.svelte.ts';
import type { Me } from '../platform/office_query/me.ts';
import { hear_day, programme_day } from '../platform/office_query/programme_day.svelte.ts';
import { ask, ask_as_guest, speak, when_signed_out } from '../platform/office_query/office_query.ts';
import type { Problem } from '../platform/office_query/office_query.ts';
import { drafts_of, forget_all, unsaved } from '../platform/unsaved.svelte.ts';
import { forget_half_signed_out, is_half_signed_out, remember_half_signed_out, remember_programme } from './door.ts';

type State = 'looking' | 'out' | 'in' | 'away';

let state = $state.raw<State>('looking');
let person = $state.raw<Me | null>(null);
let asking_again = $state.raw(false);
let asking_out = $state.raw(false);
let half_out = $state.raw(false);
let answer_again: ((signed_in: boolean) => void) | null = null;
/** The tabs of a browser share who is signed in: one that shows somebody else begins anew, before anything is saved in another's name. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('bydel-office');
if (tabs) tabs.onmessage = ({ data }: MessageEvent<unknown>) => void (person !== null && data !== person.person_id && begin_anew());

export function session_state(): State {
  return state;
}

/** `today` is the programme's day, as last heard. */
export function me(): Me | null {
  return person && { ...person, today: programme_day() };
}

export function is_asked_again(): boolean {
  return asking_again;
}

export function is_asked_before_leaving(): boolean {
  return asking_out;
}

/** She has signed out, but the server could not be told: it would still let this computer in. */
export function is_half_out(): boolean {
  return half_out;
}

async function speak_language(code: string): Promise<void> {
  await use_language(code);
  speak(code);
}

export async function look_who(): Promise<void> {
  if (is_half_signed_out()) {
    await tell_server_of_sign_out();
    state = 'out';
    return;
  }
  const outcome = await ask_as_guest('GET /api/me');
  if (outcome.ok) await enter(outcome.value);
  else state = [401, 403].includes(outcome.problem.status) ? 'out' : 'away';
}

/** Only what day it is; who is signed in stays as it is. */
export async function look_at_day(): Promise<void> {
  await ask_as_guest('GET /api/me');
}

function begin_anew(): void {
  forget_all();
  location.replace('/office');
}

export async function enter(who: Me): Promise<void> {
  const somebody_else = person !== null && person.person_id !== who.person_id;
  if (person?.person_id !== who.person_id) drafts_of(who.person_id);
  await speak_language(who.language);
  remember_programme(who.programme);
  forget_half_signed_out();
  half_out = false;
  person = who;
  if (programme_day() === '') hear_day(who.today);
  state = 'in';
  asking_again = false;
  tabs?.postMessage(who.person_id);
  if (somebody_else) {
    begin_anew();
    return;
  }
  answer_again?.(true);
  answer_again = null;
}

/** The requests of a page wait here while she signs in on top of it. */
function sign_in_again(): Promise<boolean> {
  if (person === null) return Promise.resolve(false);
  asking_again = true;
  return new Promise((resolve) => (answer_again = resolve));
}

when_signed_out(sign_in_again);

/** She closed the question: the requests that waited fail, and what she wrote stays on the page. */
export function stay_signed_out(): void {
  asking_again = false;
  answer_again?.(false);
  answer_again = null;
}

export async function choose_language(code: string): Promise<Problem | null> {
  const outcome = await ask('POST /api/me/language', null, { language: code });
  if (!outcome.ok) return outcome.problem;
  if (person) person = { ...person, language: code };
  await speak_language(code);
  return null;
}

/** At once where nothing is lost by it. */
export async function ask_to_sign_out(): Promise<void> {
  if (unsaved().length > 0) asking_out = true;
  else await sign_out();
}

export function stay_signed_in(): void {
  asking_out = false;
}

/** Leaves nothing behind in this tab, whatever the server answers; while it has not answered, the sign-in page says so. */
export async function sign_out(): Promise<void> {
  asking_out = false;
  forget_all();
  remember_half_signed_out();
  stay_signed_out();
  person = null;
  state = 'out';
  location.hash = '';
  await tell_server_of_sign_out();
}

export async function tell_server_of_sign_out(): Promise<void> {
  const outcome = await ask_as_guest('POST /api/logout');
  half_out = !outcome.ok;
  if (outcome.ok) forget_half_signed_out();
}
