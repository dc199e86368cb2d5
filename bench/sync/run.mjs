// SPDX-License-Identifier: AGPL-3.0-or-later
// What phones cost the server (design 8), on the real binary with a SQLite file: node bench/sync/run.mjs [RECORDS]
//   ingest   one record a request, each answered only when it is on the disk, from 1, 16 and 64 connections that stay open: records a second, processor
//            milliseconds of the server for each, and the share of clients x fdatasync/s of this disk that was reached
//   poll     a pull with nothing new;  delta: a pull of one changed record;  first: everything of one mother, 10,000 records
// RECORDS (3000) are sent in each round. Builds nothing: script/run or script/test has built the binary.
// Items are sealed before the clock starts. The clients share the processor with the server; processor time of the server is its own.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { answer_help } from '../../script/answer_help.mjs';
import { conversation, Phone } from '../../tests/phone.mjs';
import { sign_in, start_server } from '../../tests/support.mjs';

const records = Number(answer_help(import.meta.url, { words: 1 })[0] ?? 3000);
const today = new Date().toISOString().slice(0, 10);
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

async function ingest(phones, each) {
  for (const phone of phones) {
    phone.outbox = [];
    for (let i = 0; i < each; ++i) await phone.put(conversation(today), today);
  }
  const agent = new http.Agent({ keepAlive: true, maxSockets: phones.length });
  const before = processor(), started = performance.now();
  await Promise.all(phones.map(async (phone) => {
    for (const { item_id, key_id, sealed } of phone.outbox) {
      const answer = JSON.parse(await post(agent, phone, '/api/sync/push', { epoch: phone.epoch, items: [{ item_id, key_id, sealed }] }));
      if (answer.results[0].outcome !== 'stored') throw new Error(answer.results[0].outcome);
    }
  }));
  const seconds = (performance.now() - started) / 1000, count = phones.length * each;
  agent.destroy();
  const limit = phones.length * disk;
  say(`ingest, ${phones.length} connection(s)`, `${(count / seconds).toFixed(0)} records/s   ${((processor() - before) / count).toFixed(3)} ms of processor each   ${((count / seconds / limit) * 100).toFixed(0)} % of clients x fdatasync/s`);
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
await server.close();
