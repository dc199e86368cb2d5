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

// A fact of law, health, a service or a phone number carries the page it was read on, the day it was read, and its own review (design 9.9).
// What nobody has looked up is not shipped: a wrong number is worse than none.
export function check_source(report, where, fact) {
  if (!/^https?:\/\/[^\s/]+\.[^\s/]+\/\S*$/.test(fact.source_url ?? '')) report.fault(where, 'source_url must be the address of a page on the web');
  if (!is_text(fact.source_title)) report.fault(where, 'source_title is missing');
  if (!is_day(fact.checked_on)) report.fault(where, 'checked_on must be the day when the source was read');
  if (!['live_page', 'stored_copy'].includes(fact.source_seen)) report.fault(where, 'source_seen must be live_page or stored_copy');
  if (!['reviewed', 'not_reviewed'].includes(fact.fact_review)) report.fault(where, 'fact_review must be reviewed or not_reviewed');
  if (fact.fact_review === 'reviewed' && fact.source_seen !== 'live_page') report.fault(where, 'a reviewed fact was read on the live page');
}
