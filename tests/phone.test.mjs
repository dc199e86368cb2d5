// What happens to a phone in its life: the server takes a new key, one item makes its batch fail, the person is taken off the phone.
// Areas: platform/sync field.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { button, downloaded, enrol_and_hear, eventually, kept_offline, log_conversation, open_browser, outboxes, say, sent, sign_in, start_server, type_pin, with_news } from "./support.mjs";

let server, office, browser, page;
const online = async () => { await browser.context.setOffline(false); await page.evaluate(() => dispatchEvent(new Event("online"))); };
const conversations = async () => (await office.total()).conversations;

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    browser = await open_browser();
    page = browser.page;
    const { fragment } = await office.invite("Amina");
    await enrol_and_hear(page, server.origin, fragment, "English");
    await kept_offline(page);
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("when the server takes a new key, what is saved under the old one is stored, and the phone seals to the new one", async () => {
    const counted = await conversations();
    await browser.context.setOffline(true);
    await log_conversation(page);
    const [old] = await outboxes(page);
    await server.stop();
    const secret = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }).d;
    appendFileSync(join(server.folder, "keys.json"), JSON.stringify({ key: "o-second", use: "outbox", secret }) + "\n");
    server = await start_server({ data: server.folder, port: server.port });
    assert.equal((await (await fetch(server.origin + "/api/sync/key")).json()).key_id, "o-second");
    await online();
    assert.ok(await eventually(() => sent(page), 8000));
    assert.equal(await conversations(), counted + 1);
    await with_news(page, async () => {
        await page.reload(); // a server that says its key with every pull needs no reload; one that does not is asked when the page opens
        await type_pin(page);
        await page.locator(".log").waitFor();
    });
    await log_conversation(page, { theme: 2 });
    assert.ok(await eventually(() => sent(page), 8000));
    const keys = (await outboxes(page)).map((item) => item.key_id);
    assert.deepEqual(new Set(keys), new Set([old.key_id, "o-second"]));
    assert.equal(await conversations(), counted + 2);
});

test("what is kept about her comes to her as a file; without internet she is told so", async () => {
    await page.getByText(say("field.home.settings"), { exact: true }).click();
    await button(page, "field.own_data.title").click();
    await browser.context.setOffline(true);
    await button(page, "field.own_data.get").click();
    await page.getByText(say("field.own_data.offline")).waitFor();
    await browser.context.setOffline(false);
    const data = JSON.parse(await downloaded(page, () => button(page, "field.own_data.get").click()));
    assert.equal(data.format, "bydel-person-1");
    const rows = (table) => data.tables.find((one) => one.table === table)?.rows ?? [];
    assert.equal(rows("person")[0].display_name, "Amina");
    assert.equal(rows("conversation").length, 2);
    assert.deepEqual(data.purposes.map((one) => one.name), ["delivery", "accountability", "membership", "access", "activity"]);
    assert.doesNotMatch(JSON.stringify(data), /_hash/);
    await page.locator("dialog[open], [role=dialog]").waitFor({ state: "detached" });
    await page.goBack();
    await page.locator(".log").waitFor();
});

test("she saves in an order, and one item that makes the server fail does not hold the others", async () => {
    const counted = await conversations();
    await browser.context.setOffline(true);
    for (const theme of [1, 2, 3]) await log_conversation(page, { theme });
    const waiting = (await outboxes(page)).filter((item) => item.state === "waiting").sort((a, b) => a.place - b.place);
    assert.equal(waiting.length, 3);
    const asked = [];
    await browser.context.route("**/api/sync/push", async (route) => {
        const items = route.request().postDataJSON().items.map((item) => item.item_id);
        asked.push(items);
        if (!items.includes(waiting[0].item_id)) return route.continue();
        await route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify({ key: "server.broken", status: 500 }) });
    });
    await online();
    assert.ok(await eventually(() => sent(page, 1), 8000), `asked ${JSON.stringify(asked)}`);
    assert.deepEqual(asked[0], waiting.map((item) => item.item_id), "oldest first");
    assert.equal(await conversations(), counted + 2);
    await browser.context.unroute("**/api/sync/push");
    await online();
    assert.ok(await eventually(() => sent(page), 8000));
    assert.equal(await conversations(), counted + 3);
});

test("she takes herself off the phone: nothing unsent goes silently, a wrong PIN deletes nothing, and then nothing of hers is left", async () => {
    const layla = await office.invite("Layla");
    await enrol_and_hear(page, server.origin, layla.fragment, "English", "1379");
    await browser.context.setOffline(true);
    await log_conversation(page);
    await page.getByText(say("field.home.settings"), { exact: true }).click();
    await page.getByText(say("field.phone.title"), { exact: true }).click();
    await button(page, "field.take_off.title").click();
    await page.getByText("1 not sent yet").waitFor();
    assert.equal(await button(page, "field.take_off.go_on").isDisabled(), true);
    const file = JSON.parse(await downloaded(page, () => button(page, "field.unsent.export").click()));
    assert.equal(file.items.length, 1);
    await button(page, "field.take_off.go_on").click();
    await type_pin(page, "1478");
    await page.getByText(say("field.take_off.wrong")).waitFor();
    assert.equal((await page.evaluate(() => indexedDB.databases())).filter(({ name }) => name.startsWith("bydel-")).length, 2);
    for (const digit of "1379") await page.locator(".pad button", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await button(page, "field.take_off.do").click();
    await page.locator(".pad").waitFor();
    await page.getByRole("heading", { name: say("field.app.title"), exact: true }).waitFor();
    assert.ok(await eventually(async () => (await page.evaluate(() => indexedDB.databases())).filter(({ name }) => name.startsWith("bydel-")).length === 1));
    assert.ok((await outboxes(page)).every((item) => item.item_id !== file.items[0].item_id));
    await online();
    const imported = await office.call("POST", `/api/groups/${office.group_id}/import`, file);
    assert.deepEqual(imported.body.results.map((one) => one.outcome), ["stored"]);
    await type_pin(page);
    await page.locator(".log").waitFor();
    assert.equal(await page.locator("h1").textContent(), "Amina");
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
