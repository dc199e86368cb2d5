// SPDX-License-Identifier: AGPL-3.0-or-later
// What the greediest requests that we know cost the server in memory, one and 64 at once: the bounds that docs/security.md states. Measured by the
// kernel (VmHWM, set back before each). Under sanitizers memory is theirs, so they skip it.
// Areas: platform/http platform/sync.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { conversation, Phone, request } from './phone.mjs';
import { eventually, sign_in, start_server } from './support.mjs';

// Megabytes, and the records of the mother who pulls. The bounds of docs/security.md.
const bound = { one: 30, many: 200, arriving: 130, left: 110 };
const records = 3000;
const at_once = 64;
const cut_off = 0; // the connection, to make room: a phone tries again
const body_limit = 2 * 1024 * 1024;
const today = new Date().toISOString().slice(0, 10);
let server, left, office, office_cookie, phone, sanitised; // left: { server, at }, which has been busy and is left alone

const status = (name, { pid } = server) => Number(new RegExp(`${name}:\\s*(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** Megabytes that the server took at the most while this was done, above what it had before. */
async function peak_of(name, work) {
  writeFileSync(`/proc/${server.pid}/clear_refs`, '5');
  const had = status('VmRSS');
  const result = await work();
  const peak = status('VmHWM') - had;
  console.log(`# ${name}: ${had.toFixed(0)} MB and ${peak.toFixed(0)} more`);
  return { peak, result };
}

function post(path, body, headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent: false, headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...headers } };
    const sent = http.request(server.origin + path, options, (answer) => {
      let length = 0;
      answer.on('data', (part) => (length += part.length));
      answer.on('end', () => resolve({ status: answer.statusCode, length }));
      answer.on('error', reject);
    });
    sent.on('error', (error) => (['ECONNRESET', 'EPIPE'].includes(error.code) ? resolve({ status: cut_off }) : reject(error)));
    sent.end(text);
  });
}
const as_phone = () => ({ Cookie: phone.cookie, 'Bydel-Device': phone.device_id, 'Bydel-Unlocked': phone.unlock_secret });
const many = (ask) => Promise.all([...Array(at_once)].map((_, i) => ask(i)));

// The allocator keeps what a busy moment took for up to a minute: each measurement begins with a server that has done nothing yet.
async function start_anew() {
  const { folder: data } = server;
  await server.stop();
  await start(data);
}
async function start(data) {
  server = await start_server({ data });
  phone.origin = server.origin;
  await fetch(server.origin + '/readyz');
}

before(async () => {
  server = await start_server();
  sanitised = /lib[at]san/.test(readFileSync(`/proc/${server.pid}/maps`, 'utf8'));
  if (sanitised) return;
  office = await sign_in(server);
  const { email, password } = office.login;
  office_cookie = (await request(server.origin, 'POST', '/api/login', { email, password })).cookie;
  const { fragment } = await office.invite('Greedy');
  phone = await Phone.enrol(server.origin, decodeURIComponent(fragment.split('i=')[1]));
  for (let stored = 0; stored < records; stored += 100) {
    for (let i = 0; i < 100; ++i) await phone.put(conversation(today, { themes: ['money', 'health'], activities: ['talked'] }), today);
    await phone.push();
    phone.outbox = [];
  }
});
after(async () => {
  await server.close();
  await left?.server.close();
});

function import_2000() {
  const item = () => ({ item_id: '01900000-0000-7000-8000-' + randomBytes(6).toString('hex'), key_id: phone.key_id, sealed: randomBytes(640).toString('base64url') });
  const file = { format: 'bydel-outbox-1', programme_id: 'dk', device_id: phone.device_id, exported_on: today, items: [...Array(2000)].map(item) };
  return post(`/api/groups/${office.group_id}/import`, file, { Cookie: office_cookie, 'Sec-Fetch-Site': 'same-origin' });
}

// First, because the server that this was done to is then left alone, and looked at in the end: memory is given back once a minute, and the other
// tests need not wait for that.
test(`bodies that never end: 400 of 1 MB take at most ${bound.arriving} MB, and who sends as people do is served meanwhile`, { timeout: 120_000 }, async (context) => {
  if (sanitised) return context.skip('built with sanitizers');
  await server.stop(); // one file, which can be copied
  const beside = mkdtempSync(path.join(tmpdir(), 'bydel-test-'));
  cpSync(server.folder, beside, { recursive: true });
  await start(server.folder);
  const half = Buffer.alloc(1024 * 1024, 0x20);
  const head = `POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body_limit}\r\n\r\n`;
  const open = () => new Promise((done) => {
    const socket = net.connect({ port: server.port, host: '127.0.0.1' }, () => done(socket));
    socket.cut_off = false;
    socket.on('error', () => {});
    socket.on('close', () => (socket.cut_off = true));
  });
  const { peak, result } = await peak_of('bodies that never end', async () => {
    const sockets = [];
    for (let i = 0; i < 400; i++) {
      const socket = await open();
      sockets.push(socket);
      socket.write(head);
      socket.write(half);
      if (i % 100 === 99) {
        const item = () => ({ item_id: '01900000-0000-7000-8000-' + randomBytes(6).toString('hex'), key_id: phone.key_id, sealed: 'A'.repeat(5000) });
        const push = () => post('/api/sync/push', { epoch: phone.epoch, items: [...Array(100)].map(item) }, as_phone());
        assert.ok(await eventually(async () => (await push()).status === 200, 5000), 'she is served, at the second try where the first was in the way');
      }
    }
    await eventually(() => sockets.filter((socket) => socket.cut_off).length >= 300, 10_000);
    return sockets;
  });
  assert.ok(peak < bound.arriving, `${peak} MB`);
  assert.ok(result.filter((socket) => socket.cut_off).length >= 300, 'the slowest were cut off');
  assert.ok(result.some((socket) => !socket.cut_off), 'and no more than had to be');
  for (const socket of result) socket.destroy();
  await many(import_2000);
  left = { server, at: Date.now() };
  console.log(`# left alone with ${status('VmRSS').toFixed(0)} MB`);
  await start(beside);
});

/** Asks once, then 64 at once; every answer has one of these statuses. */
function greedy(name, allowed, ask) {
  test(`${name}: one takes at most ${bound.one} MB, ${at_once} at once at most ${bound.many} MB`, { timeout: 120_000 }, async (context) => {
    if (sanitised) return context.skip('built with sanitizers');
    await start_anew();
    const one = await peak_of(`${name}, one`, () => ask(0));
    assert.equal(one.result.status, allowed[0]);
    const all = await peak_of(`${name}, ${at_once} at once`, () => many(ask));
    const statuses = [...new Set(all.result.map((answer) => answer.status))];
    assert.ok(statuses.every((one_status) => [...allowed, 503, cut_off].includes(one_status)), `${statuses}`);
    assert.ok(all.result.some((answer) => answer.status === allowed[0]), 'some are served');
    assert.ok(one.peak < bound.one, `one took ${one.peak} MB`);
    assert.ok(all.peak < bound.many, `${at_once} took ${all.peak} MB`);
  });
}

greedy('a pull of everything', [200], () => post('/api/sync/pull', { epoch: null, scopes: ['library:da', 'library:en', 'library:ar'], cursor: {} }, as_phone()));
greedy('an import of 2,000 items', [200], import_2000);
greedy('the largest push', [200], () => {
  const item = () => ({ item_id: '01900000-0000-7000-8000-' + randomBytes(6).toString('hex'), key_id: phone.key_id, sealed: 'A'.repeat(20_000) });
  return post('/api/sync/push', { epoch: phone.epoch, items: [...Array(100)].map(item) }, as_phone());
});
for (const [name, part] of Object.entries({ 'nothing but numbers': '0,', 'nothing but lists': '[],', 'nothing but members': '{"":0},', 'nothing but words': '"",' })) {
  const items = part.repeat(Math.floor((body_limit - 100) / part.length)).slice(0, -1);
  greedy(`a push of ${name}`, [400], () => post('/api/sync/push', `{"epoch":"","items":[${items}]}`, as_phone()));
}
greedy('signing in with a long password', [401, 429], (i) => post('/api/login', { email: `nobody${i}@example.org`, password: 'x'.repeat(200) }, { 'Sec-Fetch-Site': 'same-origin' }));

test(`after bodies that never end and imports, left alone, at most ${bound.left} MB are resident`, { timeout: 120_000 }, async (context) => {
  if (sanitised) return context.skip('built with sanitizers');
  const resident = () => status('VmRSS', left.server);
  assert.ok(await eventually(() => resident() < bound.left, Math.max(left.at + 75_000 - Date.now(), 0)), `${resident()} MB`);
  assert.equal((await fetch(left.server.origin + '/healthz')).status, 200);
});
