// Reads a test log and prints "<passed> <failed>", from the closing lines of doctest, vitest, node's runner or our own "N passed, N failed".
// A suite that says nothing counts as one test.   node script/count_tests.mjs LOG
import { readFileSync } from "node:fs";
import { answer_help } from "./answer_help.mjs";

answer_help(import.meta.url, { words: 1 });

const log = readFileSync(process.argv[2], "utf8").replace(/\u001b\[[0-9;]*m/g, "");
const last = (pattern) => [...log.matchAll(pattern)].at(-1);
const doctest = last(/test cases:\s+\d+ \|\s+(\d+) passed \|\s+(\d+) failed/g);
const ran = [...log.matchAll(/^\d+\.\d+ s: /gm)].length; // with -d: a half of the cases says so of itself, but counts them all
const vitest = last(/^\s*Tests\s+(?:(\d+) failed \| )?(?:(\d+) passed)?/gm);
const nodePass = last(/^[#ℹ] pass (\d+)$/gm);
const nodeFail = last(/^[#ℹ] fail (\d+)$/gm);
const own = last(/^(?:\w+: )?(\d+) passed, (\d+) failed/gm);

const [passed, failed] = doctest
    ? [ran ? ran - doctest[2] : doctest[1], doctest[2]]
    : vitest && (vitest[1] || vitest[2])
      ? [vitest[2] ?? 0, vitest[1] ?? 0]
      : nodePass
        ? [nodePass[1], nodeFail?.[1] ?? 0]
        : own
          ? [own[1], own[2]]
          : [1, 0];
console.log(`${passed} ${failed}`);
