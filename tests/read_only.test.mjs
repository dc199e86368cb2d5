// SPDX-License-Identifier: AGPL-3.0-or-later
// The database's file or its folder may not be written (a restore by root, a wrong chmod). The real server, as a user who must obey permissions,
// says so, goes on answering what only reads, refuses what saves, and heals by itself.
// Areas: platform/db app.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { conversation, Phone, request } from './phone.mjs';
import { binary, eventually, start_server, total_of, wait } from './support.mjs';

const is_root = process.getuid() === 0;
const number_of = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
const as = is_root ? { uid: number_of('-u'), gid: number_of('-g') } : {};
const today = new Date().toISOString().slice(0, 10);
let folder, data, program, server, phone, office, group;

const database = () => path.join(data, 'bydel.db');
const start = () => start_server({ data, binary: program, as });
const ask = (method, address, body) => request(server.origin, method, address, body, { Cookie: office });
const month = () => ask('GET', `${group}/month`);
const metric = async (name) => Number(new RegExp(`^${name} ([\\d.e+-]+)$`, 'm').exec(await (await fetch(server.origin + '/metrics')).text())?.[1]);

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bydel-read-only-'));
  chmodSync(folder, 0o755);
  data = path.join(folder, 'data');
  mkdirSync(data);
  program = path.join(folder, 'bydel'); // where it was built the other user may not look
  copyFileSync(binary, program);
  if (is_root) chownSync(data, as.uid, as.gid);
  server = await start();
  const logins = server.logins();
  const mother = logins.find((one) => one.programme_id === 'dk' && one.role === 'mother');
  const { email, password } = logins.find((one) => one.programme_id === 'dk' && one.role === 'coordinator' && one.group === mother.group);
  const login = await request(server.origin, 'POST', '/api/login', { email, password });
  office = login.cookie;
  group = `/api/groups/${login.body.roles[0].scope_id}`;
  phone = await Phone.enrol(server.origin, mother.link.split('#i=')[1]);
  await phone.put(conversation(today), today);
  await phone.push();
});

after(async () => {
  await server?.stop('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that may not be written any more, while it runs: what it has open is enough', async () => {
  chmodSync(data, 0o555);
  try {
    await phone.put(conversation(today), today);
    await phone.push();
    assert.equal(phone.outbox.at(-1).outcome, 'stored');
    assert.equal((await month()).status, 200);
    assert.equal((await fetch(server.origin + '/readyz')).status, 200);
  } finally {
    chmodSync(data, 0o755);
  }
});

test('a folder that may not be written when it starts: a sentence and an end, nothing half; afterwards it starts', async () => {
  await month(); // what is to be counted is counted
  await server.stop();
  assert.ok(!existsSync(database() + '-wal'), 'a server that ended properly leaves one file');
  chmodSync(data, 0o555);
  const refused = spawnSync(program, ['serve', '--data', data, '--port', '0'], { encoding: 'utf8', timeout: 20_000, ...as });
  chmodSync(data, 0o755);
  assert.equal(refused.status, 1, refused.stderr);
  assert.match(refused.stderr, /^bydel: the database does not answer: .*The file or its folder may not be written\n$/);
  server = await start();
  phone.origin = server.origin;
  assert.equal((await month()).status, 200);
});

test('a file that may not be written: it starts and says so, reads, refuses to save in plain words, and heals without a restart', { timeout: 60_000 }, async () => {
  await server.stop();
  chmodSync(database(), 0o444);
  server = await start();
  phone.origin = server.origin;
  const before = total_of((await month()).body).conversations;
  assert.equal((await ask('GET', '/api/me')).status, 200);
  assert.equal((await phone.pull_all()).size > 0, true);
  const refused = await ask('POST', `${group}/people`, { display_name: 'Not now', language: 'en', joined_on: today });
  assert.equal(refused.status, 503);
  assert.equal(refused.body.key, 'server.read_only');
  assert.doesNotMatch(JSON.stringify(refused.body), /bydel\.db|readonly|sqlite/i);
  await phone.put(conversation(today), today);
  await assert.rejects(phone.push(), /503.*server\.read_only/);
  assert.equal(phone.waiting().length, 1);
  assert.ok(await eventually(async () => (await metric('bydel_upkeep_failures')) >= 1, 10_000), 'the upkeep counts');
  assert.match(server.said(), /upkeep: server\.read_only: .*may not be written/);

  for (const end of ['', '-wal', '-shm']) if (existsSync(database() + end)) chmodSync(database() + end, 0o644);
  assert.ok(await eventually(() => phone.push().then(() => true, () => wait(100).then(() => false)), 5000), 'it saves again');
  assert.equal(phone.outbox.at(-1).outcome, 'stored');
  assert.equal(total_of((await month()).body).conversations, before + 1);
  assert.ok(!(await ask('GET', `${group}/people`)).body.people.some((one) => one.display_name === 'Not now'));
  assert.ok(await eventually(() => /upkeep: works again/.test(server.said()), 40_000), server.said());
  await server.stop();
  server = await start();
  phone.origin = server.origin;
  assert.equal((await phone.pull_all()).has(`conversation/${phone.outbox.at(-1).item.id}`), true);
});
