// SPDX-License-Identifier: AGPL-3.0-or-later
// Laws 1, 2 and 10 on the real binary: the server is killed at random moments while a phone pushes, a backup is taken while it runs, and is
// restored later. At the end everything that was acknowledged is there exactly once and the month's total says the same.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { conversation, Phone, request } from './phone.mjs';

const binary = path.resolve(process.env.BYDEL_BINARY ?? 'build/release/bydel');
const kills = Number(process.env.BYDEL_KILLS ?? 8);
const data = mkdtempSync(path.join(tmpdir(), 'bydel-kill-'));
const environment = { ...process.env, BYDEL_DATA: data, BYDEL_PORT: '0', BYDEL_CONFIG: '', BYDEL_DATABASE: '', BYDEL_ORIGIN: '' };
for (const name of ['BYDEL_CONFIG', 'BYDEL_DATABASE', 'BYDEL_ORIGIN']) delete environment[name];
const bydel = (...args) => promisify(execFile)(binary, args, { env: environment });
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let server = null;

after(() => {
  server?.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

// Starts the server on any free port; resolves with its address.
function start() {
  server = spawn(binary, ['serve'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const origin = new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (part) => {
      said += part;
      const address = said.match(/http:\/\/localhost:(\d+)/);
      if (address) resolve(`http://127.0.0.1:${address[1]}`);
    });
    void ended.then(() => reject(new Error(`the server did not start: ${said}`)));
  });
  return origin.then((address) => ({ origin: address, ended }));
}

async function stop(running, signal) {
  server.kill(signal);
  await running.ended;
}

const today = new Date().toISOString().slice(0, 10);

async function month_total(origin, office, group_id) {
  const answer = await request(origin, 'GET', `/api/groups/${group_id}/month?month=${today.slice(0, 7)}`, undefined, { Cookie: office });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.total;
}

// Saves something: mostly new conversations, now and then an edit or a deletion.
async function save_something(phone) {
  const ids = [...new Set(phone.outbox.map((row) => row.item.id))].filter((id) => !phone.outbox.some((row) => row.item.id === id && row.item.operation === 'delete'));
  const id = ids[Math.floor(Math.random() * ids.length)];
  const chance = Math.random();
  const record = conversation(today, { women: 1 + Math.floor(Math.random() * 50), place: Math.random() < 0.05 ? 'on_the_moon' : 'library' });
  if (id && chance < 0.05) await phone.remove(id, today);
  else if (id && chance < 0.25) await phone.put(record, today, id);
  else await phone.put(record, today);
}

// Saves and sends until the server is gone.
async function work_until_killed(phone, running) {
  let alive = true;
  void running.ended.then(() => (alive = false));
  while (alive) {
    for (let i = 0; i < 3; i++) await save_something(phone);
    try {
      await phone.push(1 + Math.floor(Math.random() * 20));
    } catch {
      await later(5); // no reply: whether it was taken is not known
    }
  }
}

// What must be there in the end: per record the deletion or the greatest revision.
function expected_of(phone) {
  const good = new Map(), odd = new Map(), deleted = new Set();
  for (const { item } of phone.outbox) {
    if (item.operation === 'delete') deleted.add(item.id);
    else {
      const side = item.record.place === 'library' ? good : odd;
      if (!side.has(item.id) || side.get(item.id).revision < item.revision) side.set(item.id, item);
    }
  }
  return { good, odd, deleted };
}

test('laws 1, 2 and 10: a server that is killed again and again, and restored from a backup, loses nothing it acknowledged and doubles nothing', { timeout: 60_000 }, async () => {
  assert.ok(existsSync(binary), `no binary at ${binary}: build it or set BYDEL_BINARY`);
  await bydel('demo', '--size', 'small');
  const { logins } = JSON.parse(readFileSync(path.join(data, 'demo-logins.json'), 'utf8'));
  const mother = logins.find((one) => one.programme_id === 'dk' && one.role === 'mother');
  const coordinator = logins.find((one) => one.programme_id === 'dk' && one.role === 'coordinator' && one.group === mother.group);

  let running = await start();
  const phone = await Phone.enrol(running.origin, mother.link.split('#i=')[1]);
  const login = await request(running.origin, 'POST', '/api/login', { email: coordinator.email, password: coordinator.password });
  assert.equal(login.status, 200, JSON.stringify(login.body));
  const group_id = login.body.roles.find((one) => one.role === 'coordinator').scope_id;
  const before = await month_total(running.origin, login.cookie, group_id);
  const epoch = phone.epoch;

  const backup = path.join(data, 'the.backup');
  let lost_replies = 0;
  for (let round = 0; round < kills; round++) {
    phone.origin = running.origin;
    const working = work_until_killed(phone, running);
    if (round === 2) await bydel('backup', backup); // while it serves
    await later(40 + Math.random() * 400);
    await stop(running, 'SIGKILL');
    await working;
    lost_replies += phone.waiting().length;
    if (round === kills - 3) await bydel('restore', backup);
    running = await start();
  }

  phone.origin = running.origin;
  while (phone.waiting().length) await phone.push();
  const acknowledged = phone.outbox.filter((row) => row.state === 'sent').length;
  assert.equal(acknowledged, phone.outbox.length, 'an item was refused');
  assert.notEqual(phone.epoch, epoch, 'the restore began no new epoch');

  const held = await phone.pull_all();
  const { good, odd, deleted } = expected_of(phone);
  let counted = 0, women = 0;
  for (const id of new Set(phone.outbox.map((row) => row.item.id))) {
    const here = held.get(`conversation/${id}`);
    if (deleted.has(id)) {
      assert.equal(here, undefined, `deleted, and there: ${id}`);
      continue;
    }
    const wins = [good.get(id), odd.get(id)].filter(Boolean).sort((a, b) => b.revision - a.revision)[0];
    assert.ok(here, `acknowledged, and lost: ${id}`);
    assert.equal(here.revision, wins.revision, `not the greatest revision: ${id}`);
    assert.equal(here.record.women, wins.record.women);
    assert.equal(here.record.state, wins === odd.get(id) ? 'quarantined' : 'stored');
    if (good.has(id)) {
      counted += 1;
      women += good.get(id).record.women;
    }
  }
  const total = await month_total(running.origin, login.cookie, group_id);
  assert.equal(total.conversations - before.conversations, counted);
  assert.equal(total.women - before.women, women);

  await stop(running, 'SIGTERM');
  await bydel('rebuild');
  running = await start();
  assert.deepEqual(await month_total(running.origin, login.cookie, group_id), total, 'tallies differ from a rebuild (law 12)');
  await stop(running, 'SIGTERM');
  console.log(`# ${phone.outbox.length} items, ${kills} kills, ${lost_replies} without a reply at a kill, ${counted} conversations counted`);
});
