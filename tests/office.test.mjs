// The coordinator's path in the browser: sign in, the month, a mother and her link, a paper sheet by keyboard, quarantine, the method.
// Areas: reporting outreach people concern office programme.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { conversation, Phone } from "./phone.mjs";
import { at_a_desk, button, eventually, say, sign_in, type_login } from "./support.mjs";

let server, office, browser, page;
const open = async (name) => { await page.goto(`${server.origin}/office#/groups/${office.group_id}/${name}`); };

before(async () => { ({ server, office, browser, page } = await at_a_desk({ enters: false })); });
after(async () => { await browser?.context.close(); await server?.close(); });

test("signing in with a wrong password says so and keeps the address; the right one shows the month", async () => {
    await page.goto(server.origin + "/office");
    await type_login(page, { ...office.login, password: "not this one" });
    await page.getByRole("alert").first().waitFor();
    assert.equal(await page.getByLabel(say("office.sign_in.email"), { exact: true }).inputValue(), office.login.email);
    await page.getByLabel(say("office.sign_in.password"), { exact: true }).fill(office.login.password);
    await button(page, "office.sign_in.button").click();
    await page.getByRole("heading", { name: say("office.month.total.title") }).waitFor();
    assert.match(await page.locator("h1").textContent(), /Gellerup/);
});

test("a recording shows in the open month by itself, without a reload", async () => {
    const mothers = (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.filter((one) => one.state === "active");
    const before_ = (await office.total()).conversations;
    const today = office.me.today;
    const id = (n) => { const time = Date.parse(today).toString(16).padStart(12, "0"); return `${time.slice(0, 8)}-${time.slice(8)}-7${String(n).padStart(3, "0")}-8000-${String(Math.floor(Math.random() * 1e12)).padStart(12, "0")}`; };
    const row = { id: id(1), done_by: mothers[0].person_id, held_on: today, women: 1, meeting: "again", contact_way: "street", place: "outdoors", activities: ["talked"], themes: ["money"], minutes: 15, next_step: "meet_again", ladder: null, language: null, template_version: 1 };
    const stored = await office.call("POST", `/api/groups/${office.group_id}/conversations`, { items: [row] });
    assert.equal(stored.status, 200, JSON.stringify(stored.body));
    assert.equal((await office.call("POST", `/api/groups/${office.group_id}/conversations`, { items: [row] })).status, 200);
    assert.equal((await office.total()).conversations, before_ + 1);
    assert.ok(await eventually(async () => (await page.locator("main").textContent()).includes(String(before_ + 1)), 6000)); // it asks every 2 s; a busy test machine needs longer
});

test("a mother is added and invited; the link is shown once and works once", async () => {
    await open("people");
    await button(page, "office.people.add").click();
    await page.getByLabel(say("office.people.field.name"), { exact: true }).fill("Zahra Ny");
    await page.getByRole("button", { name: say("office.people.add"), exact: true }).last().click();
    await page.getByText("Zahra Ny").first().waitFor();
    const person = (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.find((one) => one.display_name === "Zahra Ny");
    await open(`people/${person.person_id}`);
    await button(page, "office.invite.button").click();
    const shown = () => page.evaluate(() => [...document.querySelectorAll("input, textarea")].map((one) => one.value).join(" ") + document.body.textContent);
    assert.ok(await eventually(async () => /#i=dk\./.test(await shown())));
    const link = /http[^"<>\s]*#i=[\w.-]+/.exec(await shown())[0];
    const token = link.split("#i=")[1];
    const enrol = () => fetch(server.origin + "/api/enrol", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token, language: "en" }) });
    assert.equal((await enrol()).status, 201);
    assert.equal((await enrol()).status, 410);
});

const row_cells = (row) => page.locator("table tbody tr").nth(row).locator("input");
const type = async (...keys) => { for (const key of keys) { if (/^[A-Z][a-z]+|\+/.test(key)) await page.keyboard.press(key); else await page.keyboard.type(key); } };
const mine = async () => (await office.call("GET", `/api/groups/${office.group_id}/conversations`)).body.conversations;
const fresh_sheet = async () => { await open("sheet"); await page.reload(); await row_cells(0).first().waitFor(); };

test("a paper sheet is written by keyboard alone, a wrong day stands in its cell, and nothing is lost", async () => {
    await fresh_sheet();
    const before_ = (await office.total()).conversations;
    await row_cells(0).first().focus();
    for (const text of ["1", "32/13"]) await type(text, "Tab");
    await type("Control+Enter");
    await page.getByText(/Not a day: 32\/13/).first().waitFor();
    assert.equal((await office.total()).conversations, before_);
    assert.equal(await row_cells(0).nth(1).inputValue(), "32/13");
});

test("a sheet counts exactly what was typed or confirmed: pale values are proposals", async () => {
    await fresh_sheet();
    const known = new Set((await mine()).map((one) => one.id));
    await row_cells(0).first().focus();
    // First row: everything is typed. Mother, day, women, first?, contact, where, done, themes, minutes, next, ladder, language.
    await type("1", "Tab", "=", "Tab", "٢", "Tab", "1", "Tab", "1", "Tab", "2", "Tab", "1", "Tab", "1 2", "Tab", "۴۵", "Tab", "1", "Tab", "2", "Tab", "arab", "Enter");
    // Second: mother and day are confirmed with a key each; contact, place and language are passed over.
    await type("Space", "Space", "Tab", "Tab", "Tab", "Tab", "Tab", "3", "Enter", "Enter", "Enter", "Enter", "Enter");
    // Third: one key for all that is pale. Fourth: only looked at.
    await type("Shift+Space", "3", "Enter");
    await row_cells(3).first().waitFor({ state: "attached" }).catch(() => {});
    await type("Control+Enter");
    assert.ok(await eventually(async () => (await mine()).filter((one) => !known.has(one.id)).length === 3, 8000), "three rows are stored");
    const stored = (await mine()).filter((one) => !known.has(one.id));
    const by = (women, themes) => stored.find((one) => one.women === women && one.themes.length === themes);
    const [first, second, third] = [by(2, 2), by(1, 1), by(3, 0)];
    assert.ok(first && second && third, JSON.stringify(stored));
    assert.deepEqual([first.minutes, first.ladder, first.language, first.meeting, first.activities.length], [45, 2, "ar", "first", 1]);
    assert.ok(first.contact_way !== "not_stated" && first.place !== "not_stated" && first.next_step !== "not_stated");
    assert.deepEqual([second.contact_way, second.place, second.language, second.meeting, second.minutes, second.next_step, second.activities], ["not_stated", "not_stated", null, "not_stated", 0, "not_stated", []]);
    assert.deepEqual([third.contact_way, third.place, third.language], [first.contact_way, first.place, "ar"]);
    assert.deepEqual([third.meeting, third.minutes, third.themes, third.activities], ["not_stated", 0, [], []]);
    for (const one of [second, third]) assert.deepEqual([one.done_by, one.held_on], [first.done_by, office.me.today]);
});

test("a row whose mother and day are only proposed is not complete, and one key completes it", async () => {
    await fresh_sheet();
    const before_ = (await mine()).length;
    await row_cells(0).first().focus();
    await type("1", "Tab", "=", "Enter");
    for (let at = 2; at < 12; at += 1) await type("Enter");
    await type("Tab", "Tab", "7", "Control+Enter");
    await page.getByText(/not confirmed/).first().waitFor();
    assert.equal((await mine()).length, before_);
    await type("Shift+Space", "Control+Enter");
    assert.ok(await eventually(async () => (await mine()).length === before_ + 2, 8000));
});

test("ten rows are on a screen of 1280 by 800, no label is cut off", async () => {
    await fresh_sheet();
    await row_cells(0).first().focus();
    for (let row = 0; row < 10; row += 1) {
        if (row === 0) await type("1", "Tab", "=", "Tab", "2", "Tab", "2", "Tab", "9", "Tab", "2", "Tab", "1 2", "Tab", "1 2", "Tab", "30", "Tab", "1", "Tab", "1", "Tab", "arab");
        else await type("Shift+Space");
        if (row < 9) { await row_cells(row).last().focus(); await type("Enter"); }
    }
    await row_cells(9).first().focus();
    await page.evaluate(() => scrollTo(0, 0));
    const bottom = await page.evaluate(() => [...document.querySelectorAll("table tbody tr")].filter((one) => one.querySelector("input"))[9].getBoundingClientRect().bottom);
    assert.ok(bottom <= 800, `the tenth row ends at ${bottom}`);
    const cut = await page.evaluate(() => [...document.querySelectorAll("table td *, table th *")].filter((one) => !one.closest(".unseen") && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) && one.clientWidth > 0 && one.tagName !== "svg").map((one) => `${one.tagName} ${one.textContent || one.value}`));
    assert.deepEqual(cut, []);
    await page.evaluate(() => sessionStorage.clear());
});

test("a sheet that was opened yesterday takes today's day, and a day that has not come is asked about", async () => {
    const today = office.me.today;
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
    const pretend = async (route) => { const answer = await route.fetch(); await route.fulfill({ response: answer, json: { ...(await answer.json()), today: yesterday } }); };
    await page.route("**/api/me", pretend);
    await page.route("**/api/login", pretend);
    await fresh_sheet();
    const known = new Set((await mine()).map((one) => one.id));
    await row_cells(0).first().focus();
    await type("1", "Tab", String(Number(today.slice(8))), "Tab", "7", "Control+Enter");
    assert.ok(await eventually(async () => (await mine()).some((one) => !known.has(one.id)), 8000));
    assert.equal((await mine()).find((one) => !known.has(one.id)).held_on, today);
    await page.unroute("**/api/me");
    await page.unroute("**/api/login");

    const tomorrow = new Date(Date.parse(today) + 86_400_000);
    if (tomorrow.getUTCDate() === 1) return; // the last of a month: there is no later day in it
    const so_many = (await mine()).length;
    await row_cells(0).first().focus();
    await type("1", "Tab", String(tomorrow.getUTCDate()), "Tab", "7", "Control+Enter");
    await page.getByText(/not come yet/).first().waitFor();
    assert.equal((await mine()).length, so_many, "never a silent month back");
    await page.evaluate(() => sessionStorage.clear());
});

test("numbers of any keyboard are read in the form for one conversation, and a day far back is what page and server both take", async () => {
    await open("record");
    const rules = (await office.call("GET", `/api/groups/${office.group_id}/recording_rules`)).body;
    const known = new Set((await mine()).map((one) => one.id));
    await page.getByLabel(say("office.record.done_by"), { exact: true }).selectOption({ index: 1 });
    const women = page.getByLabel(say("office.record.women"), { exact: true });
    await women.fill("٥٫٥");
    await button(page, "office.record.save").click();
    assert.equal(await women.getAttribute("aria-invalid"), "true");
    await women.fill("\u200f٥");
    const day = page.getByLabel(say("office.record.held_on"), { exact: true });
    assert.equal(await day.getAttribute("min"), new Date(Date.parse(rules.today) - rules.days_back * 86_400_000).toISOString().slice(0, 10));
    await day.fill(await day.getAttribute("min"));
    await button(page, "office.record.save").click();
    assert.ok(await eventually(async () => (await mine()).some((one) => !known.has(one.id)), 8000), await page.locator("main").textContent());
    const stored = (await mine()).find((one) => !known.has(one.id));
    assert.deepEqual([stored.women, stored.held_on], [5, new Date(Date.parse(rules.today) - rules.days_back * 86_400_000).toISOString().slice(0, 10)]);
});

test("an item whose day cannot be true says whose it is, counts on the day the coordinator chose, and waits again after she took that back", async () => {
    const samira = await office.invite("Samira Ny");
    const phone = await Phone.enrol(server.origin, samira.fragment.slice("#i=".length), "en");
    await phone.put(conversation("1970-01-01", { women: 7 }), "1970-01-01");
    assert.equal((await phone.push()).results[0].outcome, "quarantined");
    const hers = async () => (await phone.post("/api/sync/pull", { epoch: null, scopes: [], cursor: {} })).body.scopes
        .flatMap((scope) => scope.records).filter((one) => one.entity === "conversation").map(({ record }) => [record.state, record.held_on]);

    await open("follow_up");

    const item = page.locator("li").filter({ hasText: "Samira Ny" });
    await item.getByText(say("problem.quarantine.reason.wrong_clock")).waitFor();
    const yesterday = new Date(Date.parse(office.me.today) - 86_400_000).toISOString().slice(0, 10);
    await item.getByLabel(say("office.quarantine.day")).fill(yesterday);
    await item.getByRole("button", { name: say("office.quarantine.accept"), exact: true }).click();
    assert.ok(await eventually(async () => (await hers())[0][0] === "stored"));
    assert.deepEqual(await hers(), [["stored", yesterday]]);

    await page.locator("summary").click();
    await item.getByRole("button", { name: say("office.quarantine.take_back"), exact: true }).click();
    await item.getByRole("button", { name: say("office.quarantine.accept"), exact: true }).waitFor();
    assert.deepEqual(await hers(), [["quarantined", "1970-01-01"]]);
    await item.getByRole("button", { name: say("office.quarantine.set_aside"), exact: true }).click();
    await page.getByText(say("office.quarantine.none")).waitFor();
});

test("the method: hiding a code is drift, and taking it back is none", async () => {
    await office.call("PUT", `/api/groups/${office.group_id}/overlay`, { base_version: 1, operations: [{ op: "hide", list: "place", code: "clinic" }] });
    await open("method");
    await page.getByRole("heading", { name: say("office.method.drift.title") }).waitFor();
    const drifted = await office.call("GET", `/api/groups/${office.group_id}/overlay`);
    assert.equal(drifted.body.operations.length, 1);
    const bad = await office.call("PUT", `/api/groups/${office.group_id}/overlay`, { base_version: 1, operations: [{ op: "hide", list: "place", code: "moon" }] });
    assert.equal(bad.status, 422);
    assert.equal(bad.body.field, "operations[0].code");
});

test("closed worries come page by page, are found by who raised them, and one opened again stands with the open ones", async () => {
    const today = office.me.today;
    const phone = await Phone.enrol(server.origin, (await office.invite("Søraya Worried")).link.split("#i=")[1]);
    const worries = [];
    for (let i = 0; i < 102; ++i) worries.push(await phone.worry(today));
    while (phone.waiting().length) await phone.push();
    for (const id of worries) assert.equal((await office.call("POST", `/api/groups/${office.group_id}/concerns/${id}`, { closed_on: today })).status, 200);
    const { open: before, closed } = (await office.call("GET", `/api/groups/${office.group_id}/concerns`)).body;
    await open("follow_up");
    const part = page.locator("[data-part=concerns]");
    const listed = part.locator("details li");
    await part.locator("summary").click();
    await listed.first().waitFor();
    assert.equal(await listed.count(), 100);
    await button(page, "office.list.more").click();
    await eventually(async () => (await listed.count()) === closed);
    assert.equal(await listed.count(), closed);
    assert.equal(await button(page, "office.list.more").count(), 0);
    await part.locator("input[type=search]").fill("nobody of this name");
    await part.getByText(say("office.concern.none_found")).waitFor();
    await part.locator("input[type=search]").fill("soraya");
    await listed.first().waitFor();
    assert.match(await listed.first().textContent(), /Søraya/);
    await listed.first().getByRole("button").click();
    await eventually(async () => (await part.locator("li:not(details li)").count()) === before + 1);
    assert.equal(await part.locator("li:not(details li)").count(), before + 1);
});

test("the national office sees organisation and no mother, no conversation", async () => {
    const national = await sign_in(server, { role: "secretariat" });
    const groups = (await national.call("GET", "/api/groups")).body.groups;
    assert.equal(groups.length, 3);
    for (const path of ["people", "month", "quarter", "conversations", "concerns", "quarantine"])
        assert.equal((await national.call("GET", `/api/groups/${groups[0].group_id}/${path}`)).status, 403, path);
    const norway = await sign_in(server, { programme_id: "no" });
    assert.equal((await norway.call("GET", `/api/groups/${office.group_id}/month`)).status, 403);
});

test("no page had a fault and nothing was asked of another server", () => {
    assert.deepEqual(browser.faults, []);
    assert.deepEqual(browser.foreign, []);
});

test("the file of a phone that was away for a year is taken in whole, though it is larger than one request may be", async () => {
    const phone = await Phone.enrol(server.origin, (await office.invite("Away For Long")).fragment.slice(3));
    const today = office.me.today, padding = "x".repeat(1400); // items are padded to 2048 bytes on a phone
    for (let i = 0; i < 900; ++i) await phone.put({ ...conversation(today), ladder_note: padding }, today);
    const file = { format: "bydel-outbox-1", programme_id: "dk", device_id: phone.device_id, exported_on: today, items: phone.outbox.map(({ item_id, key_id, sealed }) => ({ item_id, key_id, sealed })) };
    const text = JSON.stringify(file);
    assert.ok(text.length > 2 * 1024 * 1024, `${text.length}`);
    assert.equal((await office.call("POST", `/api/groups/${office.group_id}/import`, file)).status, 413);
    await open("import");
    await page.locator("input[type=file]").setInputFiles({ name: "phone.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await button(page, "office.import.button").click();
    await page.locator("[role=status] li").first().waitFor();
    assert.match(await page.locator("[role=status] li").first().textContent(), /900/);
});
