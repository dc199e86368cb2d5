// SPDX-License-Identifier: AGPL-3.0-or-later
// What the pieces show: invented people, and answers of a server that is not there.

import { local_problem } from '../src/platform/office_query/problem.ts';
import type { Outcome, Problem } from '../src/platform/office_query/problem.ts';

export type Mother = { id: string; name: string; month: string | null; conversations: number };

const names = ['Amina', 'Åse', 'زهرة', 'Fadumo Abdirahman Warsame', 'Leyla', 'Ngozi', 'Øzlem', 'Maria', '=SUM(A1:A9)'];

export function mothers(count: number): Mother[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(at), name: at < names.length ? names[at]! : `${names[at % 8]!} ${at}`, month: at % 4 === 3 ? null : `2026-${String((at % 11) + 1).padStart(2, '0')}`, conversations: (at * 7) % 40,
  }));
}

export const groups = ['Gellerup', 'Nørrebro', 'Vollsmose', 'Ishøj', 'Tingbjerg', 'Mjølnerparken'].map((label) => ({ code: label, label }));

export const refused = (field: string | null, key: string, title: string): Problem => ({ ...local_problem(key, 422), title, field });

export type Page = { rows: Mother[]; next: string | null };
export const page = (count: number, next: string | null): Promise<Outcome<Page>> => Promise.resolve({ ok: true, value: { rows: mothers(count), next } });
export const broken = (): Promise<Outcome<Page>> => Promise.resolve({ ok: false, problem: local_problem('office.problem.not_connected') });
export const never = (): Promise<Outcome<Page>> => new Promise(() => {});

/** Presses the button of a piece as soon as it is there. */
export function pressed(box: HTMLElement): void {
  queueMicrotask(() => box.querySelector<HTMLElement>('form button[type=submit], button')?.click());
}
