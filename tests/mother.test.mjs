// The mother's path on a phone-sized screen, with the network off and on, through a reload, a killed browser, a lock, wrong PINs and a new link.
// Areas: outreach field platform/sync.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, button, choose_person, choose_pin, downloaded, enrol_and_hear, eventually, kept_offline, log_conversation, new_profile, open_browser, rows_of, say, sent, sign_in, start_server, tap_pin, type_pin, type_ten_wrong_pins, unsent, wait } from "./support.mjs";

let server, office, amina, profile, browser, page;
const online = async () => { await browser.context.setOffline(false); await page.evaluate(() => dispatchEvent(new Event("online"))); };

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    amina = await office.invite("Amina");
    profile = new_profile();
    browser = await open_browser({ profile });
    page = browser.page;
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("an invitation is not consumed by looking at it", async () => {
    await fetch(server.origin + "/");
    const token = amina.fragment.slice(3);
    for (let i = 0; i < 2; ++i) {
        const looked = await fetch(server.origin + "/api/enrol/check", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) });
        assert.equal(looked.status, 200);
    }
});

test("she enrols: language in its own script, a PIN, one big button; the token leaves the address", async () => {
    await enrol_and_hear(page, server.origin, amina.fragment, "English", "2580", tap_pin);
    assert.ok(!page.url().includes("i="));
    assert.equal(await page.title(), say("field.app.title"));
    assert.equal(await page.locator("h1").textContent(), "Amina");
});

test("a conversation takes at most 8 taps and shows in the coordinator's month at once after the sync", async () => {
    const before_ = await office.total();
    const taps = await log_conversation(page);
    assert.ok(taps <= 8, `${taps} taps`);
    assert.equal(await eventually(() => sent(page)), true);
    assert.ok(await eventually(async () => (await office.total()).conversations === before_.conversations + 1, 4000));
});

test("with the network off: reload, unlock, log, read cards in two languages", async () => {
    await kept_offline(page);
    await browser.context.setOffline(true);
    await page.reload();
    await tap_pin(page);
    await page.locator(".log").waitFor();
    await log_conversation(page, { theme: 3 });
    assert.ok(await eventually(async () => (await unsent(page)) === 1));
    await page.getByText(say("field.home.cards"), { exact: true }).click();
    await page.locator(".list button").first().click();
    await button(page, "field.cards.show_her").click();
    await page.getByRole("button", { name: "العربية" }).click();
    await page.locator("[lang=ar][dir=rtl]").first().waitFor();
    assert.ok((await page.locator("[lang=ar][dir=rtl]").count()) >= 3);
});

test("after the browser was killed the unsent one is there, and is sent while locked, exactly once", async () => {
    const before_ = (await office.total()).conversations;
    await browser.context.close();
    browser = await open_browser({ profile });
    page = browser.page;
    await browser.context.setOffline(true);
    await page.goto(server.origin + "/");
    await page.locator(".pad").waitFor();
    const said = async () => page.locator("main").textContent();
    assert.ok(!(await said()).includes("Everything is sent"), "nothing is said to be sent before it was counted");
    assert.ok(await eventually(async () => (await said()).includes("1 not sent yet")));
    await online();
    assert.ok(await eventually(async () => (await page.locator("main").textContent()).includes("Everything is sent")));
    assert.ok(await eventually(async () => (await rows_of(page, "outbox")).outbox.every((one) => one.state === "sent")));
    await page.reload();
    await wait(1000); // what is sent twice would be on its way by now: a locked phone with nothing to send asks nothing that could be waited for
    assert.equal((await office.total()).conversations, before_ + 1);
});

test("she undoes, corrects and deletes; the office counts along", async () => {
    await type_pin(page);
    await page.locator(".log").waitFor();
    const before_ = (await office.total()).conversations;
    await log_conversation(page);
    assert.ok(await eventually(async () => (await office.total()).conversations === before_ + 1));
    await button(page, "field.saved.undo").click();
    assert.ok(await eventually(async () => (await unsent(page)) === 0 && (await office.total()).conversations === before_));
    await page.getByText(say("field.home.month"), { exact: true }).click();
    await page.locator("button.line").first().waitFor();
    assert.equal(await page.locator("button.line").count(), 2);
    const women = (await office.total()).women;
    await page.locator("button.line").first().click();
    await button(page, "field.conversation.change").click();
    await page.locator(".women button").nth(1).click();
    await page.locator(".foot button").click();
    assert.ok(await eventually(async () => (await office.total()).women === women + 1));
});

test("a worry stores that it was raised and passed on, and leaves nothing in the conversation", async () => {
    await page.goto(server.origin + "/");
    await page.locator(".pad, .log").first().waitFor();
    if (await page.locator(".pad").count()) await type_pin(page);
    await answer(page, page.locator(".log"));
    for (const tile of [0, 1]) await answer(page, page.locator(".tiles button").nth(tile));
    await answer(page, page.locator(".tiles").nth(1).locator("button").nth(1));
    await page.locator(".tiles button").nth(6).click();
    await answer(page, button(page, "vocabulary.meeting.not_stated"));
    await page.locator(".tiles button").nth(5).click();
    await page.getByText(say("field.concern.danger")).waitFor();
    await page.locator(".tiles button").first().click();
    await page.locator(".foot button").last().click();
    await answer(page, button(page, "field.concern.back_to_log"));
    await page.locator(".foot button").click();
    assert.ok(await eventually(() => sent(page)));
    const concerns = (await office.call("GET", `/api/groups/${office.group_id}/concerns`)).body.concerns;
    assert.equal(concerns.length, 1);
    assert.equal(concerns[0].passed_to, "coordinator");
    assert.ok(!JSON.stringify(concerns).includes("conversation"));
    const month = (await office.call("GET", `/api/groups/${office.group_id}/month`)).body;
    assert.ok(!JSON.stringify(month.events).includes("worry"));
});

test("two people on one phone: separate, ten wrong PINs wipe one, what she saved is still sent", async () => {
    const elif = await office.invite("Elif");
    const phones = async () => (await rows_of(page, "persons")).persons.map((one) => one.device_id);
    const others = await phones();
    await enrol_and_hear(page, server.origin, elif.fragment, "Dansk", "1379");
    const elif_phone = (await phones()).find((one) => !others.includes(one));
    const before_ = (await office.total()).conversations;
    await browser.context.setOffline(true);
    await log_conversation(page);
    await button(page, "field.home.lock", "da").click();
    await page.locator(".who").first().waitFor();
    assert.equal(await page.locator(".who").count(), 2);
    await choose_person(page, elif_phone);
    await type_ten_wrong_pins(page);
    assert.ok(await eventually(async () => (await page.locator(".pad").count()) === 0));
    await online();
    assert.ok(await eventually(async () => (await office.total()).conversations === before_ + 1));

    const again = (await office.call("POST", `/api/groups/${office.group_id}/people/${elif.person_id}/invitation`, { purpose: "forgotten_pin" })).body;
    await page.goto(`${server.origin}/${again.link.slice(again.link.indexOf("#"))}`);
    await page.getByRole("button", { name: "Dansk", exact: true }).click();
    await page.locator("main > button.primary").click(); // the server knows which of the two she is
    await choose_pin(page, "4682");
    await page.locator(".log").waitFor();
    await page.getByText(say("field.home.month", "da"), { exact: true }).click();
    assert.ok(await eventually(async () => (await page.locator("button.line").count()) === 1));

    await page.goBack();
    await browser.context.setOffline(true);
    await log_conversation(page);
    await page.locator("header button:has(.numeric)").click();
    const file = JSON.parse(await downloaded(page, () => button(page, "field.unsent.export", "da").click()));
    assert.equal(file.format, "bydel-outbox-1");
    assert.equal(file.items.length, 1);
    await office.call("POST", `/api/groups/${office.group_id}/people/${elif.person_id}/lost_phone`, {});
    await online();
    await page.getByText(say("field.sync.needs_link", "da")).first().waitFor();
    assert.ok(await eventually(async () => (await unsent(page)) === 1));
    const imported = (await office.call("POST", `/api/groups/${office.group_id}/import`, file)).body;
    assert.deepEqual(imported.results.map((one) => one.outcome), ["stored"]);
    const twice = (await office.call("POST", `/api/groups/${office.group_id}/import`, file)).body;
    assert.deepEqual(twice.results.map((one) => one.outcome), ["already"]);
});

test("nothing on the phone is in the clear, nothing was asked of another server, and no page had a fault", async () => {
    const stores = await rows_of(page);
    const beside = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    const found = beside + JSON.stringify(stores, (_, value) => (ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value));
    assert.ok(stores.persons.length > 0 && stores.persons.every((one) => one.key === null || one.key.memory === 32 * 1024), "the PIN is guarded by Argon2id under the page's policy");
    assert.deepEqual([...new Set(stores.outbox.map((one) => one.sealed.length))].length, 1, "a worry is as long as a conversation");
    assert.ok(stores.records.length > 0 && stores.records.every((one) => (one.data.byteLength - 16) % 2048 === 0));
    for (const word of ["Amina", "Elif", "held_on", "own_network", "contact_way", "raised_on", "Gellerup"]) assert.ok(!found.includes(word), `${word} is in the clear`);
    assert.deepEqual(browser.foreign, []);
    assert.deepEqual(browser.faults, []);
});
