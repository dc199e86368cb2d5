// SPDX-License-Identifier: AGPL-3.0-or-later
// The first thing of every script in JavaScript, before it reads or writes anything: --help tells the comment on its top; what it does not know
// is refused with a sentence and 2. For the shell's scripts: lib.sh.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** `options`: those that it knows ("--check", and "--runs=" with a value behind it); `words`: how many other words it takes. Answers the words. */
export function answer_help(script_url, { options = [], words = 0 } = {}) {
    const path = fileURLToPath(script_url);
    const given = process.argv.slice(2);
    if (given.some((one) => one === "--help" || one === "-h")) {
        const head = /^(?:#!.*\n)?((?:\/\/.*\n)+)/.exec(readFileSync(path, "utf8"))?.[1] ?? "";
        process.stdout.write(head.split("\n").filter((line) => !line.includes("SPDX")).map((line) => line.replace(/^\/\/ ?/, "")).join("\n"));
        process.exit(0);
    }
    const rest = given.filter((one) => !options.some((option) => (option.endsWith("=") ? one.startsWith(option) : one === option)));
    const unknown = rest.find((one) => one.startsWith("-")) ?? rest[words];
    if (unknown === undefined) return rest;
    console.error(`${basename(path)} does not know "${unknown}". node ${basename(path)} --help tells what it takes.`);
    process.exit(2);
}
