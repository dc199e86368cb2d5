// The commands as an administrator types them, and what the server answers besides the API.
// Areas: app.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { binary, sign_in, start_server } from "./support.mjs";

let server;
before(async () => { server = await start_server(); });
after(async () => { await server?.close(); });
const compressed_size = (url) => new Promise((done, failed) => {
    get(url, { headers: { "Accept-Encoding": "gzip" } }, (answer) => {
        let bytes = 0;
        answer.on("data", (part) => (bytes += part.length));
        answer.on("end", () => done(answer.headers["content-encoding"] === "gzip" ? bytes : Infinity));
    }).on("error", failed);
});
const run = (args, input = "") => spawnSync(binary, args, { encoding: "utf8", input });

test("help teaches, and an unknown word is an error", () => {
    const help = run(["--help"]);
    assert.equal(help.status, 0);
    for (const word of ["serve", "init", "migrate", "demo", "user", "rebuild", "clock", "backup", "restore", "export", "openapi", "version"]) assert.ok(help.stdout.includes(word), word);
    assert.notEqual(run(["fly"]).status, 0);
    assert.match(run(["version"]).stdout, /^bydel \d+\.\d+/);
});

test("the binary lies anywhere in memory, its tables are read-only, its stack runs no code", (context) => {
    const read = (...args) => spawnSync("readelf", ["-W", ...args, binary], { encoding: "utf8", maxBuffer: 1 << 28 }).stdout;
    if (/lib[at]san/.test(read("-d"))) return context.skip("built with sanitizers");
    assert.match(read("-h"), /Type:\s+DYN/, "its place in memory is drawn anew with every start");
    assert.match(read("-l"), /GNU_RELRO/);
    assert.doesNotMatch(read("-l"), /GNU_STACK\s+(0x\w+\s+){5}\s*RWE/);
    assert.match(read("-d"), /FLAGS.*NOW/);
});

test("it answers health, readiness and metrics, and says who it is in OpenAPI 3.1", async () => {
    assert.equal((await fetch(server.origin + "/healthz")).status, 200);
    assert.equal((await fetch(server.origin + "/readyz")).status, 200);
    const metrics = await (await fetch(server.origin + "/metrics")).text();
    assert.match(metrics, /# TYPE bydel_\w+ (counter|histogram|gauge)/);
    const api = await (await fetch(server.origin + "/api/openapi.json")).json();
    assert.equal(api.openapi.slice(0, 3), "3.1");
    assert.deepEqual(JSON.parse(run(["openapi"]).stdout).paths, api.paths);
});

test("pages carry a strict policy and nothing inline", async () => {
    for (const path of ["/", "/office"]) {
        const answer = await fetch(server.origin + path);
        const policy = answer.headers.get("content-security-policy");
        assert.match(policy, /default-src 'none'/);
        assert.ok(!policy.includes("'unsafe-"));
        assert.ok(policy.includes("'wasm-unsafe-eval'"), "the office computes with WebAssembly, the phone guards the PIN with it");
        const html = await answer.text();
        assert.ok(!/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=/.test(html), "inline code in " + path);
    }
});

test("the first screen's script is under 60 kB compressed", async () => {
    const html = await (await fetch(server.origin + "/")).text();
    let bytes = 0;
    for (const [, path] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)) {
        bytes += await compressed_size(server.origin + path);
    }
    console.log(`first screen: ${bytes} bytes of compressed script`);
    assert.ok(bytes > 1000 && bytes < 60_000, `${bytes} bytes`);
});

test("backup, restore and rebuild; a new epoch begins", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bydel-cli-"));
    const file = join(folder, "copy.db");
    assert.equal(run(["backup", file, "--data", server.folder]).status, 0);
    assert.notEqual(run(["backup", file, "--data", server.folder]).status, 0, "a backup does not overwrite");
    const epoch = (await (await fetch(server.origin + "/api/sync/key")).json()).epoch;
    const office = await sign_in(server, { group: "Gellerup" });
    const total = await office.total();
    await server.stop();
    const in_the_way = join(server.folder, "bydel.db.before-restore");
    mkdirSync(join(in_the_way, "something"), { recursive: true });
    const kept = readFileSync(join(server.folder, "bydel.db"));
    assert.notEqual(run(["restore", file, "--data", server.folder]).status, 0, "what cannot be set aside is not written over");
    assert.ok(kept.equals(readFileSync(join(server.folder, "bydel.db"))));
    rmSync(in_the_way, { recursive: true });
    assert.equal(run(["restore", file, "--data", server.folder]).status, 0);
    assert.equal(run(["rebuild", "--data", server.folder]).status, 0);
    server = await start_server({ data: server.folder, demo: false });
    assert.notEqual((await (await fetch(server.origin + "/api/sync/key")).json()).epoch, epoch);
    assert.deepEqual(await (await sign_in(server, { group: "Gellerup" })).total(), total);
    assert.notEqual(run(["restore", join(server.folder, "demo-logins.json"), "--data", server.folder]).status, 0, "only a backup is restored");
    rmSync(folder, { recursive: true });
});

test("a damaged backup, and one whose names the keys do not open, are refused before anything is put aside", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bydel-cli-"));
    const data = join(folder, "data");
    assert.equal(run(["demo", "--data", data]).status, 0);
    const file = join(folder, "whole.db");
    assert.equal(run(["backup", file, "--data", data]).status, 0);
    const before = readFileSync(join(data, "bydel.db"));
    const refused = (path, word) => {
        const restored = run(["restore", path, "--data", data]);
        assert.equal(restored.status, 1, path);
        assert.match(restored.stderr, word);
        assert.ok(before.equals(readFileSync(join(data, "bydel.db"))));
        assert.deepEqual(readdirSync(data).filter((name) => /restor/.test(name)), []);
    };
    const whole = readFileSync(file);
    const pages = whole.length / 4096;
    for (const [name, page] of [["second", 1], ["middle", Math.floor(pages / 2)], ["last", pages - 1]]) {
        const spoilt = Buffer.from(whole);
        spoilt.fill(0xa5, page * 4096, page * 4096 + 512);
        writeFileSync(join(folder, `${name}.db`), spoilt);
        refused(join(folder, `${name}.db`), /damaged/);
    }
    writeFileSync(join(folder, "short.db"), whole.subarray(0, Math.floor(pages / 2) * 4096));
    refused(join(folder, "short.db"), /damaged/);
    const keys = readFileSync(join(data, "keys.json"));
    const other = join(folder, "other");
    assert.equal(run(["init", "--data", other, "--programme", "dk"]).status, 0);
    writeFileSync(join(data, "keys.json"), readFileSync(join(other, "keys.json")));
    refused(file, /keys/);
    writeFileSync(join(data, "keys.json"), keys);
    assert.equal(run(["restore", file, "--data", data]).status, 0);
    rmSync(folder, { recursive: true });
});

test("a programme is made from nothing, and a secretariat user can sign in", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bydel-cli-"));
    assert.equal(run(["init", "--data", folder, "--programme", "dk"]).status, 0);
    assert.notEqual(run(["init", "--data", folder, "--programme", "atlantis"]).status, 0);
    const added = run(["user", "add", "--data", folder, "--programme", "dk", "--name", "Secretariat", "--email", "s@example.org", "--role", "secretariat", "--ask-password"], "long enough password\n");
    assert.equal(added.status, 0, added.stderr);
    assert.notEqual(run(["user", "add", "--data", folder, "--programme", "dk", "--name", "B", "--email", "b@example.org", "--role", "secretariat", "--ask-password"], "short\n").status, 0);
    assert.match(run(["user", "link", "--data", folder, "--programme", "dk", "--email", "s@example.org", "--origin", "https://bydel.example"]).stdout, /^https:\/\/bydel\.example\/office#p=dk\.[\w-]{43}\n.*until the end of \d{4}-\d\d-\d\d/);
    assert.match(run(["user", "link", "--data", folder, "--programme", "dk", "--email", "nobody@example.org"]).stderr, /nobody signs in with nobody@/);
    const fresh = await start_server({ data: folder, demo: false });
    const signed = await fetch(fresh.origin + "/api/login", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email: "s@example.org", password: "long enough password" }) });
    assert.equal(signed.status, 200);
    await fresh.close();
});

test("from an empty installation: groups are founded, changed and merged from a day on, a region and a deputy are given", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bydel-cli-"));
    const bydel = (words, input) => run([...words, "--data", folder], input);
    const does = (...words) => { const done = bydel(words, "long enough password\n"); assert.equal(done.status, 0, done.stderr); return done.stdout; };
    const refuses = (sentence, ...words) => { const done = bydel(words, "long enough password\n"); assert.equal(done.status, 1); assert.match(done.stderr, sentence); };
    const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    does("init", "--programme", "dk");
    does("group", "add", "--name", "Gellerup", "--town", "Aarhus", "--region", "midtjylland", "--from", "2026-01-01");
    does("group", "add", "--name", "Korskær", "--town", "Fredericia", "--region", "syddanmark", "--from", "2026-01-01");
    refuses(/no extension Citus/, "migrate", "--distribute");
    refuses(/“Region” has a choice that this programme does not have: mars/, "group", "add", "--name", "X", "--region", "mars");
    refuses(/no group named Vollsmose/, "group", "change", "--group", "Vollsmose", "--field", "phase", "--value", "3");
    refuses(/A group is in phase 1, 2, 3 or 4/, "group", "change", "--group", "Gellerup", "--field", "phase", "--value", "9");
    refuses(/ended with bydel group end/, "group", "change", "--group", "Gellerup", "--field", "status", "--value", "ended");
    refuses(/This role is not held there/, "user", "add", "--programme", "dk", "--name", "x", "--email", "x@example.org", "--role", "regional_consultant", "--group", "Gellerup");
    does("group", "change", "--group", "Gellerup", "--field", "name", "--value", "Gellerup by the park", "--from", day(30));
    assert.match(does("group", "list"), /Gellerup  .*active/);
    assert.match(does("group", "list", "--from", day(30)), /Gellerup by the park/);
    refuses(/“first day|“from/i, "group", "list", "--from", "tomorrow");

    const user = (name, role, ...where) => does("user", "add", "--programme", "dk", "--name", name, "--email", `${name}@example.org`, "--role", role, "--ask-password", ...where);
    user("mette", "coordinator", "--group", "Gellerup");
    user("karin", "coordinator", "--group", "Korskær");
    user("ruth", "regional_consultant", "--region", "midtjylland");
    refuses(/“Region” has a choice/, "user", "add", "--programme", "dk", "--name", "x", "--email", "x@example.org", "--role", "regional_consultant", "--region", "mars");
    does("user", "deputy", "--programme", "dk", "--email", "karin@example.org", "--for", "mette@example.org", "--until", day(20));
    refuses(/Nobody can be her own deputy/, "user", "deputy", "--programme", "dk", "--email", "mette@example.org", "--for", "mette@example.org", "--until", day(20));
    refuses(/“Last day” is not a date/, "user", "deputy", "--programme", "dk", "--email", "karin@example.org", "--for", "mette@example.org", "--until", "soon");
    refuses(/nobody signs in with nobody@/, "user", "deputy", "--programme", "dk", "--email", "nobody@example.org", "--for", "mette@example.org", "--until", day(20));
    refuses(/last day cannot be before the first/, "user", "end", "--programme", "dk", "--email", "ruth@example.org", "--until", "2020-01-01");
    refuses(/“Last day” is not a date/, "user", "end", "--programme", "dk", "--email", "ruth@example.org", "--until", "soon");
    refuses(/she holds several roles/, "user", "end", "--programme", "dk", "--email", "karin@example.org");
    refuses(/nobody signs in with nobody@/, "user", "end", "--programme", "dk", "--email", "nobody@example.org");
    assert.match(does("user", "end", "--programme", "dk", "--email", "ruth@example.org", "--until", day(20)), /last day in that role is/);

    const fresh = await start_server({ data: folder, demo: false });
    try {
        const scopes = async (name) => (await (await fetch(fresh.origin + "/api/login", { method: "POST", headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ email: `${name}@example.org`, password: "long enough password" }) })).json()).scopes.map((one) => `${one.scope_kind} ${one.scope_name}`);
        assert.deepEqual((await scopes("karin")).sort(), ["group Gellerup", "group Korskær"]);
        assert.deepEqual(await scopes("ruth"), ["region Central Denmark", "group Gellerup"]);
        does("group", "end", "--group", "Gellerup", "--into", "Korskær");
        assert.match(does("group", "list"), /Gellerup  .*ended/);
        refuses(/ended on/, "group", "end", "--group", "Korskær", "--into", "Gellerup");
    } finally {
        await fresh.close();
    }
});

test("only the demo says demo: a programme that is made from nothing has its own name, on every page that names it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bydel-cli-"));
    for (const slug of ["dk", "no"]) {
        const made = run(["init", "--data", folder, "--programme", slug]);
        assert.equal(made.status, 0, made.stderr);
        assert.doesNotMatch(made.stdout + made.stderr, /demo/i);
        const added = run(["user", "add", "--data", folder, "--programme", slug, "--name", "Secretariat", "--email", `${slug}@example.org`, "--role", "secretariat", "--ask-password"], "long enough password\n");
        assert.equal(added.status, 0, added.stderr);
    }
    const real = await start_server({ data: folder, demo: false });
    const named = async (origin, email, password) => (await (await fetch(origin + "/api/login", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }) })).json()).programme.name;
    try {
        for (const slug of ["dk", "no"]) assert.doesNotMatch(await named(real.origin, `${slug}@example.org`, "long enough password"), /demo/i);
    } finally {
        await real.close();
    }
    const login = server.logins().find((one) => one.role === "secretariat" && one.programme_id === "dk");
    assert.match(await named(server.origin, login.email, login.password), /\(demo\)/);
});

test("an export holds every conversation and no author, no session, no name in the clear", () => {
    const file = join(mkdtempSync(join(tmpdir(), "bydel-cli-")), "dk.jsonl");
    assert.equal(run(["export", file, "--data", server.folder]).status, 0);
    const text = readFileSync(file, "utf8");
    assert.ok(text.split("\n").filter((line) => line.includes('"table":"conversation"')).length > 100);
    for (const word of ["done_by", "token_hash", "password_hash", "Amina", "Hodan"]) assert.ok(!text.includes(word), word);
});

test("what is for practice says so in each line that leaves, and can never become real, nor what is real practice", () => {
    const folder = mkdtempSync(join(tmpdir(), "bydel-cli-")), file = join(folder, "out.jsonl");
    const lines = (data) => {
        assert.equal(run(["export", file, "--data", data]).status, 0);
        return readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    };
    assert.ok(lines(server.folder).every((one) => one.practice === true));
    for (const [first, then, practice] of [[[], ["--practice"], false], [["--practice"], [], true]]) {
        const data = join(folder, first[0] ?? "real");
        assert.equal(run(["init", "--data", data, "--programme", "dk", ...first]).status, 0);
        const again = run(["init", "--data", data, "--programme", "dk", ...then]);
        assert.equal(again.status, practice ? 0 : 1); // bringing a practice programme up to date leaves it what it is
        if (!practice) assert.match(again.stderr, /A real programme never becomes one for practice/);
        assert.ok(lines(data).every((one) => (one.practice ?? false) === practice));
        assert.equal(lines(data).find((one) => one.table === "programme").kind, practice ? "practice" : "real");
    }
    rmSync(folder, { recursive: true });
});

test("keys and logins are readable by their owner only", () => {
    for (const name of ["keys.json", "demo-logins.json"]) assert.equal(statSync(join(server.folder, name)).mode & 0o077, 0, name);
    assert.ok(existsSync(join(server.folder, "bydel.db")));
});
