// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs tests of the whole product, three files side by side. What they share is made once: the demo that their servers begin with, and the browser
// in which each phone and each desk has a context of its own.
//   node tests/run.mjs [FILE...]     FILE: tests/people.test.mjs; every one of the folder where none is named
// Environment: BYDEL_DURATIONS names a file that gets a line for each test, for script/slowest.mjs
import { createWriteStream, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { run } from "node:test";
import { tap } from "node:test/reporters";
import durations from "./durations_reporter.mjs";
import { make_demo, root, serve_browser } from "./support.mjs";

// The longest first, by measured time: one that begins last would be waited for alone. Between two that work the processors' time is enough for one
// that waits: for a minute, a time-out, a server that is started again. What is not named is quick, or new.
const order = ["memory", "pages", "impact", "postgres", "phone_faults", "kit", "locked_phone", "server_kill", "readded", "mother", "wire", "unsaved", "refused", "read_only", "upgrades", "shell", "clock", "office", "phones"];
const place = (file) => (order.indexOf(basename(file, ".test.mjs")) + order.length + 1) % (order.length + 1);
const named = process.argv.slice(2);
const files = (named.length ? named : readdirSync(join(root, "tests")).filter((name) => name.endsWith(".test.mjs")).map((name) => join(root, "tests", name)))
    .map((file) => resolve(file)).sort((one, other) => place(one) - place(other));

const demo = mkdtempSync(join(tmpdir(), "bydel-demo-"));
make_demo(demo);
const browser = await serve_browser();
Object.assign(process.env, { BYDEL_TEST_DEMO: demo, BYDEL_TEST_BROWSER: browser.wsEndpoint() });

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => stopping.abort());
const tests = run({ files, concurrency: 3, signal: stopping.signal });
tests.on("test:fail", () => { process.exitCode = 1; });
if (process.env.BYDEL_DURATIONS) tests.compose(durations).pipe(createWriteStream(process.env.BYDEL_DURATIONS));
tests.compose(tap).on("end", async () => {
    await browser.close();
    rmSync(demo, { recursive: true });
}).pipe(process.stdout);
