// SPDX-License-Identifier: AGPL-3.0-or-later
// A programme offers languages that exist, a template that exists, and help lines with their sources.
import { check_source, is_country, is_name, is_text } from './report.mjs';

export function read_programmes(report) {
  return report.files('programmes', '.json').map((file) => ({ path: `programmes/${file}`, programme: report.json(`programmes/${file}`) }))
    .filter(({ programme }) => programme !== null);
}

export function check_programme(report, { path, programme }, templates, languages, has_label) {
  const fault = (what) => report.fault(path, what);
  if (!/^[a-z][a-z0-9-]*$/.test(programme.programme_id ?? '') || `programmes/${programme.programme_id}.json` !== path)
    fault('programme_id must be the name of the file');
  if (!is_text(programme.name)) fault('name is missing');
  if (!is_country(programme.country)) fault('country must be two capital letters');
  if (!/^[A-Z]{3}$/.test(programme.currency ?? '')) fault('currency must be three capital letters');
  if (!is_time_zone(programme.time_zone)) fault(`${programme.time_zone} is not a time zone`);
  if (!templates.has(programme.template)) fault(`templates/${programme.template}.json is missing`);
  if (!Array.isArray(programme.languages) || programme.languages.length === 0) fault('languages is empty');
  for (const code of programme.languages ?? []) if (!languages.get(code)?.about) fault(`languages/${code} is missing`);
  const regions = programme.regions ?? [];
  if (new Set(regions).size !== regions.length) fault('a region is there twice');
  for (const code of regions) {
    if (is_name(code)) has_label(path, `region.${code}`);
    else fault(`the region ${code} is not lower_snake_case`);
  }
  const lines = programme.help_lines ?? [];
  if (!lines.some((line) => line.kind === 'emergency')) fault('has no emergency number');
  if (new Set(lines.map((line) => line.id)).size !== lines.length) fault('two help lines have one id');
  for (const line of lines) check_help_line(report, `${path} help line ${line.id}`, line, has_label, regions);
}

function is_time_zone(name) {
  try { return is_text(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name })); } catch { return false; }
}

function check_help_line(report, where, line, has_label, regions) {
  if (!is_name(line.id)) report.fault(where, 'id must be lower_snake_case');
  if (!['emergency', 'police', 'helpline', 'municipality'].includes(line.kind)) report.fault(where, 'kind is not known');
  if (line.region !== undefined && !regions.includes(line.region)) report.fault(where, `${line.region} is not a region of the programme`);
  if (line.kind === 'emergency' && line.region !== undefined) report.fault(where, 'an emergency number holds for the whole country');
  if (!is_text(line.name)) report.fault(where, 'name is missing');
  const no_number = line.phone === '' && line.kind === 'municipality'; // each has its own: the coordinator knows it
  if (!no_number && !/^\+?[0-9]{2,15}$/.test(line.phone ?? '')) report.fault(where, 'phone must be digits only (empty for a municipality)');
  has_label(where, line.call_when);
  check_source(report, where, line);
}
