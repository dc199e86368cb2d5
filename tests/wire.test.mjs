// SPDX-License-Identifier: AGPL-3.0-or-later
// The real server spoken to in raw bytes: smuggled and pipelined requests, bodies that are short, large or packed, slow and half-open clients,
// thousands that are idle. What is no clean request gets one refusal and the end of the connection; everyone else is served meanwhile.
// Areas: platform/http.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { eventually, start_server, wait } from './support.mjs';

let server;
// Under sanitizers memory is theirs (what was freed is kept for a while), and everything takes several times as long.
let sanitised = false;
const slowness = () => (sanitised ? 5 : 1);
before(async () => {
  server = await start_server();
  sanitised = /lib[at]san/.test(readFileSync(`/proc/${server.pid}/maps`, 'utf8'));
});
after(() => server.close());

const resident_mb = () => Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) / 1024;

class Raw {
  static open() {
    const raw = new Raw();
    raw.came = '';
    raw.ended = false;
    raw.socket = net.connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    raw.socket.setEncoding('latin1');
    raw.socket.on('data', (text) => (raw.came += text));
    raw.socket.on('error', () => {});
    raw.socket.on('end', () => (raw.ended = true));
    raw.socket.on('close', () => (raw.ended = true));
    return new Promise((done) => raw.socket.once('connect', () => done(raw)));
  }
  send(bytes) {
    this.socket.write(bytes, 'latin1');
    return this;
  }
  statuses() {
    return [...this.came.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((found) => Number(found[1]));
  }
  close() {
    this.socket.destroy();
  }
}

/** The statuses of all answers to these bytes, and whether the server ended the connection. */
async function answers_to(bytes, within = 4000) {
  const raw = await Raw.open();
  raw.send(bytes);
  await eventually(() => raw.ended, within);
  const heard = { statuses: raw.statuses(), ended: raw.ended, text: raw.came };
  raw.close();
  return heard;
}

async function is_served(within = 1000 * slowness()) {
  const began = Date.now();
  const answer = await fetch(server.origin + '/healthz', { signal: AbortSignal.timeout(within) });
  await answer.text();
  assert.equal(answer.status, 200);
  return Date.now() - began;
}

const hidden = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
const post = (headers, body) => `POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;

const smuggled = {
  'two lengths that differ': post(`Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n`, hidden),
  'two lengths in one line': post(`Content-Length: 0, ${hidden.length}\r\n`, hidden),
  'a length and chunks': post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${hidden}`),
  'chunks and a length': post(`Transfer-Encoding: chunked\r\nContent-Length: ${hidden.length + 5}\r\n`, `0\r\n\r\n${hidden}`),
  'a coding that is not chunked': post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${hidden}`),
  'chunked that is not the last coding': post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${hidden}`),
  'a length with a sign': post('Content-Length: +0\r\n', hidden),
  'a length below nothing': post('Content-Length: -1\r\n', hidden),
  'a length beyond all numbers': post('Content-Length: 18446744073709551616\r\n', hidden),
  'a length in another base': post('Content-Length: 0x0\r\n', hidden),
  'a chunk beyond all numbers': post('Transfer-Encoding: chunked\r\n', `ffffffffffffffff1\r\n${hidden}`),
  'a chunk that is no number': post('Transfer-Encoding: chunked\r\n', `zz\r\n\r\n${hidden}`),
  'a space before the colon': post(`Content-Length : 0\r\n`, hidden),
  'a control character in a name': post(`Content-Length\u0000: 0\r\n`, hidden),
  'a control character in a value': `GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n${hidden}`,
  'no method': `/healthz HTTP/1.1\r\nHost: x\r\n\r\n${hidden}`,
  'a version of its own': `GET /healthz HTTP/9.9\r\nHost: x\r\n\r\n${hidden}`,
  'a line that ends in LF alone': `GET /healthz HTTP/1.1\nHost: x\n\n${hidden}`,
};

for (const [name, bytes] of Object.entries(smuggled)) {
  test(`smuggling: ${name} is refused once and hides nothing`, async () => {
    const { statuses, ended, text } = await answers_to(bytes);
    assert.ok(ended, 'the connection ends');
    assert.ok(statuses.length <= 1, `one answer at most: ${statuses}`);
    assert.ok(statuses.every((status) => status >= 400 && status < 500), text.slice(0, 200));
    await is_served();
  });
}

test('one body, in a length or in chunks, ends where it says, and what follows is the next request', async () => {
  const body = '{"email":"a@example.org","password":"a wrong password"}';
  const chunks = [...body].map((letter) => `1\r\n${letter}\r\n`).join('') + '0\r\n\r\n';
  for (const bytes of [post(`Sec-Fetch-Site: same-origin\r\nContent-Length: ${body.length}\r\n`, body), post('Sec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n', chunks)]) {
    const { statuses } = await answers_to(bytes + 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    assert.deepEqual(statuses, [401, 200]);
  }
});

test('200 pipelined requests are answered in order, and who asks without reading costs no memory', async () => {
  const mixed = [...Array(200)].map((_, i) => (i % 2 ? 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n' : 'GET /api/nothing HTTP/1.1\r\nHost: x\r\n\r\n')).join('');
  const { statuses } = await answers_to(mixed + 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 15_000);
  assert.deepEqual(statuses, [...Array(201)].map((_, i) => (i % 2 || i === 200 ? 200 : 404)));

  const before = resident_mb();
  const greedy = await Promise.all([...Array(20)].map(() => Raw.open()));
  for (const raw of greedy) {
    raw.socket.pause();
    raw.send('GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20_000));
  }
  await wait(2000);
  await is_served(3000 * slowness());
  assert.ok(sanitised || resident_mb() < before + 60, `${before} MB became ${resident_mb()} MB`);
  for (const raw of greedy) raw.close();
});

test('a body that is shorter than it says is never acted upon', async () => {
  const body = '{"email":"a@example.org","password":"a wrong password"}';
  const raw = await Raw.open();
  raw.send(post(`Sec-Fetch-Site: same-origin\r\nContent-Length: ${body.length + 10}\r\n`, body));
  raw.socket.end();
  await eventually(() => raw.ended, 5000);
  assert.ok(raw.statuses().every((status) => status >= 400), raw.came);
  const torn = await Raw.open();
  torn.send(post('Sec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n', `${body.length.toString(16)}\r\n${body}\r\n`));
  torn.socket.end(); // the last chunk never comes
  await eventually(() => torn.ended, 5000);
  assert.ok(!torn.statuses().includes(401), torn.came);
  await is_served();
});

test('a body over the limit is refused, announced or in chunks', async () => {
  const size = 2 * 1024 * 1024 + 1;
  const announced = await answers_to(post(`Content-Length: ${size}\r\n`, ''));
  assert.deepEqual(announced.statuses, [413]);
  const chunk = 'x'.repeat(65_536);
  const endless = await answers_to(post('Transfer-Encoding: chunked\r\n', `10000\r\n${chunk}\r\n`.repeat(40)), 8000);
  assert.deepEqual(endless.statuses, [413]);
  await is_served();
});

test('a packed body is refused as it is: nothing is unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
  const before = resident_mb();
  const head = `POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nSec-Fetch-Site: same-origin\r\nContent-Length: ${bomb.length}\r\nConnection: close\r\n\r\n`;
  const { statuses } = await answers_to(Buffer.concat([Buffer.from(head), bomb]).toString('latin1'));
  assert.equal(statuses.length, 1);
  assert.ok(statuses[0] >= 400 && statuses[0] < 500, `${statuses}`);
  assert.ok(sanitised || resident_mb() < before + 20);
});

test('a hundred slow clients and a hundred that went away are no burden, and are cut off', { timeout: 60_000 }, async () => {
  const slow = await Promise.all([...Array(100)].map(() => Raw.open()));
  const drip = setInterval(() => {
    for (const raw of slow) if (!raw.ended) raw.send('X');
  }, 250);
  for (const raw of slow) raw.send('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  for (let i = 0; i < 100; i++) {
    const gone = await Raw.open();
    gone.send('GET /healthz HTTP/1.1\r\nHo');
    if (i % 2) gone.socket.resetAndDestroy?.() ?? gone.close();
    else gone.socket.end();
  }
  assert.ok((await is_served()) < 500 * slowness());
  assert.ok(await eventually(() => slow.every((raw) => raw.ended), 40_000), 'the slow ones are cut off');
  clearInterval(drip);
  const half = await Raw.open(); // says that it will send no more, and still reads
  half.send('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  half.socket.end();
  assert.ok(await eventually(() => half.statuses()[0] === 200, 3000), half.came);
});

test('10,000 idle connections are held, the next one is served, beyond 12,000 the longest idle makes room, and memory stays small', { timeout: 120_000 }, async () => {
  const before = resident_mb();
  const idle = [];
  const open = async (hundreds) => {
    for (let i = 0; i < hundreds; i++) idle.push(...(await Promise.all([...Array(100)].map(() => Raw.open()))));
  };
  await open(100);
  assert.ok((await is_served(3000 * slowness())) < 1000 * slowness());
  assert.equal(idle.filter((raw) => raw.ended).length, 0);
  assert.ok(sanitised || resident_mb() < before + 100, `${before} MB became ${resident_mb()} MB`);
  await open(25);
  assert.ok(await eventually(() => idle.filter((raw) => raw.ended).length >= 400, 10_000), 'beyond 12,000 the longest idle made room');
  assert.ok((await is_served(3000 * slowness())) < 1000 * slowness());
  for (const raw of idle) raw.close();
  await is_served(3000 * slowness());
});
