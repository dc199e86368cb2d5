// SPDX-License-Identifier: AGPL-3.0-or-later
// Files in and out: a model as XLSX, CSV or JSON, a report as PDF or HTML. The answer is a file, so this is the one place of the slice that asks the
// server by itself; a session that ran out is renewed by the ordinary query before it asks again.

import { download } from '../../platform/download.ts';
import { language } from '../../platform/i18n.svelte.ts';
import { ask } from '../../platform/office_query/office_query.ts';
import { answer_in_time } from '../../platform/office_query/in_time.ts';
import type { Asked } from '../../platform/office_query/in_time.ts';
import { local_problem, read_answer } from '../../platform/office_query/problem.ts';
import type { Problem } from '../../platform/office_query/problem.ts';

export const biggest_import = 2_000_000;

/** A report with many draws takes the server longer than an ordinary answer. */
const longest_wait_ms = 120_000;

function ask_for_file(path: string, body: unknown): Promise<Asked<Blob>> {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': language().code };
  return answer_in_time(path, { method: 'POST', headers, body: JSON.stringify(body) }, { wait_ms: longest_wait_ms, read: (response) => response.blob() });
}

/** Asks for a file and hands it to the browser; the problem where there is none. */
export async function fetch_file(path: string, body: unknown, name: string): Promise<Problem | null> {
  let asked = await ask_for_file(path, body);
  if (asked.ok && asked.response.status === 401) {
    const again = await ask('GET /api/me');
    if (!again.ok) return again.problem;
    asked = await ask_for_file(path, body);
  }
  if (!asked.ok) return local_problem(asked.key);
  if (asked.response.ok) {
    download(name, asked.text);
    return null;
  }
  const told = read_answer(asked.response.status, await asked.text.text().catch(() => ''));
  return told.ok ? null : told.problem;
}

export async function base64_of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let start = 0; start < bytes.length; start += 0x8000) binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(binary);
}
