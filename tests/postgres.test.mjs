// SPDX-License-Identifier: AGPL-3.0-or-later
// The real binary on a real PostgreSQL that goes away, is ended under it, or stops answering: who asks is told within a stated time, the
// server stays, and it works again by itself.
// Areas: platform/db app.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { conversation, Phone, request } from './phone.mjs';
import { has_postgres, Postgres } from './postgres.mjs';
import { binary, eventually, wait } from './support.mjs';

const stated = 12_000; // docs/administration.md: 10 seconds for the database, and a little for the way
const skip = has_postgres ? false : 'PostgreSQL 15 is not installed';
const today = new Date().toISOString().slice(0, 10);
let postgres, data, environment, server, origin, mother_link, second_link, said = '';

before(async () => {
  if (skip) return;
  postgres = await Postgres.start();
  data = mkdtempSync(path.join(tmpdir(), 'bydel-postgres-data-'));
  environment = { ...process.env, BYDEL_DATA: data, BYDEL_DATABASE: postgres.url(), BYDEL_PORT: '0' };
  execFileSync(binary, ['migrate'], { env: environment, stdio: 'pipe' });
  execFileSync(binary, ['demo', '--size', 'small'], { env: environment, stdio: 'pipe' });
  [mother_link, second_link] = JSON.parse(readFileSync(path.join(data, 'demo-logins.json'), 'utf8')).logins.filter((one) => one.role === 'mother').map((one) => one.link);
  server = spawn(binary, ['serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  server.stdout.on('data', (text) => (said += text));
  server.stderr.on('data', (text) => (said += text));
  const port = await eventually(() => /:(\d+)\n/.exec(said)?.[1], 15_000);
  origin = `http://127.0.0.1:${port}`;
});

after(async () => {
  server?.kill('SIGKILL');
  await postgres?.close();
  if (data) rmSync(data, { recursive: true, force: true });
});

const status_of = async (address) => (await fetch(origin + address)).status;
const ready = () => status_of('/readyz');
const metric = async (name) => Number(new RegExp(`^${name} ([\\d.e+-]+)$`, 'm').exec(await (await fetch(origin + '/metrics')).text())?.[1]);
const heals = () => eventually(async () => (await ready()) === 200, 10_000);

test('a PostgreSQL that keeps the instant of every commit is told of at the start, and no other', { skip }, async () => {
  assert.doesNotMatch(said, /track_commit_timestamp/);
  postgres.query('ALTER SYSTEM SET track_commit_timestamp = on');
  await postgres.down();
  await postgres.up();
  const second = spawn(binary, ['serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  second.stderr.on('data', (text) => (told += text));
  try {
    assert.ok(await eventually(() => /track_commit_timestamp/.test(told), 15_000), told);
  } finally {
    second.kill();
    postgres.query('ALTER SYSTEM RESET track_commit_timestamp');
    await postgres.down();
    await postgres.up();
  }
  assert.ok(await heals());
});

test('backends that are ended cost nobody anything: the next request has a new one', { skip }, async () => {
  const phone = await Phone.enrol(origin, mother_link.split('#i=')[1]);
  for (let round = 0; round < 5; round++) {
    await phone.put(conversation(today), today);
    postgres.end_backends();
    while (phone.waiting().length) await phone.push().catch(() => wait(20));
  }
  const held = await phone.pull_all();
  assert.equal(phone.outbox.filter((row) => held.has(`conversation/${row.item.id}`)).length, 5);
  assert.equal(server.exitCode, null);
});

test('a PostgreSQL that stops answering: an error within the stated time, then at once, and it heals', { skip, timeout: 90_000 }, async () => {
  assert.ok(await heals());
  postgres.freeze();
  try {
    const started = Date.now();
    const answers = await Promise.all([...Array(20)].map(() => ready()));
    assert.ok(Date.now() - started < stated, `${Date.now() - started} ms`);
    assert.ok(answers.every((status) => status === 503), JSON.stringify(answers));
    assert.equal(await status_of('/healthz'), 200);
    const again = Date.now();
    const quick = await Promise.all([...Array(20)].map(() => ready().then(() => Date.now() - again)));
    assert.ok(quick.filter((time) => time < 500).length >= 18, `most are told at once: ${quick}`);
    assert.ok(await eventually(async () => (await metric('bydel_upkeep_failures')) >= 1, 20_000), 'the upkeep counts its failures');
  } finally {
    postgres.thaw();
  }
  assert.ok(await heals());
  assert.equal(server.exitCode, null);
});

test('a PostgreSQL that only reads (a standby): what reads is answered, what saves is refused in plain words, and it heals', { skip }, async () => {
  assert.ok(await heals());
  const phone = await Phone.enrol(origin, second_link.split('#i=')[1]);
  await phone.pull_all(); // heard of today
  postgres.query('ALTER DATABASE postgres SET default_transaction_read_only = on');
  postgres.end_backends();
  try {
    await phone.put(conversation(today), today);
    const why = () => phone.push().then(() => 'it was taken', (error) => error.message);
    assert.ok(await eventually(async () => /503.*server\.read_only/.test(await why()), 5000), await why()); // at first it may be busy: its backend was ended
    assert.equal(phone.waiting().length, 1);
    assert.equal(await ready(), 200);
    assert.ok((await phone.pull_all()).size > 0);
  } finally {
    postgres.query('BEGIN READ WRITE; ALTER DATABASE postgres RESET default_transaction_read_only; COMMIT');
    postgres.end_backends();
  }
  assert.ok(await eventually(() => phone.push().then(() => true, () => false), 10_000));
  assert.equal(phone.outbox[0].outcome, 'stored');
});

test('a PostgreSQL that is gone and comes back: told at once, nothing acknowledged is lost, it heals', { skip, timeout: 60_000 }, async () => {
  assert.ok(await heals());
  const logins = JSON.parse(readFileSync(path.join(data, 'demo-logins.json'), 'utf8')).logins;
  const coordinator = logins.find((one) => one.role === 'coordinator');
  const signed_in = await request(origin, 'POST', '/api/login', { email: coordinator.email, password: coordinator.password });
  assert.equal(signed_in.status, 200);
  await postgres.down();
  for (let attempt = 0; attempt < 5; attempt++) {
    assert.equal(await ready(), 503);
    const refused = await request(origin, 'GET', '/api/me', undefined, { Cookie: signed_in.cookie });
    assert.equal(refused.status, 503);
    assert.doesNotMatch(JSON.stringify(refused.body), /socket|postgres/i);
    await wait(300);
  }
  await wait(2000); // the upkeep has tried meanwhile
  await postgres.up();
  assert.ok(await heals());
  assert.equal((await request(origin, 'GET', '/api/me', undefined, { Cookie: signed_in.cookie })).status, 200);
  assert.ok(await eventually(async () => (await metric('bydel_upkeep_behind_seconds')) < 3, 40_000), 'the upkeep is back');
  assert.match(said, /upkeep: server\.busy/);
  assert.match(said, /upkeep: works again/);
  assert.equal(server.exitCode, null);
});

test('an empty PostgreSQL, or one that does not see its schema, is refused by every command but migrate', { skip }, () => {
  postgres.query('CREATE DATABASE empty');
  const bydel = (...words) => spawnSync(binary, words, { encoding: 'utf8', env: { ...environment, BYDEL_DATABASE: postgres.url('empty') }, timeout: 20_000 });
  for (const words of [['serve'], ['demo'], ['init', '--programme', 'dk'], ['rebuild']]) {
    const refused = bydel(...words);
    assert.equal(refused.status, 1, words.join(' '));
    assert.match(refused.stderr, /migration 0001_platform[.a-z]* is missing\)\. Run bydel migrate once/);
  }
  assert.equal(postgres.query("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'", 'empty'), '0'); // nothing was made
  assert.equal(bydel('migrate').status, 0);
  assert.equal(bydel('init', '--programme', 'dk').status, 0);
});

test('a programme moves from SQLite to PostgreSQL and back, every row as it was, and goes on', { skip, timeout: 60_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bydel-move-'));
  const at = (database) => ({ ...process.env, BYDEL_DATA: folder, BYDEL_PORT: '0', BYDEL_DATABASE: database });
  const file = path.join(folder, 'bydel.db'), back = path.join(folder, 'back.db');
  const bydel = (database, ...words) => spawnSync(binary, words, { encoding: 'utf8', env: at(database) });
  const done = (answer) => assert.equal(answer.status, 0, answer.stderr);
  const exported = (database, name) => {
    done(bydel(database, 'export', path.join(folder, name)));
    return readFileSync(path.join(folder, name), 'utf8').trim().split('\n').sort().join('\n');
  };
  try {
    done(bydel(file, 'demo', '--size', 'small'));
    postgres.query('CREATE DATABASE moved');
    const there = postgres.url('moved');
    assert.match(bydel(file, 'move', '--to', there).stderr, /Run bydel migrate once/);
    done(bydel(there, 'migrate'));
    const moved = bydel(file, 'move', '--to', there);
    done(moved);
    assert.match(moved.stdout, /conversation +\d{3,}/);
    assert.match(bydel(file, 'move', '--to', there).stderr, /The other database is not empty/);
    assert.equal(exported(there, 'there.jsonl'), exported(file, 'here.jsonl'));
    done(bydel(there, 'move', '--to', back));
    assert.equal(exported(back, 'back.jsonl'), exported(file, 'again.jsonl'));
    const dump = (database) => execFileSync('sqlite3', [database, '.dump journal', '.dump device', '.dump person', '.dump account', '.dump server_setting'], { encoding: 'utf8' }).split('\n').sort().join('\n');
    assert.equal(dump(back), dump(file));
    const tallies = postgres.query('SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5', 'moved');
    done(bydel(there, 'rebuild'));
    assert.equal(postgres.query('SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5', 'moved'), tallies);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
