// What a locked phone gives away: to whoever looks into its store, and to whoever asks the server with its cookie. And that it still sends.
// Areas: people platform/sync.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answer, binary, button, choose_person, enrol, enrol_and_hear, eventually, kept_offline, log_conversation, open_browser, outboxes, rows_of, say, sending_of, sent, sign_in, start_server, tried_to_leave, type_pin, type_ten_wrong_pins, with_news } from "./support.mjs";

let server, office, browser, page, sending, amina, layla; // the last two: the ids of their phones
const online = async () => { await browser.context.setOffline(false); await page.evaluate(() => dispatchEvent(new Event("online"))); };
const conversations = async () => (await office.total()).conversations;
const home = () => page.locator(".log").waitFor();
const lock = async () => { await button(page, "field.home.lock").click(); await page.locator(".pad, .who").first().waitFor(); };
const persons = async () => (await rows_of(page, "persons")).persons;
const waiting = async () => (await outboxes(page)).filter((item) => item.state === "waiting").length;
/** As someone who has the locked phone in her hand and knows how to ask: status and key of the answer. */
const ask = (path, { device_id, method = "POST", headers = {} } = {}) => page.evaluate(async ([path, method, headers]) => {
    const answer = await fetch(path, { method, headers: { "Content-Type": "application/json", ...headers }, body: method === "GET" ? undefined : "{}" });
    const text = await answer.text();
    return { status: answer.status, text, key: text.startsWith("{") ? JSON.parse(text).key : undefined };
}, [path, method, { ...(device_id ? { "Bydel-Device": device_id } : {}), ...headers }]);

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    browser = await open_browser();
    page = browser.page;
    sending = await sending_of(browser);
    const { fragment } = await office.invite("Amina");
    await enrol_and_hear(page, server.origin, fragment, "English");
    await kept_offline(page);
    [{ device_id: amina }] = await persons();
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("what lies in the clear on a locked phone is what the lock screen and sending need, by name", async () => {
    await log_conversation(page);
    assert.ok(await eventually(() => sent(page)));
    await browser.context.setOffline(true);
    await log_conversation(page, { theme: 2 });
    await lock();
    const stores = await rows_of(page);
    const names = (rows) => [...new Set(rows.flatMap(Object.keys))].sort();
    assert.deepEqual(Object.keys(stores).sort(), ["outbox", "persons", "records"]);
    assert.deepEqual(names(stores.persons), ["device_id", "diverged", "epoch", "key", "language", "needs_link", "programme_id", "server_key", "sign", "wrong_pins"]);
    assert.deepEqual(names(stores.persons.map((one) => one.key)), ["iv", "memory", "rounds", "salt", "wrapped"]);
    assert.deepEqual(names(stores.outbox), ["item_id", "key_id", "note", "place", "sealed", "sent_in", "state"]);
    assert.deepEqual(names(stores.records), ["data", "iv", "slot"]);
    assert.deepEqual(stores.outbox.map((one) => one.state).sort(), ["sent", "waiting"]);
    for (const item of stores.outbox) {
        assert.match(item.item_id, /^00000000-0000-7/, "the id of a saved change tells no day");
        assert.ok(item.sent_in === null || /^\d{4}-\d{2}$/.test(item.sent_in), "when it was sent is known to the month");
        assert.deepEqual(names([item.note]), ["data", "iv"]);
    }
    // The note holds one day, and is as long for each; the records are as long as each other.
    const day = await page.evaluate(() => new Date().toISOString().slice(0, 8));
    const beside = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    const found = beside + JSON.stringify(stores, (_, value) => (ArrayBuffer.isView(value) ? new TextDecoder("latin1").decode(value) : value));
    for (const word of [day, "stored", "quarantined", "saved_on", "Amina"]) assert.ok(!found.includes(word), `${word} is in the clear`);
    assert.deepEqual(JSON.parse(beside), [{ notes: "en" }, {}]);
});

test("asked with the phone's cookie and without the PIN, the server takes what waits and answers nothing else", async () => {
    const [{ device_id }] = await persons();
    const counted = await conversations();
    sending.set("/api/sync/push", "lost");
    await browser.context.setOffline(false);
    const cookies = await browser.context.cookies(server.origin);
    assert.ok(cookies.some((one) => one.name.endsWith(device_id)), "the cookie is there");
    for (const [path, method] of [["/api/sync/pull", "POST"], ["/api/me", "GET"], ["/api/sync/leave", "POST"], ["/api/groups", "GET"]]) {
        for (const headers of [{}, { "Bydel-Unlocked": "A".repeat(43) }]) {
            const answer = await ask(path, { device_id, method, headers });
            assert.deepEqual([answer.status, answer.key], [403, "auth.phone_locked"], path);
            assert.ok(!answer.text.includes("Amina"));
        }
    }
    assert.equal(await waiting(), 1);
    sending.let_go("/api/sync/push");
    await online();
    assert.ok(await eventually(async () => (await waiting()) === 0, 20_000), "it sends while it is locked");
    assert.equal(await conversations(), counted + 1);
    await type_pin(page);
    await home();
    assert.equal(await page.getByText(say("field.sync.needs_link")).count(), 0);
});

test("a locked phone sends what it sealed to an old key, and learns the new key when it is opened", async () => {
    const counted = await conversations();
    await browser.context.setOffline(true);
    await log_conversation(page, { theme: 3 });
    await lock();
    await server.stop();
    const secret = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }).d;
    appendFileSync(join(server.folder, "keys.json"), JSON.stringify({ key: "o-second", use: "outbox", secret }) + "\n");
    server = await start_server({ data: server.folder, port: server.port });
    await online();
    assert.ok(await eventually(async () => (await waiting()) === 0, 20_000));
    assert.equal(await conversations(), counted + 1);
    assert.notEqual((await persons())[0].server_key.key_id, "o-second", "a locked phone hears of nothing");
    await type_pin(page);
    await home();
    assert.ok(await eventually(async () => (await persons())[0].server_key.key_id === "o-second"));
});

test("a server that was restored gets again what a locked phone had sent", async () => {
    const counted = await conversations();
    await lock();
    const backup = join(server.folder, "backup.db");
    execFileSync(binary, ["backup", backup, "--data", server.folder], { stdio: "pipe" });
    await type_pin(page);
    await home();
    await log_conversation(page);
    assert.ok(await eventually(async () => (await conversations()) === counted + 1));
    await browser.context.setOffline(true);
    await log_conversation(page, { theme: 2 });
    await lock();
    await server.stop();
    execFileSync(binary, ["restore", backup, "--data", server.folder], { stdio: "pipe" });
    server = await start_server({ data: server.folder, port: server.port });
    office = await sign_in(server, { group: "Gellerup" });
    assert.equal(await conversations(), counted);
    await online();
    assert.ok(await eventually(async () => (await conversations()) === counted + 2, 20_000), "the one that waited, and the one that the backup had not");
    await type_pin(page);
    await home();
    assert.ok(await eventually(() => sent(page)));
});

test("a second person on the phone: while she is open, the first one's way in is closed, and both send", async () => {
    const counted = await conversations();
    await browser.context.setOffline(true);
    await log_conversation(page);
    await online();
    await lock();
    const { fragment } = await office.invite("Layla");
    await enrol_and_hear(page, server.origin, fragment, "English", "1379");
    layla = (await persons()).find((one) => one.device_id !== amina).device_id;
    assert.equal((await ask("/api/sync/pull", { device_id: amina })).key, "auth.phone_locked");
    await log_conversation(page, { theme: 2 });
    assert.ok(await eventually(async () => (await waiting()) === 0));
    assert.equal(await conversations(), counted + 2);
    await lock();
});

test("after ten wrong PINs nothing more is answered, and what waits is still sent", async () => {
    await page.goto("about:blank");
    await page.goto(server.origin + "/");
    await choose_person(page, amina);
    await type_pin(page);
    await home();
    const counted = await conversations();
    await browser.context.setOffline(true);
    await log_conversation(page, { theme: 3 });
    await lock();
    await choose_person(page, amina);
    await type_ten_wrong_pins(page);
    await page.getByText(say("field.lock.wiped")).waitFor();
    const stores = await rows_of(page);
    const wiped = stores.persons.find((one) => one.key === null);
    assert.equal(wiped.device_id, amina);
    assert.ok(stores.outbox.some((one) => one.state === "waiting" && one.note === null));
    await online();
    assert.ok(await eventually(async () => (await waiting()) === 0, 20_000));
    assert.equal(await conversations(), counted + 1);
    for (const [path, method] of [["/api/sync/pull", "POST"], ["/api/me", "GET"]]) assert.equal((await ask(path, { device_id: wiped.device_id, method })).key, "auth.phone_locked");
});

test("taken off while there is no network, the cookie that is left in the browser opens nothing", async () => {
    await button(page, "field.lock.someone_else").click(); // the one who was wiped still stands there
    await choose_person(page, layla);
    await type_pin(page, "1379");
    await home();
    assert.equal(await page.locator("h1").textContent(), "Layla");
    assert.ok(await eventually(() => sent(page)));
    await browser.context.setOffline(true);
    await page.getByText(say("field.home.settings"), { exact: true }).click();
    await page.getByText(say("field.phone.title"), { exact: true }).click();
    await button(page, "field.take_off.title").click();
    await button(page, "field.take_off.go_on").click();
    for (const digit of "1379") await page.locator(".pad button", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await button(page, "field.take_off.do").click();
    assert.ok(await eventually(async () => (await persons()).length === 1));
    await tried_to_leave(page);
    await online();
    assert.deepEqual(await ask("/api/sync/pull", { device_id: layla }).then(({ status, key }) => [status, key]), [403, "auth.phone_locked"]);
});

/** Writes into a person's store as an earlier version of the app would have left it. */
const rewrite = (device_id, store, { put = [], remove = [] }) => page.evaluate(async ([name, store, put, remove]) => {
    const database = await new Promise((done) => { const request = indexedDB.open(name); request.onsuccess = () => done(request.result); });
    const transaction = database.transaction(store, "readwrite");
    for (const row of put) transaction.objectStore(store).put(row.data ? { slot: row.slot, iv: new Uint8Array(row.iv), data: new Uint8Array(row.data).buffer } : row);
    for (const key of remove) transaction.objectStore(store).delete(key);
    await new Promise((done) => { transaction.oncomplete = done; });
    database.close();
}, [`bydel-${device_id}`, store, put, remove]);

test("a phone that was enrolled by an earlier version makes its secret when it is opened, and its outbox closes", async () => {
    const known = (await persons()).map((one) => one.device_id);
    const others = (await outboxes(page)).map((item) => item.item_id);
    await page.goto("about:blank");
    sending.set("/api/enrol", "as_before");
    sending.set("/api/sync/pull", "lost");
    await enrol(page, server.origin, (await office.invite("Samira")).fragment, "English", "1379");
    const { device_id } = (await persons()).find((one) => !known.includes(one.device_id));
    // Before anything was received the store holds who she is, and the secret: which of them is which can't be seen, but whether her name is still there.
    const own = await page.evaluate(async (name) => {
        const database = await new Promise((done) => { const request = indexedDB.open(name); request.onsuccess = () => done(request.result); });
        const rows = await new Promise((done) => { const request = database.transaction("records").objectStore("records").getAll(); request.onsuccess = () => done(request.result); });
        database.close();
        return rows.map(({ slot, iv, data }) => ({ slot, iv: [...iv], data: [...new Uint8Array(data)] }));
    }, `bydel-${device_id}`);
    assert.equal(own.length, 2);
    assert.deepEqual(sending.told.splice(0), [true], "the page of today sends one");
    sending.let_go("/api/enrol");
    sending.set("/api/sync/pull", "as_before");
    await with_news(page, () => page.evaluate(() => dispatchEvent(new Event("online"))));
    await log_conversation(page);
    assert.ok(await eventually(() => sent(page)));
    await lock();
    const reopen = async () => { await page.goto("about:blank"); await page.goto(server.origin + "/"); await choose_person(page, device_id); await type_pin(page, "1379"); await home(); };
    const today = new Date().toISOString().slice(0, 10);
    const old = (await outboxes(page)).filter((item) => !others.includes(item.item_id)).map(({ item_id, key_id, sealed, state }) => ({ item_id, key_id, sealed, state, saved_on: today, outcome: "stored", sent_on: today }));
    let told = "";
    for (const row of own) {
        await rewrite(device_id, "records", { remove: [row.slot] });
        await rewrite(device_id, "outbox", { put: old });
        await with_news(page, reopen);
        await eventually(async () => (told = await page.locator("h1").textContent()) !== "", 1000); // her name comes a moment after the page
        await lock();
        const made = (await rows_of(page, "records")).records.some((one) => one.slot === row.slot);
        if (made) break;
        await rewrite(device_id, "records", { put: [row] });
    }
    assert.equal(told, "Samira", "a new secret stands where the old one was");
    const answers = async () => (await ask("/api/sync/pull", { device_id })).status;
    assert.ok(sending.told.length > 0 && sending.told.every(Boolean), "the page of today shows one");
    sending.let_go("/api/sync/pull");
    assert.equal(await answers(), 200, "an earlier page is answered as before");
    await reopen();
    assert.ok(await eventually(async () => (await answers()) === 403), "from the first pull on, only with the secret");
    assert.ok((await outboxes(page)).every((one) => !("saved_on" in one) && !("outcome" in one)));
    await page.locator("header button:has(.numeric)").click();
    await page.getByText(/saved once, received/).waitFor();
    assert.equal(await page.getByText(say("field.sync.needs_link")).count(), 0);
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
