// Forms of the office: what is missing or refused stands at its field, what is saved elsewhere comes in, one of many is found by typing, a file is dropped.
// Areas: base platform people outreach.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { at_a_desk, axe, button, desk_size, nothing_on_top, phone_size, picture, say, settled, too_wide } from "./support.mjs";

let server, office, browser, page;
const open = async (name) => { await nothing_on_top(page); await page.goto(`${server.origin}/office#/groups/${office.group_id}/${name}`); await page.locator("h1").waitFor(); await settled(page); };
const field = (key, language) => page.getByLabel(say(key, language), { exact: true });
const person = async (id) => (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.find((one) => one.person_id === id);
const add = async (display_name) => (await office.call("POST", `/api/groups/${office.group_id}/people`, { display_name, joined_on: "2026-01-05", another: true })).body.person_id;
const speak = async (language) => { await office.call("POST", "/api/me/language", { language }); await page.reload(); await settled(page); };

before(async () => { ({ server, office, browser, page } = await at_a_desk()); });
after(async () => { await browser?.context.close(); await server?.close(); });

test("what is missing and what the server refuses stand at their fields and take the focus; nothing is told twice", async () => {
    const id = await add("Field Test");
    await open(`people/${id}`);
    await field("office.people.field.name").fill("  ");
    await button(page, "office.save").click();
    await page.getByText(say("office.people.field.name_missing")).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.labels?.[0].textContent), say("office.people.field.name"));
    await field("office.people.field.name").fill("Field Test");
    await field("office.people.field.phone").fill("no number");
    await button(page, "office.save").click();
    await page.getByText(say("problem.field.not_a_phone_number")).waitFor();
    assert.equal(await field("office.people.field.phone").getAttribute("aria-invalid"), "true");
    assert.equal(await page.evaluate(() => document.activeElement.labels?.[0].textContent), say("office.people.field.phone"));
    assert.equal(await page.locator("main").getByRole("alert").count(), 1);
    assert.deepEqual(await axe(page), []);
    await field("office.people.field.phone").fill(""); // nothing is unsaved
});

test("a number that the server writes in its own way comes in when it is saved, and nothing is called unsaved", async () => {
    const id = await add("Number Test");
    await open(`people/${id}`);
    await field("office.people.field.phone").fill("71 717171");
    await button(page, "office.save").click();
    await page.getByText(say("office.saved")).first().waitFor();
    await page.waitForFunction(() => document.querySelector("input[type=tel]").value === "+45 71 71 71 71");
    await open("people");
    assert.equal(await page.getByText(say("office.unsaved.title")).count(), 0);
});

test("what is saved elsewhere comes in where nothing was typed, what was typed stays, and saving takes neither back", async () => {
    const id = await add("Both Test");
    await open(`people/${id}`);
    await field("office.people.field.phone").fill("20123458");
    assert.equal((await office.call("PUT", `/api/groups/${office.group_id}/people/${id}`, { display_name: "Both Test", language: "ar", phone: null })).status, 200);
    await button(page, "office.invite.button").click(); // afterwards she is read anew
    await field("office.invite.link").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelector("form select").value === "ar");
    assert.equal(await field("office.people.field.phone").inputValue(), "20123458");
    await button(page, "office.save").click();
    await page.getByText(say("office.saved")).first().waitFor();
    const now = await person(id);
    assert.deepEqual([now.language, now.phone], ["ar", "+45 20 12 34 58"]);
});

test("the new group is found by typing; Escape closes the choices and not the dialog; in three languages and on a phone", async () => {
    const id = await add("Choice Test");
    for (const [language, viewport] of [["en", desk_size], ["da", phone_size], ["ar", phone_size]]) {
        await page.setViewportSize(viewport);
        await open(`people/${id}`);
        await speak(language);
        await button(page, "office.move.button", language).click();
        const choice = page.getByRole("combobox", { name: say("office.move.to", language), exact: true });
        await choice.click();
        await page.locator("[role=option]").first().waitFor();
        await settled(page);
        await picture(page, `combobox-${language}`);
        assert.deepEqual(await axe(page), [], language);
        assert.equal(await too_wide(page), 0);
        const seen = await page.locator("[role=option]").first().evaluate((one) => { const box = one.getBoundingClientRect(); return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === one; });
        assert.ok(seen, "nothing lies over the choices");
        await choice.fill("zzz");
        await page.getByText(say("office.move.none_found", language)).waitFor();
        await choice.press("Escape");
        assert.equal(await page.getByRole("dialog").count(), 1);
        assert.equal(await page.locator("[role=option]").count(), 0);
        await choice.fill("NORREBRO");
        await choice.press("Enter");
        assert.match(await choice.inputValue(), /^Nørrebro/);
        await choice.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.setViewportSize(desk_size);
    await speak("en");
});

test("a file that is dropped is taken as one that is chosen", async () => {
    await open("import");
    assert.ok(await page.evaluate(async () => {
        const data = new DataTransfer();
        data.items.add(new File(["{}"], "odd.json", { type: "application/json" }));
        const target = document.querySelector("input[type=file]").closest(".drop");
        target.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
        await new Promise((done) => requestAnimationFrame(done));
        const shows = target.classList.contains("over");
        target.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        return shows;
    }), "it shows that a file may be dropped");
    await button(page, "office.import.button").click();
    await page.getByText(say("office.import.not_ours")).waitFor();
    assert.equal(await page.locator("input[type=file]").evaluate((one) => one.files[0].name), "odd.json");
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
