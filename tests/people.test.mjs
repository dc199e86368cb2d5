// Mothers and their phones where something goes wrong: a lost answer, a mistake, the same name twice, signs that cannot be seen. And the picture
// of an invitation, read off the page as a phone's camera would.
// Areas: people.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { answer, artifacts, at_a_desk, button, choose_pin, eventually, open_browser, phone_size, picture, say, type_pin } from "./support.mjs";
import { Phone } from "./phone.mjs";

const origin = "https://bydel.example";
let server, office, browser, page;
const open = async (name) => { await page.goto(`${server.origin}/office#/groups/${office.group_id}/${name}`); };
const people = async () => (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people;
const named = async (name) => (await people()).filter((one) => one.display_name === name);
const add = async (name) => (await office.call("POST", `/api/groups/${office.group_id}/people`, { display_name: name, joined_on: "2026-01-05" })).body.person_id;

before(async () => { ({ server, office, browser, page } = await at_a_desk({ options: ["--origin", origin] })); });
after(async () => { await browser?.context.close(); await server?.close(); });

test("the coordinator's first page warns until the group has a number that can be called", async () => {
    await open("month");
    await page.getByText(say("office.month.no_contact")).waitFor();
    const contact = (phone) => office.call("PUT", `/api/groups/${office.group_id}/contact`, { contact_name: "Mette", contact_phone: phone });
    const refused = await contact("abc");
    assert.equal(refused.body.key, "field.not_a_phone_number");
    assert.equal(refused.body.field, "contact_phone");
    await page.reload();
    await page.getByText(say("office.month.no_contact")).waitFor();
    assert.equal((await contact("٢٠ ١٢ ٣٤ ٥٦")).status, 200);
    await page.getByText(say("office.month.no_contact")).waitFor({ state: "detached" }); // by itself
    assert.equal((await office.call("GET", `/api/groups/${office.group_id}`)).body.contact_phone, "+45 20 12 34 56");
});

test("the picture of an invitation is read by a QR reader, on a light page and on a dark one, and is the link", async () => {
    const id = await add("Qamar Test");
    for (const colours of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: colours });
        await open(`people/${id}`);
        await page.reload();
        await button(page, colours === "light" ? "office.invite.button" : "office.invite.again").click();
        const picture = page.locator("svg[role=img]");
        await picture.waitFor();
        const link = await page.getByLabel(say("office.invite.link"), { exact: true }).inputValue();
        assert.ok(link.startsWith(`${origin}/#i=dk.`));
        const file = join(artifacts, `invitation-${colours}.png`);
        await picture.screenshot({ path: file });
        assert.equal(execFileSync("zbarimg", ["--quiet", "--raw", file], { encoding: "utf8" }).trim(), link);
    }
    await page.emulateMedia({ colorScheme: "light" });
});

test("a page that stands open follows what her phone chose meanwhile: nothing is called unsaved, and saving takes nothing back", async () => {
    const person = (await office.call("POST", `/api/groups/${office.group_id}/people`, { display_name: "Nadia Test", language: "en" })).body;
    await open(`people/${person.person_id}`);
    await button(page, "office.invite.button").click();
    const link = await page.getByLabel(say("office.invite.link"), { exact: true }).inputValue();
    await Phone.enrol(server.origin, link.slice(link.indexOf("#i=") + 3), "ar");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelector("form select").value === "ar");
    await page.locator("form button.primary").first().click();
    await page.getByText(say("office.saved")).first().waitFor();
    assert.equal((await people()).find((one) => one.person_id === person.person_id).language, "ar");
    await open("month");
    await page.locator("h1").waitFor();
    assert.equal(await page.getByText(say("office.unsaved.title")).count(), 0);
});

test("the link is sent with words in her own language, to her number where she has one", async () => {
    const person = (await office.call("POST", `/api/groups/${office.group_id}/people`, { display_name: "Rim Test", language: "ar", phone: "20123457" })).body;
    await open(`people/${person.person_id}`);
    await button(page, "office.invite.button").click();
    const sms = await page.getByRole("link", { name: say("office.invite.sms"), exact: true }).getAttribute("href");
    const whatsapp = await page.getByRole("link", { name: say("office.invite.whatsapp"), exact: true }).getAttribute("href");
    const link = await page.getByLabel(say("office.invite.link"), { exact: true }).inputValue();
    assert.ok(sms.startsWith("sms:+4520123457?&body=") && whatsapp.startsWith("https://wa.me/4520123457?text="));
    const text = new URL(whatsapp).searchParams.get("text");
    assert.equal(text, `${say("message.invitation", "ar")}\n${link}`);
    await page.locator(".message").waitFor();
});

test("adding a mother whose answer was lost, once more, adds one; the same name later is asked about", async () => {
    let lost = 0;
    await page.route(/\/people$/, async (route) => {
        if (route.request().method() !== "POST" || lost++) return route.continue();
        await route.fetch();
        return route.abort();
    });
    await open("people");
    await button(page, "office.people.add").click();
    const submit = page.getByRole("button", { name: say("office.people.add"), exact: true }).last();
    await page.getByLabel(say("office.people.field.name"), { exact: true }).fill("Lost Answer");
    await submit.click();
    await page.getByRole("alert").first().waitFor();
    assert.equal((await named("Lost Answer")).length, 1);
    await submit.click();
    await page.getByRole("heading", { name: "Lost Answer" }).waitFor();
    assert.equal((await named("Lost Answer")).length, 1);
    await page.unroute(/\/people$/);

    await open("people");
    await button(page, "office.people.add").click();
    await page.getByLabel(say("office.people.field.name"), { exact: true }).fill("lost  ANSWER");
    await submit.click();
    await button(page, "office.people.same_name.another").click();
    await page.getByRole("heading", { name: "lost ANSWER" }).waitFor();
    assert.equal((await named("Lost Answer")).length + (await named("lost  ANSWER")).length, 2);
});

test("a name of signs that cannot be seen is refused, and one with such a sign is erased by typing what is seen", async () => {
    for (const nothing of ["\u200b", "\u200f", "\u2060", "\u00a0\u00a0", "\u3000"]) {
        const answer = await office.call("POST", `/api/groups/${office.group_id}/people`, { display_name: nothing });
        assert.equal(answer.status, 422, JSON.stringify(nothing));
        assert.equal(answer.body.field, "display_name");
    }
    const id = await add("Ami\u200bna Test");
    assert.equal((await named("Amina Test")).length, 1);
    await open(`people/${id}`);
    await button(page, "office.erase.button").click();
    await page.locator("form input").last().fill("Ami\u200bna\u00a0 TEST");
    await page.getByRole("button", { name: say("office.erase.do"), exact: true }).click();
    await page.locator("h1", { hasText: "Mothers in" }).waitFor(); // it goes there by itself
    assert.equal((await named("Amina Test")).length, 0);
});

test("she who left by mistake never left, who was moved by mistake never moved, and the history keeps what was done", async () => {
    const id = await add("Mistaken Leave");
    await open(`people/${id}`);
    await button(page, "office.leave.button").click();
    await page.getByRole("button", { name: say("office.leave.do"), exact: true }).click();
    await page.locator("h1", { hasText: "Mothers in" }).waitFor();
    await open(`people/${id}`);
    await button(page, "office.correct.never_left").click();
    await page.getByRole("button", { name: say("office.correct.do"), exact: true }).click();
    await button(page, "office.move.button").waitFor();
    assert.equal((await named("Mistaken Leave"))[0].left_on, null);

    await button(page, "office.move.button").click();
    await page.getByRole("combobox", { name: say("office.move.to"), exact: true }).click();
    await page.locator("[role=option]").first().click();
    await page.getByRole("button", { name: say("office.move.do"), exact: true }).click();
    await page.locator("h1", { hasText: "Mothers in" }).waitFor();
    await open(`people/${id}`);
    await button(page, "office.correct.never_moved").click();
    await page.getByRole("button", { name: say("office.correct.do"), exact: true }).click();
    await button(page, "office.move.button").waitFor();
    const now = (await named("Mistaken Leave"))[0];
    assert.deepEqual([now.state, now.left_on, now.joined_on, now.moved], ["active", null, "2026-01-05", null]);
    const acts = (await office.call("GET", `/api/groups/${office.group_id}/people/${id}/history`)).body.changes.map((one) => one.act);
    assert.deepEqual(acts, ["taken_back", "moved", "taken_back", "left", "joined"]);
    await page.getByText(say("office.history.act.taken_back")).first().waitFor();
});

test("enrolling whose answer was lost: the same PIN again makes the phone hers, and the office said nothing too early", async () => {
    const person_id = await add("Enrol Lost");
    const link = (await office.call("POST", `/api/groups/${office.group_id}/people/${person_id}/invitation`, { purpose: "enrol" })).body.link;
    const hers = await open_browser({ viewport: phone_size });
    let lost = 0;
    await hers.page.route(/\/api\/enrol$/, async (route) => { if (lost++) return route.continue(); await route.fetch(); return route.abort(); });
    await hers.page.goto(`${server.origin}/${link.slice(link.indexOf("#"))}`);
    await hers.page.getByRole("button", { name: "English", exact: true }).click();
    await hers.page.locator("main > button.primary").click();
    await choose_pin(hers.page);
    await hers.page.getByText(say("field.enrol.offline")).waitFor();
    assert.equal((await named("Enrol Lost"))[0].phone_state, "opened");
    await type_pin(hers.page);
    await hers.page.locator(".log").waitFor();
    assert.ok(await eventually(async () => (await named("Enrol Lost"))[0].phone_state === "enrolled"));
    assert.equal(lost, 2);
    const used = await fetch(`${server.origin}/api/enrol/check`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token: link.split("#i=")[1] }) });
    assert.equal(used.status, 410);
    await hers.context.close();
});
