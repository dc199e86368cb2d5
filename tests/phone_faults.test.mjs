// What goes wrong on a phone: a link that a messenger mangled, no room, a store that the browser emptied, a clock that was set back.
// "No room" is a disk that is really full, once; for each other kind of write the page's IndexedDB refuses as it does then.
// Areas: field platform/store.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answer, button, enrol, enrol_and_hear, eventually, kept_offline, log_conversation, open_browser, outboxes, pin_taken, rows_of, say, settled, sign_in, start_server, type_pin, unsent, wait, with_news } from "./support.mjs";

let server, office, browser, page, cdp;
const online = async (on = page, context = browser.context) => { await context.setOffline(false); await on.evaluate(() => dispatchEvent(new Event("online"))); };
const alert_says = async (key, on = page) => on.getByRole("alert").getByText(say(key)).first().waitFor();
const no_alert = async () => assert.ok(await eventually(async () => (await page.locator(".trouble").count()) === 0), "the alert is gone");
const no_room = () => page.evaluate(() => { window.no_room = true; });
const room = () => page.evaluate(() => { window.no_room = false; });
function refuse_without_room() {
    for (const name of ["put", "delete", "clear"]) {
        const write = IDBObjectStore.prototype[name];
        IDBObjectStore.prototype[name] = function (...what) {
            if (window.no_room) throw new DOMException("no room", "QuotaExceededError");
            return write.apply(this, what);
        };
    }
}
const home = async () => { await page.goto(server.origin + "/"); await type_pin(page); await page.locator(".log").waitFor(); };
const open = async (key) => page.getByText(say(key), { exact: true }).click();

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    browser = await open_browser();
    page = browser.page;
    await page.addInitScript(refuse_without_room);
    cdp = await browser.context.newCDPSession(page);
});
after(async () => { await browser?.context.close(); await server?.close(); });

// --- links -------------------------------------------------------------------------------------------------------------------

test("a link that a messenger has mangled opens the same invitation, and its token is in no address and no log", async () => {
    const token = (await office.invite("Amina")).fragment.slice(3);
    const behind = [".", ",", ")", ">", "%3E", "%20", "%0A", "%D8%8C", "%E2%80%8B", "%E2%80%8F", "*", "_", "%22", "&fbclid=IwAR0abc", "?utm_source=sms", ":~:text=hi"].map((more) => `/#i=${token}${more}`);
    for (const link of [`/#i=${token}`, ...behind, `/#i%3D${token}`, `/%23i=${token}`, `/%23i%3D${token}`, `/#I=${token}`, `/?fbclid=IwAR0abc#i=${token}`, `/?x#i=${token}`]) {
        await page.goto("about:blank");
        await page.goto(server.origin + link);
        await page.getByRole("heading", { name: say("field.enrol.welcome"), exact: true }).waitFor();
        await button(page, "common.next").waitFor();
        assert.equal(page.url(), server.origin + "/", link);
    }
    assert.ok(!server.said().includes(token.slice(3)), "the server's log has the token");
    assert.ok(!(await (await fetch(server.origin + "/metrics")).text()).includes(token.slice(3)));
});

test("a link that is cut off says so and whom to ask", async () => {
    const token = (await office.invite("Amina")).fragment.slice(3);
    for (const link of [`/#i=${token.slice(0, 20)}`, `/#i=${token.slice(0, -1)}`, "/#i=", `/%23i=${token.slice(0, 20)}`]) {
        await page.goto("about:blank");
        await page.goto(server.origin + link);
        await alert_says("field.link.cut");
        await page.getByText(say("field.link.cut_hint")).waitFor();
        assert.equal(page.url(), server.origin + "/", link);
    }
    await page.goto("about:blank");
    await page.goto(server.origin + "/");
    await page.getByText(say("field.lock.nobody_hint")).waitFor();
    assert.equal(await page.getByText(say("field.link.cut")).count(), 0);
});

// --- no room -----------------------------------------------------------------------------------------------------------------

test("no room while she enrols: told, and the same two PINs make the phone hers once there is room", async () => {
    const { fragment } = await office.invite("Amina");
    await page.goto("about:blank");
    await page.goto(`${server.origin}/${fragment}`);
    await page.getByRole("button", { name: "English", exact: true }).click();
    await page.locator("main > button.primary").click();
    await type_pin(page);
    await pin_taken(page);
    await no_room();
    await type_pin(page);
    await alert_says("field.enrol.not_kept");
    await settled(page);
    assert.equal(await page.getByRole("alert").count(), 1, "one notice, not the phone's own beside it");
    await room();
    await with_news(page, async () => {
        await type_pin(page);
        await page.locator(".log").waitFor();
    });
    await no_alert();
    await kept_offline(page);
});

/** Each kind of write: `get_there` with room, then `act` without, and the same `act` again with room, after which `done` shows. */
async function told_and_tried_again({ get_there, act, done, key = "field.trouble.typed" }) {
    await get_there?.();
    await wait(400);
    await no_room();
    await act();
    await alert_says("field.trouble.no_room");
    await alert_says(key);
    await settled(page);
    await room();
    await act();
    assert.ok(await eventually(done), "it went well the second time");
    await no_alert();
}

test("no room for a conversation: Save is told of, nothing typed is lost, and Save works again without a reload", async () => {
    const counted = (await office.total()).conversations;
    await browser.context.setOffline(true);
    await answer(page, page.locator(".log"));
    for (const tile of [0, 2]) await answer(page, page.locator(".tiles button").nth(tile));
    await answer(page, page.locator(".tiles").nth(1).locator("button").nth(2));
    await page.locator(".tiles button").nth(0).click();
    await answer(page, button(page, "vocabulary.meeting.first"));
    await answer(page, page.locator(".tiles button").nth(1));
    await told_and_tried_again({
        act: async () => { assert.equal(await button(page, "field.log.save").isEnabled(), true); await button(page, "field.log.save").click(); },
        done: async () => (await page.locator(".log").count()) === 1 && (await unsent(page)) === 1,
    });
    assert.equal((await outboxes(page)).length, 1);
    await online();
    assert.ok(await eventually(async () => (await office.total()).conversations === counted + 1));
});

test("a draft that finds no room survives the lock, and goes to the disk when there is room", async () => {
    await browser.context.setOffline(true);
    await answer(page, page.locator(".log"));
    await no_room();
    await page.locator(".tiles button").nth(4).click();
    await alert_says("field.trouble.no_room");
    await room();
    await page.locator("header .back").click();
    await page.locator("header .back").click();
    await button(page, "field.home.lock").click();
    await type_pin(page);
    await button(page, "field.home.go_on").click();
    await page.getByText(say("vocabulary.contact_way.door")).waitFor();
    await page.locator("header .back").click();
    await button(page, "field.home.discard").click();
    await page.getByRole("dialog").getByRole("button", { name: say("field.home.discard"), exact: true }).click();
    assert.ok(await eventually(async () => (await button(page, "field.home.go_on").count()) === 0));
    await online();
});

test("every other write of hers is told of and can be tried again at once", async () => {
    await home();
    await told_and_tried_again({ // a worry
        get_there: async () => { await open("field.home.worry"); await page.locator(".tiles button").last().click(); },
        act: () => button(page, "field.concern.save").click(),
        done: async () => (await page.getByText(say("field.concern.saved")).count()) === 1,
    });
    await button(page, "common.done").click();
    await told_and_tried_again({ // that she has told her coordinator
        get_there: () => open("field.home.worry"),
        act: () => button(page, "field.concern.told_coordinator").click(),
        done: async () => (await button(page, "field.concern.told_coordinator").count()) === 0,
    });
    await page.locator("header .back").click();
    await told_and_tried_again({ // another language
        get_there: () => open("field.home.settings"),
        act: async () => { await page.locator("main button").first().click(); await page.getByRole("dialog").getByRole("button", { name: "English", exact: true }).click(); },
        done: async () => (await page.getByRole("dialog").count()) === 0,
    });
    await told_and_tried_again({ // another PIN
        get_there: async () => { await button(page, "field.pin.change").click(); await type_pin(page); await pin_taken(page); await type_pin(page, "1379"); await pin_taken(page); },
        act: () => type_pin(page, "1379"),
        done: async () => (await page.getByText(say("field.pin.changed")).count()) === 1,
    });
    await button(page, "common.done").click();
    await page.locator("header .back").click();
    await told_and_tried_again({ // her notes are opened
        key: "field.trouble.open",
        get_there: () => button(page, "field.home.lock").click(),
        act: () => type_pin(page, "1379"),
        done: async () => (await page.locator(".log").count()) === 1,
    });
    await told_and_tried_again({ // a conversation is deleted
        get_there: async () => { await open("field.home.month"); await page.locator("button.line").first().click(); },
        act: async () => { await button(page, "field.conversation.delete").first().click(); await page.getByRole("dialog").getByRole("button", { name: say("field.conversation.delete"), exact: true }).click(); },
        done: async () => (await page.locator("button.line").count()) === 0 && (await page.getByText(say("field.month.empty")).count()) === 1,
    });
    await page.locator("header .back").click();
});

test("news from the office that finds no room is told of and fetched again", async () => {
    await button(page, "field.home.lock").click();
    await with_news(page, async () => {
        await type_pin(page, "1379");
        await page.locator(".log").waitFor();
    });
    await page.getByText(say("field.home.cards"), { exact: true }).click();
    await page.locator(".list button").first().click();
    await browser.context.setOffline(true);
    await button(page, "field.cards.show_her").click();
    await page.getByRole("dialog").getByRole("button", { name: "Dansk", exact: true }).click();
    await wait(500);
    await no_room();
    await online();
    await alert_says("field.trouble.received");
    await room();
    await button(page, "common.try_again").click();
    await no_alert();
    await page.goBack();
    await page.goBack();
});

test("a disk that is really full: the same, and the browser's closed store is opened anew", async (context) => {
    const disk = mkdtempSync(join(tmpdir(), "bydel-disk-"));
    try {
        execFileSync("mount", ["-t", "tmpfs", "-o", "size=80m", "none", disk], { stdio: "pipe" });
    } catch {
        rmSync(disk, { recursive: true });
        return context.skip("no disk can be mounted here");
    }
    const phone = await open_browser({ profile: join(disk, "profile") });
    const filler = join(disk, "fill");
    const block = Buffer.alloc(4096, 1);
    const fill = () => { const file = openSync(filler, "a"); try { for (;;) writeSync(file, block); } catch { /* full */ } closeSync(file); };
    let filling;
    try {
        const { fragment } = await office.invite("Layla");
        await enrol_and_hear(phone.page, server.origin, fragment, "English");
        await kept_offline(phone.page);
        await phone.context.setOffline(true);
        fill();
        filling = setInterval(fill, 50); // the browser makes room of its own for a while
        phone.page.setDefaultTimeout(8000);
        await log_conversation(phone.page).catch(() => {});
        phone.page.setDefaultTimeout(15000);
        await alert_says("field.trouble.no_room", phone.page);
        await alert_says("field.trouble.typed", phone.page);
        assert.equal(await unsent(phone.page), 0);
        clearInterval(filling);
        rmSync(filler);
        await button(phone.page, "field.log.save").click();
        await phone.page.locator(".log").waitFor();
        assert.ok(await eventually(async () => (await unsent(phone.page)) === 1));
        assert.equal((await outboxes(phone.page)).length, 1);
        assert.deepEqual(phone.faults, []);
    } finally {
        clearInterval(filling); // after a failure it would keep this file running for ever
        await phone.context.close();
        execFileSync("umount", [disk]);
        rmSync(disk, { recursive: true });
    }
});

// --- the store is emptied ----------------------------------------------------------------------------------------------------

test("a store that is emptied under her is filled again from what she has open, and what she saves is sent", async () => {
    await with_news(page, async () => {
        await page.goto(server.origin + "/");
        await type_pin(page, "1379");
        await page.locator(".log").waitFor();
    });
    const counted = (await office.total()).conversations;
    await browser.context.setOffline(true);
    await log_conversation(page);
    await cdp.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "indexeddb" });
    await wait(500);
    await log_conversation(page, { theme: 2 });
    assert.equal((await outboxes(page)).filter((item) => item.state === "waiting").length, 2);
    await online();
    assert.ok(await eventually(async () => (await office.total()).conversations === counted + 2, 8000));
});

// A browser that empties its stores while it is asked which it has never answers: Chromium, once in some 60 times.
test("a browser that never answers which stores it has keeps nothing back", async () => {
    const phone = await open_browser();
    try {
        await phone.page.addInitScript(() => {
            const databases = IDBFactory.prototype.databases;
            IDBFactory.prototype.databases = function () { return window.answers_no_more ? new Promise(() => {}) : databases.call(this); };
        });
        const { fragment } = await office.invite("Hodan");
        await enrol_and_hear(phone.page, server.origin, fragment, "English");
        const counted = (await office.total()).conversations;
        await phone.page.evaluate(() => { window.answers_no_more = true; });
        await log_conversation(phone.page);
        assert.ok(await eventually(async () => (await office.total()).conversations === counted + 1));
    } finally {
        await phone.context.close();
    }
});

test("a phone whose store the browser emptied says so in her language; a new phone does not", async () => {
    await page.goto("about:blank");
    const { fragment } = await office.invite("Samira");
    await enrol_and_hear(page, server.origin, fragment, "العربية", "4682"); // what is still on its way would fill the store again
    await cdp.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "indexeddb" });
    await page.goto(server.origin + "/");
    await page.getByRole("alert").getByText(say("field.lock.emptied", "ar")).waitFor();
    assert.equal(await page.getByText(say("field.lock.nobody", "ar")).count(), 0);
    await cdp.send("Storage.clearDataForOrigin", { origin: server.origin, storageTypes: "indexeddb,local_storage" });
    await page.goto(server.origin + "/");
    await page.getByText(say("field.lock.nobody")).waitFor();
    await page.getByText(say("field.lock.emptied")).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
});

test("who takes herself off a phone leaves no mark", async () => {
    await page.goto("about:blank");
    const { fragment } = await office.invite("Noor");
    await enrol_and_hear(page, server.origin, fragment, "English");
    assert.equal(await page.evaluate(() => localStorage.length), 1);
    await open("field.home.settings");
    await open("field.phone.title");
    await button(page, "field.take_off.title").click();
    await button(page, "field.take_off.go_on").click();
    for (const digit of "2580") await page.keyboard.press(digit);
    await button(page, "field.take_off.do").click();
    await page.getByText(say("field.lock.nobody")).waitFor();
    assert.equal(await page.evaluate(() => localStorage.length), 0);
});

// --- the PIN -----------------------------------------------------------------------------------------------------------------

test("a browser without WebAssembly guards the PIN as well as it can; once it has it, unlocking makes the guard stronger", async () => {
    const phone = await open_browser();
    try {
        await phone.page.addInitScript(() => { if (!sessionStorage.getItem("newer")) delete window.WebAssembly; });
        await enrol(phone.page, server.origin, (await office.invite("Deqa")).fragment, "English");
        await log_conversation(phone.page);
        const key = async () => (await rows_of(phone.page, "persons")).persons[0].key;
        const before_ = await key();
        assert.deepEqual([before_.memory, before_.rounds], [undefined, 600_000]);
        await phone.page.evaluate(() => sessionStorage.setItem("newer", "1"));
        await phone.page.reload();
        await type_pin(phone.page);
        await phone.page.locator(".log").waitFor();
        assert.ok(await eventually(async () => (await key()).memory === 32 * 1024), "wrapped anew");
        await phone.page.reload();
        await type_pin(phone.page);
        await phone.page.locator(".log").waitFor();
        assert.deepEqual((await key()).wrapped !== before_.wrapped && phone.faults, []);
    } finally {
        await phone.context.close();
    }
});

// --- clocks and keyboards ----------------------------------------------------------------------------------------------------

test("the idle lock closes though the phone's clock is set back; an Arabic or Persian keyboard types the same PIN", async () => {
    const phone = await open_browser();
    await phone.page.clock.install();
    const tick = (time) => phone.page.clock.runFor(time);
    try {
        await phone.page.goto(`${server.origin}/${(await office.invite("Hawa")).fragment}`);
        await phone.page.getByRole("button", { name: "English", exact: true }).click();
        await phone.page.locator("main > button.primary").click();
        for (const turn of [1, 2]) { await type_pin(phone.page); await tick(turn * 100); }
        await phone.page.locator(".log").waitFor();
        await phone.page.clock.setSystemTime(Date.now() - 2 * 3_600_000);
        await tick(4 * 60_000);
        assert.equal(await phone.page.locator(".log").count(), 1);
        await tick(2 * 60_000);
        await phone.page.locator(".pad").waitFor();
        for (const key of "٢۵٨0") await phone.page.locator("body").dispatchEvent("keydown", { key, bubbles: true });
        assert.equal(await phone.page.locator(".dots .full").count(), 4);
        await button(phone.page, "field.lock.open").click();
        await phone.page.locator(".log").waitFor();
        assert.deepEqual(phone.faults, []);
    } finally {
        await phone.context.close();
    }
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
