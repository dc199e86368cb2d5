// SPDX-License-Identifier: AGPL-3.0-or-later
// What the checks share: the folder they read, the faults and notes they gather, and the words they test values with.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const is_text = (value) => typeof value === 'string' && value.trim() !== '';
export const is_day = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
export const is_name = (value) => typeof value === 'string' && /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(value);
export const is_country = (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value);

export function new_report(root) {
  const faults = [];
  const notes = [];
  const fault = (where, what) => void faults.push(`${where}: ${what}`);
  return {
    faults,
    notes,
    fault,
    note: (where, what) => void notes.push(`note ${where}: ${what}`),
    has: (path) => existsSync(join(root, path)),
    text: (path) => readFileSync(join(root, path), 'utf8'),
    files: (folder, ending) => {
      if (existsSync(join(root, folder))) return readdirSync(join(root, folder)).filter((name) => name.endsWith(ending)).sort();
      fault(folder, 'the folder is missing');
      return [];
    },
    json: (path) => {
      try { return JSON.parse(readFileSync(join(root, path), 'utf8')); }
      catch (error) { fault(path, `is not JSON: ${error.message}`); return null; }
    },
  };
}

// A fact of law, health, a service or a phone number carries its source, the day it was checked, and its own review (design 9.9).
export function check_source(report, where, fact) {
  if (!/^https:\/\/\S+$/.test(fact.source_url ?? '')) report.fault(where, 'source_url must be an https address');
  if (!is_text(fact.source_title)) report.fault(where, 'source_title is missing');
  if (fact.checked_on !== null && !is_day(fact.checked_on)) report.fault(where, 'checked_on must be a day or null');
  if (!['reviewed', 'not_reviewed'].includes(fact.fact_review)) report.fault(where, 'fact_review must be reviewed or not_reviewed');
  if (fact.fact_review === 'reviewed' && fact.checked_on === null) report.fault(where, 'a reviewed fact has a checked_on day');
}
