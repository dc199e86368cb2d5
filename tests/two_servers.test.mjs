// SPDX-License-Identifier: AGPL-3.0-or-later
// Two servers on one PostgreSQL: what phones send to both at once is taken once, in order, and counted once (laws 1, 3, 11, 12). One runs the jobs; when it
// stops or dies, the other does.
// Areas: platform/journal platform/sync platform/db platform/jobs.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { conversation, Phone, request } from './phone.mjs';
import { has_postgres, Postgres } from './postgres.mjs';
import { binary, eventually, total_of } from './support.mjs';

const today = new Date().toISOString().slice(0, 10);
const records = 60, revisions = 3, batch = 10;

async function serve(environment) {
  const server = spawn(binary, ['serve'], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  server.stdout.on('data', (text) => (said += text));
  const port = await eventually(() => /:(\d+)\n/.exec(said)?.[1], 15_000);
  return { server, origin: `http://127.0.0.1:${port}` };
}

/** Three revisions of every record, in batches in an order in which an earlier one often comes later. */
async function batches_of(phone) {
  for (let i = 0; i < records; i++) {
    const id = await phone.put(conversation(today, { women: 1 }), today);
    for (let revision = 2; revision <= revisions; revision++) await phone.put(conversation(today, { women: revision }), today, id);
  }
  const items = phone.waiting().map(({ item_id, key_id, sealed }) => ({ item_id, key_id, sealed }));
  for (let at = items.length - 1; at > 0; at--) {
    const other = (at * 7919) % (at + 1);
    [items[at], items[other]] = [items[other], items[at]];
  }
  return Array.from({ length: items.length / batch }, (_, n) => items.slice(n * batch, (n + 1) * batch));
}

async function send(phone, origin, items) {
  const answer = await request(origin, 'POST', '/api/sync/push', { epoch: phone.epoch, items }, { Cookie: phone.cookie, 'Bydel-Device': phone.device_id });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.results;
}

test('two servers on one database take what comes to both at once: the greatest revision wins, the journal has no gap, the month is right',
  { skip: has_postgres ? false : 'PostgreSQL 15 is not installed', timeout: 120_000 }, async () => {
    const postgres = await Postgres.start();
    const data = mkdtempSync(path.join(tmpdir(), 'bydel-two-'));
    const environment = { ...process.env, BYDEL_DATA: data, BYDEL_DATABASE: postgres.url(), BYDEL_PORT: '0' };
    const running = [];
    try {
      execFileSync(binary, ['migrate'], { env: environment, stdio: 'pipe' });
      execFileSync(binary, ['demo', '--size', 'small'], { env: environment, stdio: 'pipe' });
      running.push(await serve(environment), await serve(environment));
      const [one, other] = running.map(({ origin }) => origin);
      const { logins } = JSON.parse(readFileSync(path.join(data, 'demo-logins.json'), 'utf8'));
      const { email, password } = logins.find((login) => login.role === 'coordinator' && login.programme_id === 'dk');
      const { cookie, body: me } = await request(one, 'POST', '/api/login', { email, password });
      const group = `/api/groups/${me.scopes.find((scope) => scope.scope_kind === 'group').scope_id}`;
      const ask = async (origin, method, address, body) => {
        const answer = await request(origin, method, group + address, body, { Cookie: cookie });
        assert.ok(answer.status < 300, JSON.stringify(answer.body));
        return answer.body;
      };
      const month = async (origin) => total_of(await ask(origin, 'GET', `/month?month=${today.slice(0, 7)}`));
      const before = await month(one);
      const person = await ask(other, 'POST', '/people', { display_name: 'Race', language: 'en', joined_on: '2026-01-05' });
      const { link } = await ask(one, 'POST', `/people/${person.person_id}/invitation`, { purpose: 'enrol' });
      const phone = await Phone.enrol(other, link.split('#i=')[1]);
      await phone.pull_all();

      const batches = await batches_of(phone);
      const results = (await Promise.all(batches.flatMap((items) => [send(phone, one, items), send(phone, other, items)]))).flat();
      assert.deepEqual(results.filter(({ outcome }) => !['stored', 'already', 'superseded'].includes(outcome)), []);
      assert.equal(results.length, 2 * records * revisions);

      const held = await phone.pull_all();
      const wrong = [...new Set(phone.outbox.map((row) => row.item.id))].filter((id) => held.get(`conversation/${id}`)?.revision !== revisions);
      assert.deepEqual(wrong, []);
      const gaps = postgres.query("SELECT count(*), max(sequence), (SELECT last_sequence FROM journal_head WHERE programme_id = 'dk') FROM journal WHERE programme_id = 'dk'").split('|');
      assert.equal(gaps[0], gaps[1]);
      assert.equal(gaps[1], gaps[2]);
      for (const origin of [one, other]) {
        const total = await month(origin);
        assert.equal(total.conversations - before.conversations, records);
        assert.equal(total.women - before.women, records * revisions);
      }
      assert.ok(await eventually(() => postgres.query("SELECT count(*) FROM journal_reader r JOIN journal_head h USING (programme_id) WHERE r.sequence < h.last_sequence") === '0', 15_000), 'what came to both is counted');
      const runs_jobs = async ({ origin }) => /^bydel_runs_jobs 1$/m.test(await (await fetch(`${origin}/metrics`)).text());
      const who = async () => (await Promise.all(running.map(runs_jobs))).map(Number).join('');
      assert.ok(await eventually(async () => /^(10|01)$/.test(await who()), 5_000), `one of two runs the jobs: ${await who()}`);
      for (const signal of ['SIGTERM', 'SIGKILL']) { // in order, and in the middle of whatever it does: on one machine the other sees that it has ended
        const first = running.splice((await who()).indexOf('1'), 1)[0];
        first.server.kill(signal);
        assert.ok(await eventually(async () => (await who()) === '1', 5_000), `the other goes on after ${signal}`);
        if (signal === 'SIGTERM') running.push(await serve(environment));
        assert.match(await who(), /^(1|10|01)$/);
      }
      const tallies = () => postgres.query('SELECT * FROM tally ORDER BY 1, 2, 3, 4, 5');
      const kept = tallies();
      execFileSync(binary, ['rebuild'], { env: environment, stdio: 'pipe' });
      assert.equal(tallies(), kept, 'tallies differ from a rebuild (law 12)');
    } finally {
      for (const { server } of running) server.kill('SIGKILL');
      await postgres.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
