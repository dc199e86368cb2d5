// Every script says what it does before it does anything, and refuses what it does not know: a newcomer's --help installs nothing.
// Areas: app.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { binary, root } from "./support.mjs";

const is_script = (path) => /(?<!\.test)\.mjs$/.test(path) || readFileSync(path, "utf8").startsWith("#!");
const scripts = ["script", "bench/impact", "bench/sync", "bench/months", "bench/first_load", "cmake", "content", "web/tools"].flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
    .filter((path) => statSync(path).isFile() && !/\.(txt|cpp|R|cmake)$/.test(path) && is_script(path) && basename(path) !== "answer_help.mjs");

// Whatever installs, builds, clones or serves is replaced by something that only leaves a mark.
const watched = ["apt-get", "sudo", "npm", "npx", "cmake", "ninja", "g++", "debootstrap", "git", "mount", "umount", "chroot", "pkill", "rm", "mktemp"];
function run(path, args) {
    const folder = mkdtempSync(join(tmpdir(), "bydel-scripts-"));
    const mark = join(folder, "was_run");
    for (const name of watched) {
        writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >>${mark}\nexit 9\n`);
        chmodSync(join(folder, name), 0o755);
    }
    const [command, ...first] = path.endsWith(".mjs") ? [process.execPath, path] : ["/bin/bash", path];
    const ran = spawnSync(command, [...first, ...args], { encoding: "utf8", cwd: folder, timeout: 20000, env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    const did = existsSync(mark) ? readFileSync(mark, "utf8") : "";
    rmSync(folder, { recursive: true });
    return { ...ran, did };
}

test("there are scripts to ask", () => assert.ok(scripts.length >= 11, scripts.join(" ")));
for (const path of scripts) {
    const name = path.slice(root.length + 1);
    test(`${name} --help tells what it does and does nothing`, () => {
        for (const word of ["--help", "-h"]) {
            const ran = run(path, [word]);
            assert.equal(ran.status, 0, ran.stderr);
            assert.equal(ran.did, "");
            assert.ok(ran.stdout.trim().length > 60, ran.stdout);
            assert.ok(!/SPDX|^#|^\/\//m.test(ran.stdout), ran.stdout);
        }
        const late = run(path, ["something", "--help"]);
        assert.deepEqual([late.status, late.did], [0, ""]);
    });
    test(`${name} refuses what it does not know, with a sentence`, () => {
        for (const words of [["--nonsense"], ["one", "two", "three"]]) {
            const ran = run(path, words);
            assert.equal(ran.status, 2, ran.stdout + ran.stderr);
            assert.match(ran.stderr, /does not know "(--nonsense|one|two|three)"/);
            assert.equal(ran.did, "");
        }
    });
}

test("what a script reads from its environment stands in its help", () => {
    for (const path of scripts.filter((one) => !one.endsWith(".mjs") && basename(one) !== "lib.sh")) {
        const used = [...readFileSync(path, "utf8").matchAll(/\$\{([A-Z][A-Z_]+):-/g)].map((one) => one[1]);
        const help = run(path, ["--help"]).stdout;
        for (const name of used) assert.ok(help.includes(name), `${path}: ${name}`);
    }
});

test("bydel: every command has its help with the settings, and what it does not know is refused with 2", () => {
    const bydel = (...args) => spawnSync(binary, args, { encoding: "utf8", cwd: tmpdir(), timeout: 20000 });
    const help = bydel("--help").stdout;
    const commands_in = (told) => (told.includes("Subcommands:") ? [...told.slice(told.indexOf("Subcommands:")).matchAll(/^  (\w+) /gm)].map((one) => one[1]) : []);
    const commands = commands_in(help);
    assert.ok(commands.includes("serve") && commands.includes("init"), help);
    const ask = (...words) => {
        const told = bydel(...words, "--help");
        assert.equal(told.status, 0, words.join(" "));
        assert.equal(told.stderr, "");
        const below = commands_in(told.stdout);
        for (const word of below) ask(...words, word);
        if (below.length === 0) for (const setting of ["--data", "--port", "--origin"]) assert.ok(told.stdout.includes(setting), `${words.join(" ")}: ${setting}`);
        return below.length;
    };
    assert.ok(commands.map((command) => ask(command)).filter((below) => below > 0).length >= 3, "commands that have commands");
    for (const args of [["fly"], ["--nonsense"], ["serve", "--nonsense"], ["serve", "now"], ["serve", "--port", "many"], ["init", "--programm", "dk"], ["user"], ["user", "add"], ["demo", "--size", "huge"], []]) {
        const refused = bydel(...args);
        assert.equal(refused.status, 2, args.join(" "));
        assert.match(refused.stderr, /^bydel: .+\n/);
        assert.match(refused.stderr, /--help/);
        assert.equal(refused.stdout, "");
    }
});
