// SPDX-License-Identifier: AGPL-3.0-or-later
// Cost models on the wire (docs/impact.md), and the addresses of their pages.

import { ask } from '../../platform/office_query/office_query.ts';
import type { Outcome } from '../../platform/office_query/office_query.ts';
import type { CostModelList, CostModelProblem, OpenedCostModel, OwnMeasures, OwnNumber } from '../../wire/wire.ts';
import type { CostModel, Source, Text } from './document.ts';
import type { ModelProblem } from './engine_shapes.ts';

export type ModelList = CostModelList;
export type SavedModel = OpenedCostModel;
export type { CostModelLink as LinkState, OwnMeasure as MeasureChoice, OwnNumber } from '../../wire/wire.ts';
export type Claim = {
  id: string;
  claim: Text;
  figure: Text;
  year: number | null;
  author: Text;
  source: Source | null;
  supports: Text;
  does_not_support: Text;
  note?: Text;
};

export function read_problems(problems: readonly CostModelProblem[]): ModelProblem[] {
  return problems.map(({ key, detail, field, params }) => ({ key, field, params, sentence: detail }));
}

export const list_models = (): Promise<Outcome<ModelList>> => ask('GET /api/impact/models');
export const get_shipped = (key: string): Promise<Outcome<{ document: unknown }>> => ask('GET /api/impact/shipped/{key}', { key });
export const get_model = (id: string, version: string): Promise<Outcome<SavedModel>> =>
  ask('GET /api/impact/models/{model_id}', { model_id: id, version: version === '' ? undefined : Number(version) });
/** `model_id` is made by the page, so that saving once more after a lost answer makes no second model. */
export const create_model = (model_id: string, document: CostModel, note: string): Promise<Outcome<{ id: string; version: number }>> =>
  ask('POST /api/impact/models', null, { model_id, document, note });
export const save_model = (id: string, document: CostModel, note: string, base_version: number): Promise<Outcome<{ id: string; version: number; document: unknown }>> =>
  ask('PUT /api/impact/models/{model_id}', { model_id: id }, { document, note, base_version });
export const retire_model = (id: string): Promise<Outcome<unknown>> => ask('DELETE /api/impact/models/{model_id}', { model_id: id });
export const get_claims = (): Promise<Outcome<{ claims: Claim[] }>> => ask('GET /api/impact/claims') as Promise<Outcome<{ claims: Claim[] }>>;
export const get_measures = (): Promise<Outcome<OwnMeasures>> => ask('GET /api/impact/measures');
export const get_number = (measure: string, from: string, to: string): Promise<Outcome<OwnNumber>> =>
  ask('GET /api/impact/numbers', { measure, from, to });

export async function check_document(document: unknown): Promise<Outcome<ModelProblem[]>> {
  const outcome = await ask('POST /api/impact/check', null, { document });
  return outcome.ok ? { ok: true, value: read_problems(outcome.value.problems) } : outcome;
}

export async function import_model(name: string, base64: string): Promise<Outcome<{ document: unknown; problems: ModelProblem[] }>> {
  const outcome = await ask('POST /api/impact/import', null, { name, base64 });
  return outcome.ok ? { ok: true, value: { document: outcome.value.document, problems: read_problems(outcome.value.problems) } } : outcome;
}

export const list_path = '#/impact';
export const new_path = '#/impact/new';
export const claims_path = (id = ''): string => `#/impact/claims${id === '' ? '' : `?claim=${encodeURIComponent(id)}`}`;
export const shipped_path = (key: string): string => `#/impact/shipped/${encodeURIComponent(key)}`;
export const model_path = (id: string, version?: number): string => `#/impact/models/${encodeURIComponent(id)}${version === undefined ? '' : `?version=${version}`}`;
