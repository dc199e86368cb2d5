// SPDX-License-Identifier: AGPL-3.0-or-later
// The real server under a clock that jumps by months and years while phones push (libfaketime; the clock that nobody can set goes on as it is):
// everything is acknowledged, nothing is lost or double, the day that closes and drops stays, and it is all as before when the clock is back.
// Areas: reporting platform/journal app.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { conversation, Phone } from './phone.mjs';
import { binary, day_in, eventually, start_server } from './support.mjs';

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const today = new Date().toISOString().slice(0, 10);
const jumps = [35, 400, 3653, -35, -400, -3653];

test('a clock that jumps months and years ahead and back, under the real server', { timeout: 120_000 }, async (context) => {
  if (!existsSync(library)) return context.skip('faketime is not installed');
  const folder = mkdtempSync(path.join(tmpdir(), 'bydel-clock-'));
  const file = path.join(folder, 'faketime');
  const set_clock = (days) => writeFileSync(file, days < 0 ? `${days}d` : `+${days}d`);
  set_clock(0);
  const heap = path.join(folder, 'heap_of_libc.so');
  execFileSync('gcc', ['-shared', '-fPIC', '-fno-builtin', '-o', heap, fileURLToPath(new URL('heap_of_libc.c', import.meta.url))]);
  const faked = { LD_PRELOAD: `${heap}:libstdc++.so.6:${library}`, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' };
  const server = await start_server({ env: faked });
  try {
    if (/lib[at]san/.test(execFileSync('cat', [`/proc/${server.pid}/maps`], { encoding: 'utf8' }))) return context.skip('built with sanitizers');
    const off = async () => Number(/^bydel_clock_days_off (-?[\d.e+]+)$/m.exec(await (await fetch(server.origin + '/metrics')).text())?.[1]);
    const believed = () => /believed is (\d\S+)/.exec(execFileSync(binary, ['clock', '--data', server.folder], { encoding: 'utf8' }))?.[1];
    const phone = await Phone.enrol(server.origin, server.logins().find((one) => one.role === 'mother').link.split('#i=')[1]);
    const save = async () => {
      await phone.put(conversation(today), today);
      await phone.push();
    };
    await save();
    const at_first = await eventually(() => believed(), 10_000);
    assert.ok([today, day_in()].includes(at_first), at_first); // what came newest, by the programme's day, or the clock's own
    const ahead = (Date.parse(at_first) - Date.parse(today)) / 86_400_000;
    for (const days of jumps) {
      set_clock(days);
      assert.ok(await eventually(async () => (await off()) === days - ahead, 10_000), `${days}: ${await off()}`);
      await save();
      assert.equal(believed(), at_first);
      assert.equal((await fetch(server.origin + '/readyz')).status, 200);
      set_clock(0);
      assert.ok(await eventually(async () => (await off()) === 0, 10_000));
      await save();
      assert.equal(phone.outbox.at(-1).outcome, 'stored');
    }
    for (const row of phone.outbox) row.state = 'waiting'; // said once more, nothing is double
    await phone.push();
    assert.ok(phone.outbox.every((row) => row.outcome === 'already' || row.outcome === 'quarantined'), JSON.stringify(phone.outbox.map((row) => row.outcome)));
    const held = await phone.pull_all();
    assert.ok(phone.outbox.every((row) => held.has(`conversation/${row.item.id}`)));
    assert.equal([...held.keys()].filter((name) => phone.outbox.some((row) => name.endsWith(row.item.id))).length, phone.outbox.length);
    assert.match(server.said(), new RegExp(`clock: it says \\d{4}-\\d\\d-\\d\\d, ${3653 - ahead} days from .*bydel clock --believe`));
    assert.match(server.said(), new RegExp(`clock: ${today} is believed`));
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
