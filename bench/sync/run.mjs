// SPDX-License-Identifier: AGPL-3.0-or-later
// What phones cost the server (design 8), on the real binary: node bench/sync/run.mjs [RECORDS] [postgresql]
//   ingest   one record a request, each answered only when it is on the disk, from 1, 16 and 64 connections that stay open, and in batches of 50 from 16:
//            records a second, processor milliseconds of the server for each, and the share of clients x fdatasync/s of this disk that was reached
//   keeping up   how long after the last answer the tallies have counted everything
//   many     1,000 phones, each with a record of its own and a first pull of everything, all at once on as many connections: memory of the server
//   idle     10,000 connections that each asked once and stay open
//   poll     a pull with nothing new;  delta: a pull of one changed record;  first: everything of one mother, 10,000 records
// RECORDS (3000) are sent in each round. On a SQLite file, or on a durable PostgreSQL of its own, whose processor is not counted. Builds nothing:
// script/run or script/test has built the binary.
// Items are sealed before the clock starts. The clients share the processor with the server; processor time of the server is its own.
import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { answer_help } from '../../script/answer_help.mjs';
import { conversation, Phone } from '../../tests/phone.mjs';
import { Postgres } from '../../tests/postgres.mjs';
import { binary, sign_in, start_server } from '../../tests/support.mjs';

const [said, engine = 'sqlite'] = answer_help(import.meta.url, { words: 2 });
const records = Number(said ?? 3000);
const today = new Date().toISOString().slice(0, 10);
const cluster = engine === 'postgresql' ? await Postgres.start() : undefined;
if (cluster) {
  process.env.BYDEL_DATABASE = cluster.url();
  execFileSync(binary, ['migrate'], { stdio: 'ignore' });
}
const server = await start_server();
const office = await sign_in(server);

// Milliseconds of processor that the server has used so far (clock ticks of 10 ms).
const processor = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

function syncs_a_second() {
  const folder = mkdtempSync(join(server.folder, 'sync-'));
  const file = openSync(join(folder, 'file'), 'w');
  const page = Buffer.alloc(4096);
  const started = performance.now();
  let count = 0;
  for (; performance.now() - started < 2000; ++count) {
    writeSync(file, page);
    fdatasyncSync(file);
  }
  closeSync(file);
  rmSync(folder, { recursive: true });
  return (count / (performance.now() - started)) * 1000;
}

function post(agent, phone, path, body) {
  const text = JSON.stringify(body);
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), Cookie: phone.cookie, 'Bydel-Device': phone.device_id, 'Bydel-Unlocked': phone.unlock_secret };
  return new Promise((resolve, reject) => {
    const sent = http.request(server.origin + path, { method: 'POST', agent, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => (answer.statusCode === 200 ? resolve(Buffer.concat(parts)) : reject(new Error(`${path} got ${answer.statusCode}`))));
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function new_phone(name) {
  const { fragment } = await office.invite(name);
  return Phone.enrol(server.origin, decodeURIComponent(fragment.split('i=')[1]));
}

const say = (name, text) => console.log(name.padEnd(34) + text);

async function ingest(phones, each, batch = 1) {
  for (const phone of phones) {
    phone.outbox = [];
    for (let i = 0; i < each; ++i) await phone.put(conversation(today), today);
  }
  const agent = new http.Agent({ keepAlive: true, maxSockets: phones.length });
  const before = processor(), started = performance.now();
  await Promise.all(phones.map(async (phone) => {
    for (let at = 0; at < phone.outbox.length; at += batch) {
      const items = phone.outbox.slice(at, at + batch).map(({ item_id, key_id, sealed }) => ({ item_id, key_id, sealed }));
      const answer = JSON.parse(await post(agent, phone, '/api/sync/push', { epoch: phone.epoch, items }));
      for (const { outcome } of answer.results) if (outcome !== 'stored') throw new Error(outcome);
    }
  }));
  const seconds = (performance.now() - started) / 1000, count = phones.length * each;
  agent.destroy();
  const limit = phones.length * disk * batch;
  say(`ingest, ${phones.length} connection(s)${batch > 1 ? `, ${batch} each` : ''}`, `${(count / seconds).toFixed(0)} records/s   ${((processor() - before) / count).toFixed(3)} ms of processor each   ${((count / seconds / limit) * 100).toFixed(0)} % of clients x fdatasync/s`);
}

async function keeping_up() {
  const started = performance.now();
  while (!/bydel_journal_reader_lag_entries\{[^}]*\} 0$/m.test(await (await fetch(server.origin + '/metrics')).text())) await new Promise((done) => setTimeout(done, 20));
  say('keeping up', `${(performance.now() - started).toFixed(0)} ms after the last answer all is counted`);
}

async function idle(count) {
  const asked = `GET /healthz HTTP/1.1\r\nHost: ${new URL(server.origin).host}\r\n\r\n`;
  const before = resident(), open = [];
  const connect = () => new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(asked));
    socket.once('data', (text) => (String(text).startsWith('HTTP/1.1 200') ? resolve(socket) : reject(new Error(String(text)))));
    socket.once('error', reject);
  });
  while (open.length < count) open.push(...(await Promise.all(Array.from({ length: 100 }, connect))));
  const held = open.filter((socket) => !socket.closed && !socket.readableEnded).length;
  say('idle connections', `${held} of ${count} held   ${((resident() - before) * 1024 / count).toFixed(1)} kB each   ${resident().toFixed(0)} MB resident`);
  for (const socket of open) socket.destroy();
}

/** A server that has too much to do says so (503), and a phone comes again. */
async function until_taken(ask) {
  for (;;) {
    try { return await ask(); } catch (error) { if (!error.message.endsWith('got 503')) throw error; }
    await new Promise((done) => setTimeout(done, 200 + 300 * Math.random()));
  }
}

async function many(count) {
  const all = [];
  for (let i = 0; i < count; ++i) all.push(await new_phone(`Bench many ${i}`));
  for (const phone of all) await phone.put(conversation(today), today);
  const before = resident(), agent = new http.Agent({ keepAlive: true, maxSockets: count });
  let most = before;
  const watch = setInterval(() => { most = Math.max(most, resident()); }, 20);
  await Promise.all(all.map(async (phone) => {
    const items = phone.outbox.map(({ item_id, key_id, sealed }) => ({ item_id, key_id, sealed }));
    await until_taken(() => post(agent, phone, '/api/sync/push', { epoch: phone.epoch, items }));
    await until_taken(() => post(agent, phone, '/api/sync/pull', { epoch: phone.epoch, scopes: [], cursor: {} }));
  }));
  clearInterval(watch);
  await new Promise((done) => setTimeout(done, 2000));
  say('many phones at once', `${count} phones   ${before.toFixed(0)} MB resident before, ${most.toFixed(0)} MB at most, ${resident().toFixed(0)} MB two seconds later`);
  agent.destroy();
}

async function pull(name, phone, cursor, times) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () => post(agent, phone, '/api/sync/pull', { epoch: phone.epoch, scopes: [], cursor });
  const first = await ask();
  const before = processor(), started = performance.now();
  for (let i = 0; i < times; ++i) await ask();
  const wall = (performance.now() - started) / times;
  agent.destroy();
  const count = JSON.parse(first).scopes.reduce((sum, scope) => sum + scope.records.length, 0);
  say(name, `${((processor() - before) / times).toFixed(3)} ms of processor   ${wall.toFixed(2)} ms by the clock   ${count} records, ${(first.length / 1024).toFixed(0)} kB before compression`);
  return JSON.parse(first);
}

const disk = syncs_a_second();
say('this disk', `${disk.toFixed(0)} fdatasync/s, one at a time`);
const phones = [];
for (let i = 0; i < 64; ++i) phones.push(await new_phone(`Bench ${i}`));
await ingest(phones.slice(0, 1), Math.ceil(records / 10));
await ingest(phones.slice(0, 16), Math.ceil(records / 16));
await ingest(phones, Math.ceil(records / 64));
await ingest(phones.slice(0, 16), Math.ceil(records / 16 / 50) * 50, 50);
await keeping_up();

say('memory of the server', `${resident().toFixed(0)} MB resident after ingest`);
const full = await new_phone('Bench full');
for (let stored = 0; stored < 10_000; stored += 100) {
  for (let i = 0; i < 100; ++i) await full.put(conversation(today), today);
  await full.push();
  full.outbox = [];
}
say('memory of the server', `${resident().toFixed(0)} MB resident after 10,000 records in batches of 100`);
const answer = await pull('first pull', full, {}, 20);
const cursor = Object.fromEntries(answer.scopes.map((scope) => [scope.scope, scope.position]));
await pull('poll, nothing new', full, cursor, 2000);
await full.put(conversation(today), today);
await full.push();
await pull('delta of one record', full, cursor, 500);
say('memory of the server', `${resident().toFixed(0)} MB resident at the end`);
await many(1000);
await idle(10_000);
await server.close();
await cluster?.close();
