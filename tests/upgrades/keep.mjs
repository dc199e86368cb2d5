// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps a small database of each engine and a phone's store, as the binary of today's schema makes them. Run once for each new schema, before the next
// migration is written: it cannot be made afterwards.
//   node tests/upgrades/keep.mjs [BINARY]     BINARY: build/release/bydel
// Writes tests/upgrades/<newest migration>/; refuses to write one that is there.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer_help } from "../../script/answer_help.mjs";

const [binary] = answer_help(import.meta.url, { words: 1 });
const support = await import("../support.mjs");
const { has_postgres, Postgres } = await import("../postgres.mjs");
const { folder, pack, read_phone } = await import("./kept.mjs");

const tables = ["conversation", "concern", "role", "person", "quarantine", "closed_tally", "closed_programme_tally"];
if (!has_postgres) {
    console.error("PostgreSQL 15 is needed to keep its database too.");
    process.exit(1);
}
const target = mkdtempSync(join(tmpdir(), "bydel-kept-"));
const program = binary ?? support.binary;
const pin = "2580";

const sqlite = (data, sql) => execFileSync("sqlite3", [join(data, "bydel.db"), sql], { encoding: "utf8" }).trim();

async function keep_sqlite() {
    const server = await support.start_server({ binary: program });
    const office = await support.sign_in(server, { group: "Gellerup" });
    const amina = await office.invite("Amina");
    const { context, page } = await support.open_browser();
    await support.enrol(page, server.origin, amina.fragment, "English", pin);
    await support.log_conversation(page);
    await support.eventually(() => support.sent(page));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await support.wait(1500); // the pull that follows
    await context.setOffline(true);
    await support.log_conversation(page, { theme: 3 });
    await support.wait(500);
    const cookies = (await context.cookies()).map(({ name, value }) => ({ name, value }));
    pack(join(target, "phone.json"), JSON.stringify({ ...(await read_phone(page)), cookies }));
    await context.browser().close();
    await server.stop(); // folds the write-ahead log in
    pack(join(target, "sqlite.db"), readFileSync(join(server.folder, "bydel.db")));
    copyFileSync(join(server.folder, "keys.json"), join(target, "keys.json"));
    const schema = sqlite(server.folder, "SELECT MAX(name) FROM schema_migration").replace(".sql", "");
    const counted = sqlite(server.folder, tables.map((one) => `SELECT COUNT(*) FROM ${one};`).join(""));
    const holds = { rows: counted.split("\n").map(Number), login: office.login, pin, waiting: 1, sent: 1 };
    rmSync(server.folder, { recursive: true });
    return { schema, holds };
}

async function keep_postgres() {
    const cluster = await Postgres.start();
    const data = mkdtempSync(join(tmpdir(), "bydel-keep-"));
    try {
        execFileSync(program, ["migrate"], { env: { ...process.env, BYDEL_DATA: data, BYDEL_DATABASE: cluster.url() }, stdio: "pipe" });
        execFileSync(program, ["demo", "--size", "small"], { env: { ...process.env, BYDEL_DATA: data, BYDEL_DATABASE: cluster.url() }, stdio: "pipe" });
        pack(join(target, "postgres.sql"), execFileSync("pg_dump", ["--no-owner", "--no-acl", "-d", cluster.url()], { maxBuffer: 1 << 28 }));
        copyFileSync(join(data, "keys.json"), join(target, "postgres-keys.json"));
        const login = JSON.parse(readFileSync(join(data, "demo-logins.json"), "utf8")).logins.find((one) => one.role === "coordinator" && one.group === "Gellerup");
        return { rows: cluster.query(tables.map((one) => `SELECT COUNT(*) FROM ${one};`).join("")).split("\n").map(Number), login };
    } finally {
        await cluster.close();
        rmSync(data, { recursive: true });
    }
}

const { schema, holds } = await keep_sqlite();
const place = join(folder, schema);
if (existsSync(place)) {
    console.error(`${place} is there already; what was kept is not made anew.`);
    process.exit(2);
}
const all = { tables, sqlite: holds, postgresql: await keep_postgres() };
writeFileSync(join(target, "holds.json"), JSON.stringify(all, null, 2) + "\n");
cpSync(target, place, { recursive: true });
rmSync(target, { recursive: true });
console.log(`kept in ${place}`);
