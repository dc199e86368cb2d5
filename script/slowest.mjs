// Prints the ten slowest tests of a run, of all its logs: lines of tests/durations_reporter.mjs, of doctest (-d) and of vitest (a file each).
//   node script/slowest.mjs FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { answer_help } from "./answer_help.mjs";

answer_help(import.meta.url, { words: 1 });

const found = [];
for (const name of readdirSync(process.argv[2])) {
    const log = readFileSync(join(process.argv[2], name), "utf8").replace(/\u001b\[[0-9;]*m/g, "");
    for (const [, seconds, what] of log.matchAll(/^(\d+\.\d\d)\t(.+)$/gm)) found.push([Number(seconds), what]);
    for (const [, seconds, what] of log.matchAll(/^(\d+\.\d+) s: (.+)$/gm)) found.push([Number(seconds), what]);
    for (const [, what, ms] of log.matchAll(/^ [✓✗❯] (\S+\.test\.ts) \(\d+ tests?\) (\d+)ms$/gm)) found.push([Number(ms) / 1000, what]);
}
console.log("The ten slowest, in seconds:");
for (const [seconds, what] of found.sort((one, other) => other[0] - one[0]).slice(0, 10)) console.log(`${seconds.toFixed(1).padStart(7)}  ${what}`);
