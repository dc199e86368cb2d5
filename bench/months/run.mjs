// SPDX-License-Identifier: AGPL-3.0-or-later
// What the numbers cost as a programme grows, on the real binary and a SQLite file: node bench/months/run.mjs [LARGEST]
// From 10^4 to 10^LARGEST conversations (6; 7 takes 14 GB and a quarter of an hour): how long the server takes to start, a coordinator's month and quarter, and a
// number of the programme over one year and over ten, each by the clock, median and worst of 200. With 7 it writes docs/performance_months.svg.
// The demo's eight months are repeated over ten years, then over more groups and mothers, as a programme grows; every record has its journal entry.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer_help } from '../../script/answer_help.mjs';
import { binary, eventually, make_demo, root, sign_in, start_server } from '../../tests/support.mjs';

const [largest = '6'] = answer_help(import.meta.url, { words: 1 });
const moves = 15; // of eight months each
const sql = (folder, script) => execFileSync('sqlite3', [join(folder, 'bydel.db')], { input: script, encoding: 'utf8', maxBuffer: 1e9 }).trim();
const seconds = async (work) => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

const columns = (folder, table) => sql(folder, `SELECT name FROM pragma_table_info('${table}');`).split('\n');
/** An INSERT of copies 1 to `copies - 1` of every row that `from` holds, with some columns as an expression of `copy` says. */
const copied = (folder, table, from, changed) => {
  const names = columns(folder, table);
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map((name) => changed[name] ?? name).join(', ')} FROM copies CROSS JOIN ${from};\n`;
};

function fill(folder, wanted) {
  const count = Number(sql(folder, "SELECT COUNT(*) FROM conversation WHERE programme_id = 'dk';"));
  const copies = Math.ceil(wanted / count);
  const indexes = sql(folder, "SELECT group_concat(sql, ';') || ';' FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('conversation', 'journal') AND sql <> '';");
  const dropped = sql(folder, "SELECT group_concat('DROP INDEX ' || name, ';') || ';' FROM sqlite_master WHERE type = 'index' AND tbl_name IN ('conversation', 'journal') AND sql <> '';");
  const own = (column, by = `copy / ${moves}`) => `CASE WHEN ${by} = 0 THEN ${column} ELSE printf('%08x', ${by}) || substr(${column}, 9) END`;
  const moved = (column) => `date(${column}, '-' || (8 * (copy % ${moves})) || ' months')`;
  sql(folder, `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA foreign_keys = OFF;
    CREATE TEMP TABLE copies AS WITH RECURSIVE n (copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM n WHERE copy < ${copies - 1}) SELECT copy FROM n;
    CREATE TEMP TABLE first AS SELECT * FROM conversation WHERE programme_id = 'dk' ORDER BY id;
    CREATE TEMP TABLE head AS SELECT last_sequence FROM journal_head WHERE programme_id = 'dk';
    CREATE TEMP TABLE entry AS SELECT *, row_number() OVER () AS place FROM journal WHERE programme_id = 'dk' AND entity = 'conversation' AND operation = 'put' AND entity_id IN (SELECT id FROM first);
    ${dropped}
    ${copied(folder, 'conversation', 'first', { id: own('id', 'copy'), item_id: own('item_id', 'copy'), group_id: own('group_id'), done_by: `CASE WHEN ${moved('held_on')} > date('now', '-12 months') THEN ${own('done_by')} END`, recorded_by: `CASE WHEN ${moved('held_on')} > date('now', '-12 months') THEN recorded_by END`, author_mark: "author_mark || '-' || copy", held_on: moved('held_on'), saved_on: moved('saved_on'), group_day: "CASE WHEN group_day = '' THEN '' ELSE " + moved('group_day') + ' END' })}
    ${copied(folder, 'journal', 'entry', { sequence: `(SELECT last_sequence FROM head) + (copy - 1) * (SELECT COUNT(*) FROM entry) + place`, entity_id: own('entity_id', 'copy'), cells: "''" })}
    UPDATE journal_head SET last_sequence = (SELECT MAX(sequence) FROM journal WHERE programme_id = 'dk') WHERE programme_id = 'dk';
    DELETE FROM copies WHERE copy % ${moves} <> 0;
    CREATE TEMP TABLE one_group AS SELECT * FROM local_group WHERE programme_id = 'dk';
    CREATE TEMP TABLE one_state AS SELECT * FROM group_state WHERE programme_id = 'dk';
    ${copied(folder, 'local_group', 'one_group', { id: own('id') })}
    ${copied(folder, 'group_state', 'one_state', { group_id: own('group_id') })}
    DELETE FROM closed_tally; DELETE FROM closed_programme_tally; DELETE FROM closed_period;
    ${indexes}
    PRAGMA journal_mode = WAL; ANALYZE;`);
  return copies * count;
}

async function asked(office, path) {
  const times = [];
  for (let i = 0; i < 200; ++i) {
    const started = performance.now();
    const answer = await office.call('GET', path);
    times.push(performance.now() - started);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  times.sort((one, other) => one - other);
  return { median: times[100], worst: times[199] };
}

const questions = {
  'a month': (group) => `/api/groups/${group}/month?month=2026-06`,
  'a quarter': (group) => `/api/groups/${group}/quarter?quarter=2026-Q2`,
  'programme, one year': () => '/api/impact/numbers?measure=conversations&from=2025-10&to=2026-09',
  'programme, ten years': () => '/api/impact/numbers?measure=conversations&from=2016-12&to=2026-09',
  'programme, a part, one year': () => '/api/impact/numbers?measure=hours.talked&from=2025-10&to=2026-09',
};

const say = (...cells) => console.log('| ' + cells.join(' | ') + ' |');
say('conversations', 'file', 'rebuild', 'closing', 'start', ...Object.keys(questions));
say(...Array.from({ length: 5 + Object.keys(questions).length }, () => '---'));
const points = [];
for (let power = 4; power <= Number(largest); ++power) {
  const folder = mkdtempSync(join(process.env.BYDEL_BENCH_FOLDER ?? tmpdir(), 'bydel-months-'));
  make_demo(folder);
  const count = fill(folder, 10 ** power);
  const rebuilt = await seconds(() => execFileSync(binary, ['rebuild', '--data', folder], { stdio: 'ignore' }));
  let server = await start_server({ data: folder });
  const closing = await seconds(() => eventually(async () => {
    const last = sql(folder, "SELECT COALESCE(MAX(period), '') FROM closed_period WHERE programme_id = 'dk' AND period NOT LIKE '%Q%';");
    return last >= '2026-10' && sql(folder, "SELECT COALESCE(MAX(period), '') FROM closed_period WHERE programme_id = 'dk' AND period LIKE '%Q%';") >= '2026-Q3';
  }, 3_600_000));
  await server.stop();
  const start = await seconds(async () => { server = await start_server({ data: folder }); });
  const coordinator = await sign_in(server);
  const secretariat = await sign_in(server, { role: 'secretariat' });
  const answers = {};
  for (const [name, path] of Object.entries(questions)) answers[name] = await asked(name.startsWith('programme') ? secretariat : coordinator, path(coordinator.group_id));
  say(count, `${(statSync(join(folder, 'bydel.db')).size / 1e6).toFixed(0)} MB`, `${rebuilt.toFixed(1)} s`, `${closing.toFixed(1)} s`, `${start.toFixed(2)} s`,
    ...Object.values(answers).map(({ median, worst }) => `${median.toFixed(1)} (${worst.toFixed(1)}) ms`));
  points.push({ count, start, answers });
  await server.close();
}

// Both axes by powers of ten; the broken line is the target, 20 ms.
function plot(points) {
  const left = 60, top = 20, width = 480, height = 240, least = 0.1, most = 100;
  const x = (count) => left + (width * (Math.log10(count) - 4)) / 3;
  const y = (milliseconds) => top + height * (1 - (Math.log10(milliseconds) - Math.log10(least)) / Math.log10(most / least));
  const colours = ['#1b6e53', '#8a4f00', '#2b4c9b', '#8b2252', '#555'];
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 310" font-family="sans-serif" font-size="12"><rect width="760" height="310" fill="#fff"/>`];
  for (let power = 4; power <= 7; ++power) parts.push(`<path d="M${x(10 ** power)} ${top}v${height}" stroke="#ddd"/><text x="${x(10 ** power)}" y="${top + height + 18}" text-anchor="middle">10<tspan dy="-5" font-size="9">${power}</tspan></text>`);
  for (const at of [0.1, 1, 10, 100]) parts.push(`<path d="M${left} ${y(at)}h${width}" stroke="#ddd"/><text x="${left - 6}" y="${y(at) + 4}" text-anchor="end">${at} ms</text>`);
  parts.push(`<path d="M${left} ${y(20)}h${width}" stroke="#b00" stroke-dasharray="5 4"/><text x="${left + width / 2}" y="${top + height + 40}" text-anchor="middle">conversations of the programme</text>`);
  Object.keys(questions).forEach((name, place) => {
    const line = points.map(({ count, answers }) => `${x(count).toFixed(1)},${y(answers[name].median).toFixed(1)}`);
    parts.push(`<polyline points="${line.join(' ')}" fill="none" stroke="${colours[place]}" stroke-width="2"/><text x="${left + width + 12}" y="${top + 30 + 20 * place}" fill="${colours[place]}">${name}</text>`);
  });
  return parts.join('\n') + '\n</svg>\n';
}
/** By how much the milliseconds grow while conversations grow tenfold: least squares of their logarithms. */
const slope = (name) => {
  const xs = points.map(({ count }) => Math.log10(count)), ys = points.map(({ answers }) => Math.log10(answers[name].median));
  const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;
  return xs.reduce((sum, one, i) => sum + (one - mean(xs)) * (ys[i] - mean(ys)), 0) / xs.reduce((sum, one) => sum + (one - mean(xs)) ** 2, 0);
};
say('slope', '', '', '', '', ...Object.keys(questions).map((name) => slope(name).toFixed(2)));
if (largest === '7') writeFileSync(join(root, 'docs/performance_months.svg'), plot(points));
