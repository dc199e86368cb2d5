// SPDX-License-Identifier: AGPL-3.0-or-later
// Laws 1, 2 and 10 on the real binary, on SQLite and on PostgreSQL: the server is killed at random moments while phones push; on SQLite a backup
// is taken while it runs, and is restored later; on PostgreSQL the backends are ended under it as well. At the end everything that was
// acknowledged is there exactly once and the month's total says the same.
// BYDEL_KILLS (8) kills on SQLite, and four on PostgreSQL for every fifteen: BYDEL_KILLS=150 makes 150 and 40, in about ten minutes.
// Areas: platform/sync platform/db.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { conversation, Phone, request } from './phone.mjs';
import { has_postgres, Postgres } from './postgres.mjs';
import { total_of } from './support.mjs';

const binary = path.resolve(process.env.BYDEL_BINARY ?? 'build/release/bydel');
const kills = Number(process.env.BYDEL_KILLS ?? 8);
const kills_on_postgres = Math.ceil((kills * 4) / 15);
const phones_at_once = 3;
const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const one_of = (list) => list[Math.floor(Math.random() * list.length)];
const today = new Date().toISOString().slice(0, 10);
const time_for = (count) => ({ timeout: 60_000 + count * 8000 });

/** The demo in a folder of its own, and a server on it that is started again and again. */
class Trial {
  constructor(database = '') {
    this.data = mkdtempSync(path.join(tmpdir(), 'bydel-kill-'));
    this.environment = { ...process.env, BYDEL_DATA: this.data, BYDEL_PORT: '0' };
    for (const name of ['BYDEL_CONFIG', 'BYDEL_DATABASE', 'BYDEL_ORIGIN']) delete this.environment[name];
    if (database) this.environment.BYDEL_DATABASE = database;
    this.starts = [];
  }
  bydel(...args) {
    return promisify(execFile)(binary, args, { env: this.environment });
  }

  // Starts the server on any free port.
  async start() {
    const began = performance.now();
    this.server = spawn(binary, ['serve'], { env: this.environment, stdio: ['ignore', 'pipe', 'inherit'] });
    this.alive = true;
    this.ended = new Promise((resolve) => this.server.once('exit', resolve)).then(() => (this.alive = false));
    this.origin = await new Promise((resolve, reject) => {
      let said = '';
      this.server.stdout.on('data', (part) => {
        said += part;
        const address = said.match(/http:\/\/localhost:(\d+)/);
        if (address) resolve(`http://127.0.0.1:${address[1]}`);
      });
      void this.ended.then(() => reject(new Error(`the server did not start: ${said}`)));
    });
    this.starts.push(performance.now() - began);
  }
  async stop(signal) {
    this.server.kill(signal);
    await this.ended;
  }
  end() {
    this.server?.kill('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }

  async sign_in() {
    const { logins } = JSON.parse(readFileSync(path.join(this.data, 'demo-logins.json'), 'utf8'));
    const { email, password } = logins.find((one) => one.programme_id === 'dk' && one.role === 'coordinator');
    const login = await request(this.origin, 'POST', '/api/login', { email, password });
    assert.equal(login.status, 200, JSON.stringify(login.body));
    this.office = login.cookie;
    this.group = `/api/groups/${login.body.roles.find((one) => one.role === 'coordinator').scope_id}`;
  }
  async ask(method, address, body) {
    const answer = await request(this.origin, method, this.group + address, body, { Cookie: this.office });
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    return answer.body;
  }
  async new_phone(name) {
    const person = await this.ask('POST', '/people', { display_name: name, language: 'en', joined_on: '2026-01-05', another: true });
    const { link } = await this.ask('POST', `/people/${person.person_id}/invitation`, { purpose: 'enrol' });
    return Object.assign(await Phone.enrol(this.origin, link.split('#i=')[1]), { living: [] });
  }
  async month_total() {
    return total_of(await this.ask('GET', `/month?month=${today.slice(0, 7)}`));
  }
}

// Saves something: mostly new conversations, now and then an edit or a deletion.
async function save_something(phone) {
  const id = one_of(phone.living);
  const chance = Math.random();
  const record = conversation(today, { women: 1 + Math.floor(Math.random() * 50), place: Math.random() < 0.05 ? 'on_the_moon' : 'library' });
  if (id && chance < 0.05) {
    phone.living.splice(phone.living.indexOf(id), 1);
    await phone.remove(id, today);
  } else if (id && chance < 0.25) await phone.put(record, today, id);
  else phone.living.push(await phone.put(record, today));
}

// Saves and sends until the server is gone.
async function work_until_killed(trial, phone) {
  phone.origin = trial.origin;
  while (trial.alive) {
    for (let i = 0; i < 3; i++) await save_something(phone);
    try {
      await phone.push(1 + Math.floor(Math.random() * 20));
    } catch {
      await later(5); // no reply, or that the database is gone: whether it was taken is not known
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

// Sends what is left, and looks at every record of hers. Answers what counts.
async function settle(trial, phone) {
  phone.origin = trial.origin;
  while (phone.waiting().length) await phone.push();
  assert.equal(phone.outbox.filter((row) => row.state === 'sent').length, phone.outbox.length, 'an item was refused');
  const held = await phone.pull_all();
  const { good, odd, deleted } = expected_of(phone);
  let conversations = 0, women = 0;
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
      conversations += 1;
      women += good.get(id).record.women;
    }
  }
  return { conversations, women };
}

/** `disturb(round)` happens while the phones push, `mend(round)` while the server is down. */
async function kill_again_and_again(trial, count, { disturb, mend, mended = () => {} }) {
  await trial.bydel('migrate');
  await trial.bydel('demo', '--size', 'small');
  await trial.start();
  await trial.sign_in();
  const phones = [];
  for (let i = 0; i < phones_at_once; i++) phones.push(await trial.new_phone(`Kill ${i}`));
  const before = await trial.month_total();

  let lost_replies = 0;
  for (let round = 0; round < count; round++) {
    const working = phones.map((phone) => work_until_killed(trial, phone));
    await disturb(round);
    await later(40 + Math.random() * 400);
    assert.ok(trial.alive, 'it ended by itself');
    await trial.stop('SIGKILL');
    await Promise.all(working);
    lost_replies += phones.reduce((sum, phone) => sum + phone.waiting().length, 0);
    await mend(round);
    await trial.start();
  }

  const expected = { conversations: 0, women: 0 };
  for (const phone of phones) {
    const counted = await settle(trial, phone);
    for (const name of Object.keys(expected)) expected[name] += counted[name];
  }
  mended(phones);
  const total = await trial.month_total();
  for (const name of Object.keys(expected)) assert.equal(total[name] - before[name], expected[name]);

  await trial.stop('SIGTERM');
  await trial.bydel('rebuild');
  await trial.start();
  assert.deepEqual(await trial.month_total(), total, 'tallies differ from a rebuild (law 12)');
  await trial.stop('SIGTERM');
  const items = phones.reduce((sum, phone) => sum + phone.outbox.length, 0);
  console.log(`# ${items} items, ${count} kills, ${lost_replies} waited at a kill, ${expected.conversations} conversations counted; slowest start ${Math.round(Math.max(...trial.starts))} ms`);
}

test('laws 1, 2 and 10: a server that is killed again and again, and restored from a backup, loses nothing it acknowledged and doubles nothing', time_for(kills), async () => {
  assert.ok(existsSync(binary), `no binary at ${binary}: build it or set BYDEL_BINARY`);
  const trial = new Trial();
  const backup = path.join(trial.data, 'the.backup');
  let epoch;
  try {
    await kill_again_and_again(trial, kills, {
      disturb: async (round) => {
        if (round === 2) await trial.bydel('backup', backup); // while it serves
        if (round === kills - 3) epoch = (await request(trial.origin, 'GET', '/api/sync/key')).body.epoch;
      },
      mend: async (round) => {
        if (round === kills - 3) await trial.bydel('restore', backup);
      },
      mended: (phones) => phones.forEach((phone) => assert.notEqual(phone.epoch, epoch, 'the restore began no new epoch')),
    });
  } finally {
    trial.end();
  }
});

test('laws 1 and 2 on PostgreSQL: backends are ended and the server is killed again and again; it heals by itself, and nothing is lost or double',
  { ...time_for(kills_on_postgres), skip: has_postgres ? false : 'PostgreSQL 15 is not installed' }, async () => {
    const postgres = await Postgres.start();
    const trial = new Trial(postgres.url());
    let ended = 0;
    try {
      await kill_again_and_again(trial, kills_on_postgres, {
        disturb: async (round) => {
          for (let i = 0; i < 3; i++) {
            await later(30 + Math.random() * 150);
            ended += postgres.end_backends();
          }
          if (round % 2) await postgres.crash(); // and the database itself goes, without a word
        },
        mend: async () => {},
      });
      assert.ok(ended >= kills_on_postgres, `${ended} backends were ended`);
      console.log(`# ${ended} backends ended`);
    } finally {
      trial.end();
      await postgres.close();
    }
  });
