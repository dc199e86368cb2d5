// SPDX-License-Identifier: AGPL-3.0-or-later
// What an earlier program made (tests/upgrades) opens with this one, nothing missing: its database on both engines, and a phone on which something waits.
// Areas: platform/db.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { has_postgres, Postgres } from "./postgres.mjs";
import { binary, eventually, log_conversation, open_browser, sent, start_server, type_pin } from "./support.mjs";
import { folder, holds_of, kept, unpack, write_phone } from "./upgrades/kept.mjs";

const opened = [];
after(async () => { for (const close of opened.reverse()) await close(); });

function new_folder() {
    const made = mkdtempSync(join(tmpdir(), "bydel-upgrade-"));
    opened.push(async () => rmSync(made, { recursive: true, force: true }));
    return made;
}

function put_keys(schema, file, data) {
    copyFileSync(join(folder, schema, file), join(data, "keys.json"));
    chmodSync(join(data, "keys.json"), 0o600);
}

/** The rows that were kept are all there; phones may have sent more since. */
function assert_all_there(tables, before, now) {
    for (const [place, table] of tables.entries()) assert.ok(now[place] >= before[place], `${table}: ${now[place]} of ${before[place]} rows`);
}
const counted = (tables) => tables.map((one) => `SELECT COUNT(*) FROM ${one};`).join("");

/** How many sums of the programme differ from what its groups' closed months add up to, and how many there are. */
const sums_told = "SELECT (SELECT COUNT(*) FROM (SELECT programme_id, event, dimension, code, period, SUM(events), SUM(women), SUM(minutes), SUM(mothers) FROM closed_tally WHERE substr(period, 6, 1) <> 'Q' GROUP BY 1, 2, 3, 4, 5 EXCEPT SELECT programme_id, event, dimension, code, month, events, women, minutes, mothers FROM closed_programme_tally) AS other) || ' ' || ((SELECT COUNT(*) FROM closed_programme_tally) - (SELECT COUNT(*) FROM (SELECT DISTINCT programme_id, event, dimension, code, period FROM closed_tally WHERE substr(period, 6, 1) <> 'Q') AS cell));";

/** A month of two groups and its quarter, as a program closed them that added nothing up. */
const closed_before = "INSERT INTO closed_tally (programme_id, group_id, period, event, dimension, code, events, women, minutes, mothers, others, others_mothers) VALUES "
    + [["a", "2024-05", "door", 4, 1], ["b", "2024-05", "door", 3, 3], ["a", "2024-05", "street", 6, 3], ["a", "2024-Q2", "door", 9, 4]]
        .map(([group, period, code, events, mothers]) => `('no', '${group}', '${period}', 'conversation', 'contact_way', '${code}', ${events}, ${events}, 90, ${mothers}, 0, 0)`).join(", ");

async function month_as(server, login) {
    const ask = (path, more) => fetch(server.origin + path, { ...more, headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", ...more?.headers } });
    const signed = await ask("/api/login", { method: "POST", body: JSON.stringify({ email: login.email, password: login.password }) });
    assert.equal(signed.status, 200, await signed.clone().text());
    const cookie = signed.headers.get("set-cookie").split(";")[0];
    const { roles } = await signed.json();
    const people = await ask(`/api/groups/${roles[0].scope_id}/people`, { headers: { cookie } });
    assert.equal(people.status, 200);
    const group = await (await ask(`/api/groups/${roles[0].scope_id}`, { headers: { cookie } })).json(); // what stood in its row has days since 0029
    assert.equal(group.name, roles[0].scope_name);
    assert.ok(group.name && group.town && group.host && group.region && group.phase >= 1 && group.phase <= 4 && group.status === "active", JSON.stringify(group));
    return (await people.json()).people;
}

for (const schema of kept()) {
    const { tables, sqlite, postgresql } = holds_of(schema);

    test(`${schema}: a SQLite database is migrated, nothing is missing, and its names open`, async () => {
        const data = new_folder();
        writeFileSync(join(data, "bydel.db"), unpack(schema, "sqlite.db"));
        put_keys(schema, "keys.json", data);
        const server = await start_server({ data, demo: false });
        opened.push(() => server.stop());
        const people = await month_as(server, sqlite.login);
        assert.ok(people.some((one) => one.display_name === "Amina"));
        const rows = execFileSync("sqlite3", [join(data, "bydel.db"), counted(tables)], { encoding: "utf8" }).trim().split("\n").map(Number);
        assert_all_there(tables, sqlite.rows, rows);
        assert.equal(execFileSync("sqlite3", [join(data, "bydel.db"), sums_told], { encoding: "utf8" }).trim(), "0 0");

        const phone = JSON.parse(unpack(schema, "phone.json"));
        const { context, page, faults } = await open_browser();
        opened.push(() => context.close());
        await page.goto(`${server.origin}/healthz`); // the same origin without the page, which would open its store
        await write_phone(page, phone);
        await context.addCookies(phone.cookies.map((one) => ({ ...one, url: server.origin.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Strict" })));
        await page.goto(server.origin);
        await type_pin(page, sqlite.pin);
        await page.locator(".log").waitFor();
        assert.equal(await page.locator("h1").textContent(), "Amina");
        const conversations = () => Number(execFileSync("sqlite3", [join(data, "bydel.db"), "SELECT (SELECT COUNT(*) FROM conversation) + (SELECT COUNT(*) FROM quarantine)"], { encoding: "utf8" }));
        const before = sqlite.rows[tables.indexOf("conversation")] + sqlite.rows[tables.indexOf("quarantine")];
        assert.ok(await eventually(() => conversations() === before + sqlite.waiting), "what waited on her phone has arrived, once");
        assert.ok(await eventually(() => sent(page)));
        await log_conversation(page);
        assert.ok(await eventually(() => conversations() === before + sqlite.waiting + 1), "and she goes on");
        assert.deepEqual(faults, []);
    });

    test(`${schema}: a PostgreSQL database is migrated, nothing is missing, and its names open`, { skip: has_postgres ? false : "PostgreSQL 15 is not installed" }, async () => {
        const cluster = await Postgres.start();
        opened.push(() => cluster.close());
        const data = new_folder();
        execFileSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", cluster.url()], { input: unpack(schema, "postgres.sql"), stdio: ["pipe", "ignore", "pipe"] });
        put_keys(schema, "postgres-keys.json", data);
        const closes_events = schema >= "0023" && schema < "0034"; // 0034 adds up what was closed before it
        if (closes_events) cluster.query(closed_before);
        const refused = spawnSync(binary, ["serve", "--data", data, "--database", cluster.url(), "--port", "0"], { encoding: "utf8" });
        assert.equal(refused.status, 1); // a server on PostgreSQL changes no schema by itself
        assert.match(refused.stderr, /Run bydel migrate once/);
        execFileSync(binary, ["migrate", "--data", data, "--database", cluster.url()], { stdio: "pipe" });
        const server = await start_server({ data, demo: false, options: ["--database", cluster.url()] });
        opened.push(() => server.stop());
        const people = await month_as(server, postgresql.login);
        assert.ok(people.length > 0 && people.every((one) => one.display_name.length > 1));
        assert_all_there(tables, postgresql.rows, cluster.query(counted(tables)).split("\n").map(Number));
        assert.equal(cluster.query(sums_told).trim(), "0 0");
        if (closes_events) assert.equal(cluster.query("SELECT month || ' ' || code || ' ' || events || ' ' || mothers FROM closed_programme_tally WHERE programme_id = 'no' AND month < '2025' ORDER BY code").trim(), "2024-05 door 7 4\n2024-05 street 6 3");
    });
}

test("a schema has been kept, and a database that another text of a migration made is refused with its name", () => {
    assert.ok(kept().length > 0);
    const data = new_folder();
    execFileSync(binary, ["init", "--data", data, "--programme", "dk"], { stdio: "pipe" });
    execFileSync("sqlite3", [join(data, "bydel.db"), "UPDATE schema_migration SET hash = 'another' WHERE name LIKE '0006%'"]);
    assert.throws(() => execFileSync(binary, ["migrate", "--data", data], { stdio: "pipe" }), (failed) => failed.status === 1 && /0006_concern/.test(String(failed.stderr)));
});
