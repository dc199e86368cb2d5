// SPDX-License-Identifier: AGPL-3.0-or-later
// What can go wrong between an office page and the server, as a value (RFC 9457, docs/api.md).
// `title` and `detail` are sentences in the person's language, written by the server. A problem that arises in the
// browser (no connection, an answer that is not ours) has no sentences: pages show the message named by its `key`.

export type Problem = {
  key: string;
  status: number;
  title: string;
  detail: string;
  field: string | null;
  params: Record<string, unknown>;
};

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

export function local_problem(key: string, status = 0): Problem {
  return { key, status, title: '', detail: '', field: null, params: {} };
}

export const not_connected = 'office.problem.not_connected';
export const no_answer = 'office.problem.no_answer';
export const too_large = 'office.problem.too_large';
export const server_busy = 'office.problem.server_busy';
export const not_understood = 'office.problem.not_understood';
export const needs_sign_in = 'office.problem.signed_out';

function text_of(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The sentence for the field that a problem names: `title` does not name it again, as `detail` may. */
export function sentence_at_field(problem: Problem): string {
  return problem.title || problem.detail;
}

/** Reads any JSON body as a problem; what is missing stays empty, so that an old or odd server still gets a sentence. */
export function read_problem(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null) return local_problem(not_understood, status);
  const wire = body as Record<string, unknown>;
  const key = text_of(wire.key).replace(/^problem\./, '');
  if (key === '') return local_problem(not_understood, status);
  const field = text_of(wire.field);
  const params = typeof wire.params === 'object' && wire.params !== null ? wire.params : {};
  return {
    key,
    status,
    title: text_of(wire.title),
    detail: text_of(wire.detail),
    field: field === '' ? null : field,
    params: params as Record<string, unknown>,
  };
}

/** What a status says when nothing of ours came with it: a proxy in front of the server answers in HTML. */
function key_of_status(status: number): string {
  if (status === 413) return too_large;
  return [429, 502, 503, 504].includes(status) ? server_busy : not_understood;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An answer's body as a value, or as the problem that it tells. */
export function read_answer(status: number, text: string): Outcome<unknown> {
  const good = status >= 200 && status < 300;
  const value = text === '' ? {} : parsed(text);
  if (good && value !== undefined) return { ok: true, value };
  const problem = good ? local_problem(not_understood, status) : read_problem(status, value);
  return { ok: false, problem: problem.key === not_understood ? local_problem(key_of_status(status), status) : problem };
}
