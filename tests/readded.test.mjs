// She who comes onto the same phone once more, while what she saved there still waits: it arrives, as hers, once; and nobody else's moves.
// Areas: people platform/sync.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { binary, button, choose_person, choose_pin, downloaded, enrol, enrol_and_hear, eventually, kept_offline, log_conversation, open_browser, outboxes, rows_of, say, sending_of, sent, sign_in, start_server, tried_to_leave, type_pin, type_ten_wrong_pins, with_news } from "./support.mjs";

let server, office, browser, page, sending, amina, layla, amina_phone;
const offline = () => browser.context.setOffline(true);
const online = async () => { await browser.context.setOffline(false); await page.evaluate(() => dispatchEvent(new Event("online"))); };
const total = async () => (await office.total()).conversations;
const home = () => page.locator(".log").waitFor();
const lock = async () => { await button(page, "field.home.lock").click(); await page.locator(".pad, .who").first().waitFor(); };
const persons = async () => (await rows_of(page, "persons")).persons;
const waiting = async () => (await outboxes(page)).filter((item) => item.state !== "sent").length;
const all_sent = async () => assert.ok(await eventually(async () => (await waiting()) === 0, 15_000), "something still waits");
/** "My month" on her first page: what the server gave back as hers, once everything has come. */
const my_month = async (count) => assert.ok(await eventually(async () => new RegExp(`\\D${count}$`).test((await page.locator(".doors button").nth(1).textContent()).trim()), 10_000),
    `her month is ${await page.locator(".doors button").nth(1).textContent()}, not ${count}`);
const act = (person, name) => office.call("POST", `/api/groups/${office.group_id}/people/${person.person_id}/${name}`, {});
async function link_for(person, purpose) {
    const { link } = (await office.call("POST", `/api/groups/${office.group_id}/people/${person.person_id}/invitation`, { purpose })).body;
    return link.slice(link.indexOf("#"));
}
/** Onto this phone by a link; her name stands on her first page. */
async function come(fragment, name, pin) {
    await page.goto("about:blank");
    await enrol(page, server.origin, fragment, "English", pin);
    assert.equal(await page.locator("h1").textContent(), name);
}

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    browser = await open_browser();
    page = browser.page;
    sending = await sending_of(browser);
    amina = await office.invite("Amina");
    layla = await office.invite("Layla");
    await enrol_and_hear(page, server.origin, amina.fragment, "English", "1379");
    await kept_offline(page);
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("her phone was shut out while two wait, and she is invited once more by a plain link: both arrive as hers, and she is there once", async () => {
    const counted = await total();
    await log_conversation(page);
    await all_sent();
    await offline();
    await log_conversation(page, { theme: 2 });
    await log_conversation(page, { theme: 3 });
    assert.equal((await act(amina, "lost_phone")).status, 200);
    await online();
    await page.getByText(say("field.sync.needs_link")).waitFor();
    assert.equal(await waiting(), 2);
    assert.equal(await total(), counted + 1);
    const before = (await persons())[0];
    await come(await link_for(amina, "enrol"), "Amina", "2580");
    await all_sent();
    await my_month(3);
    assert.equal(await total(), counted + 3);
    const after = await persons();
    assert.equal(after.length, 1);
    assert.notEqual(after[0].device_id, before.device_id);
    assert.deepEqual(after[0].sign, before.sign);
    await with_news(page, async () => {
        await page.reload();
        await type_pin(page, "2580");
        await home();
    });
    assert.equal(await total(), counted + 3, "nothing comes twice");
});

test("another's link on her phone, also one for a forgotten PIN, takes nothing of hers: each one's waiting item arrives as her own", async () => {
    const counted = await total();
    [{ device_id: amina_phone }] = await persons();
    await offline();
    await log_conversation(page);
    await lock();
    sending.set("/api/sync/push", "lost");
    await browser.context.setOffline(false);
    await come(await link_for(layla, "forgotten_pin"), "Layla", "4682");
    assert.equal((await persons()).length, 2, "Amina is still on her phone");
    await log_conversation(page, { theme: 2 });
    assert.equal(await waiting(), 2);
    assert.equal(await total(), counted);
    sending.let_go("/api/sync/push");
    await online();
    await all_sent();
    await my_month(1);
    assert.equal(await total(), counted + 2);
    await lock();
    await choose_person(page, amina_phone);
    await type_pin(page, "2580");
    await home();
    assert.equal(await page.locator("h1").textContent(), "Amina");
    await my_month(4);
});

test("ten wrong PINs, one item waits, a link for a forgotten PIN: it arrives once, and the other one's place is not asked for", async () => {
    const counted = await total();
    await offline();
    await log_conversation(page, { theme: 3 });
    await lock();
    await choose_person(page, amina_phone);
    await type_ten_wrong_pins(page);
    await page.getByText(say("field.lock.wiped")).waitFor();
    await browser.context.setOffline(false); // it may go before her place is taken, or after
    await come(await link_for(amina, "forgotten_pin"), "Amina", "1379");
    assert.equal((await persons()).length, 2);
    await all_sent();
    await my_month(5);
    assert.equal(await total(), counted + 1);
    await page.locator("header button:has(.numeric)").click();
    await page.getByText(say("field.unsent.receipts")).waitFor();
    await page.goBack();
    await home();
});

test("she took herself off with a file in hand, and comes back before the file is imported: what is in it arrives once", async () => {
    const counted = await total();
    await offline();
    await log_conversation(page);
    await page.getByText(say("field.home.settings"), { exact: true }).click();
    await page.getByText(say("field.phone.title"), { exact: true }).click();
    await button(page, "field.take_off.title").click();
    const file = JSON.parse(await downloaded(page, () => button(page, "field.unsent.export").click()));
    await button(page, "field.take_off.go_on").click();
    for (const digit of "1379") await page.locator(".pad button", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await button(page, "field.take_off.do").click();
    assert.ok(await eventually(async () => (await persons()).length === 1));
    await tried_to_leave(page);
    await browser.context.setOffline(false);
    await come(await link_for(amina, "enrol"), "Amina", "2580");
    await my_month(5);
    for (const outcome of ["stored", "already"]) {
        const imported = await office.call("POST", `/api/groups/${office.group_id}/import`, file);
        assert.deepEqual(imported.body.results.map((one) => one.outcome), [outcome]);
    }
    await online();
    await my_month(6);
    assert.equal(await total(), counted + 1);
});

test("the browser emptied her store, and she is invited once more: what had arrived comes back to her, once", async () => {
    const counted = await total();
    await all_sent();
    await (await browser.context.newCDPSession(page)).send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "indexeddb" });
    await page.goto("about:blank");
    await page.goto(server.origin + "/");
    await page.getByText(say("field.lock.emptied")).waitFor();
    await come(await link_for(amina, "enrol"), "Amina", "1379");
    await my_month(6);
    await log_conversation(page, { theme: 2 });
    assert.ok(await eventually(() => sent(page)));
    await my_month(7);
    assert.equal(await total(), counted + 1);
});

test("a server restored from before her phone does not know it: asked which picture is hers, she chooses, and what waits arrives", async () => {
    const samira = await office.invite("Samira");
    const backup = join(server.folder, "backup.db");
    execFileSync(binary, ["backup", backup, "--data", server.folder], { stdio: "pipe" });
    await lock();
    await come(samira.fragment, "Samira", "2580");
    await log_conversation(page);
    assert.ok(await eventually(() => sent(page)));
    await lock();
    await server.stop();
    execFileSync(binary, ["restore", backup, "--data", server.folder], { stdio: "pipe" });
    server = await start_server({ data: server.folder, port: server.port });
    office = await sign_in(server, { group: "Gellerup" });
    const counted = await total();
    const fragment = await link_for(samira, "forgotten_pin");
    await page.goto("about:blank");
    await page.goto(`${server.origin}/${fragment}`);
    await page.getByRole("button", { name: "English", exact: true }).click();
    await page.locator("main > button.primary").click();
    await page.getByText(say("field.enrol.which")).waitFor();
    assert.equal(await page.locator(".who").count(), 1, "those whom the server knows as others are not offered");
    await page.locator(".who").click();
    await choose_pin(page, "4682");
    await home();
    await all_sent();
    await my_month(1);
    assert.ok(await eventually(async () => (await total()) === counted + 1), "sent to the lost journal, it goes again");
    assert.equal((await persons()).length, 2);
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
