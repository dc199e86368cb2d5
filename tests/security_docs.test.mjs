// SPDX-License-Identifier: AGPL-3.0-or-later
// docs/security_asvs.md and docs/security.md promise tests by name: each of them is there, and each number of the standard has one line.
// Areas: app.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./support.mjs";

const inside = (folder) => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return name === "node_modules" || name === "dist" ? [] : statSync(path).isDirectory() ? inside(path) : [path];
});
const files = ["src", "tests", "script", "fuzz", "docs", "schema", "web/src"].flatMap((folder) => inside(join(root, folder))).map((path) => path.slice(root.length + 1)).concat("CONTRIBUTING.md");
const told = files.filter((name) => /_test\.cpp$|\.test\.(mjs|ts)$/.test(name) && name !== "tests/security_docs.test.mjs").map((name) => readFileSync(join(root, name), "utf8")).join("\n");
const asvs = readFileSync(join(root, "docs/security_asvs.md"), "utf8");

for (const name of ["security_asvs.md", "security.md"]) {
    const text = readFileSync(join(root, "docs", name), "utf8");
    test(`every test and file that ${name} names is there`, () => {
        const quoted = name === "security.md" ? [...text.matchAll(/^Tests?: .*$|^- Tests: .*$/gm)].map((line) => line[0]).join("\n") : text;
        for (const [, words] of quoted.matchAll(/"([^"]+)"/g)) {
            const parts = words.split(/…|\.\.\./).map((part) => part.trim()).filter(Boolean);
            assert.ok(parts.length > 0 && parts.every((part) => told.includes(part)), `no test says "${words}"`);
        }
        for (const [, path] of text.matchAll(/`([\w/.-]+\.(?:cpp|h|mjs|ts|md|svelte|service))`/g)) assert.ok(files.some((file) => file === path || file.endsWith(`/${path}`)), path);
    });
}

// How many numbers each section of ASVS 4.0.3 has; those that were deleted, and those of level 3 only.
const sections = { 1: { 1: 7, 2: 4, 4: 5, 5: 4, 6: 4, 7: 2, 8: 2, 9: 2, 10: 1, 11: 3, 12: 2, 14: 6 }, 2: { 1: 12, 2: 7, 3: 3, 4: 6, 5: 7, 6: 3, 7: 6, 8: 7, 9: 3, 10: 4 },
    3: { 1: 1, 2: 4, 3: 4, 4: 5, 5: 3, 6: 2, 7: 1 }, 4: { 1: 5, 2: 2, 3: 3 }, 5: { 1: 5, 2: 8, 3: 10, 4: 3, 5: 4 }, 6: { 1: 3, 2: 8, 3: 3, 4: 2 }, 7: { 1: 4, 2: 2, 3: 4, 4: 3 },
    8: { 1: 6, 2: 3, 3: 8 }, 9: { 1: 3, 2: 5 }, 10: { 1: 1, 2: 6, 3: 3 }, 11: { 1: 8 }, 12: { 1: 3, 2: 1, 3: 6, 4: 2, 5: 2, 6: 1 }, 13: { 1: 5, 2: 6, 3: 2, 4: 2 }, 14: { 1: 5, 2: 6, 3: 3, 4: 7, 5: 4 } };
const left_out = "1.4.2 1.4.3 1.12.1 4.1.4 7.3.2 13.1.2 13.2.4 14.3.1 1.11.3 2.2.4 2.2.5 2.2.6 2.2.7 3.6.1 3.6.2 6.2.7 6.2.8 6.3.3 8.1.5 8.1.6 9.2.5 10.1.1 10.2.3 10.2.4 10.2.5 10.2.6 14.1.5".split(" ");

test("every number of ASVS 4.0.3, levels 1 and 2, has one line and an answer", () => {
    const wanted = Object.entries(sections).flatMap(([chapter, counts]) => Object.entries(counts).flatMap(([section, count]) => [...Array(count)].map((_, i) => `${chapter}.${section}.${i + 1}`)))
        .filter((number) => !left_out.includes(number));
    const answered = [];
    for (const [, numbers, answer] of asvs.matchAll(/^\| (\d[\d., -]*) \| [^|]+ \| ([^|]+) \|$/gm)) {
        assert.match(answer, /met|missing|operator|n\/a|partly/, numbers);
        for (const part of numbers.split(", ")) {
            const [first, last] = part.split("-");
            const [chapter, section, from] = first.split(".");
            for (let i = Number(from); i <= Number((last ?? first).split(".")[2]); i++) answered.push(`${chapter}.${section}.${i}`);
        }
    }
    assert.deepEqual(answered.sort(), wanted.sort());
});
