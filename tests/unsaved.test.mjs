// What was typed is never lost, in both apps: by the menu, by Back, by a tap beside a sheet, by a newer version, by a full storage. And Back closes
// what lies on top first.
// Areas: office outreach.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answer, at_a_desk, button, desk_size, enrol, enter_office, eventually, leads_on, log_conversation, nothing_on_top, open_browser, phone_size, say, settled, sign_in, type_login, type_pin } from "./support.mjs";

let server, office, browser, page;
const group = (name) => `#/groups/${office.group_id}/${name}`;
const open = async (name) => { await page.goto(`${server.origin}/office${group(name)}`); };
/** By the menu on the page, as a coordinator goes. */
const go_to = async (key) => { await page.locator("nav a", { hasText: say(key) }).first().click(); };
const field = (key) => page.getByLabel(say(key), { exact: true });
const back_to_what_was_typed = () => page.getByText(say("office.draft.found"));

before(async () => { ({ server, office, browser, page } = await at_a_desk()); });
after(async () => { await browser?.context.close(); await server?.close(); });

test("the method: a change that is not saved is there again after the menu, after Back and after the page is loaded anew; other pages name it", async () => {
    await open("method");
    const bar = page.getByText(say("office.method.changed"));
    await page.getByRole("button", { name: /^Hide/ }).first().click();
    await bar.waitFor();
    await go_to("office.nav.mothers");
    const line = page.locator("p", { hasText: say("office.unsaved.title") });
    await line.getByRole("link").first().click();
    await bar.waitFor();
    await back_to_what_was_typed().waitFor();
    await page.goBack();
    await page.goBack();
    await go_to("office.nav.method");
    await bar.waitFor();
    await page.reload();
    await bar.waitFor();
    assert.equal((await office.call("GET", `/api/groups/${office.group_id}/overlay`)).body.operations.length, 0, "nothing was sent");
    await button(page, "office.method.discard").click();
    await bar.waitFor({ state: "detached" });
    await go_to("office.nav.mothers");
    await page.locator("h1").waitFor();
    assert.equal(await line.count(), 0, "what is thrown away is named no more");
});

test("the browser asks before the tab goes while something is unsaved, and only then", async () => {
    const asks = () => page.evaluate(() => { const event = new Event("beforeunload", { cancelable: true }); dispatchEvent(event); return event.defaultPrevented; });
    await open("people");
    await button(page, "office.people.add").click();
    assert.equal(await asks(), false);
    await field("office.people.field.name").fill("Half a name");
    assert.ok(await eventually(asks));
    await field("office.people.field.name").fill("");
    assert.ok(await eventually(async () => !(await asks())));
    await button(page, "office.cancel").click();
});

test("Back closes the dialog and stays on the page; what was typed in it is there when it opens again", async () => {
    await open("month");
    await go_to("office.nav.mothers");
    const dialog = page.getByRole("dialog");
    const opens = async () => { await button(page, "office.people.add").first().click(); await dialog.waitFor(); };
    await opens();
    await field("office.people.field.name").fill("Samira Ny");
    const closings = {
        Back: () => page.goBack(),
        Escape: () => page.keyboard.press("Escape"),
        "a tap beside it": () => page.mouse.click(5, 400),
        "the cross": () => dialog.getByRole("button", { name: say("office.close"), exact: true }).first().click(),
    };
    for (const [name, close] of Object.entries(closings)) {
        await close();
        await dialog.waitFor({ state: "detached" });
        await nothing_on_top(page);
        assert.match(page.url(), /\/people$/, `${name} leaves the page`);
        await opens();
        assert.equal(await field("office.people.field.name").inputValue(), "Samira Ny", name);
    }
    await page.goBack();
    await dialog.waitFor({ state: "detached" });
    await page.goBack();
    assert.ok(await eventually(() => /\/month$/.test(page.url())), "the history holds no dead step");
    await go_to("office.nav.mothers");
    await opens();
    await button(page, "office.draft.anew").click();
    assert.equal(await field("office.people.field.name").inputValue(), "");
    await page.goBack();
    await dialog.waitFor({ state: "detached" });
    await page.evaluate(() => 1);
});

test("every other form: half filled, left by the menu, filled still", async () => {
    const people = (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.filter((one) => one.state === "active");
    const forms = [
        ["record", "office.record.done_by", (box) => box.selectOption({ label: people[0].display_name }), people[0].person_id],
        [`people/${people[0].person_id}`, "office.people.field.phone", (box) => box.fill("71717171"), "71717171"],
        ["../../settings", "office.contact.name", (box) => box.fill("Somebody new"), "Somebody new"],
    ];
    for (const [name, key, fill, value] of forms) {
        await (name === "../../settings" ? page.goto(`${server.origin}/office#/settings`) : open(name));
        await fill(field(key).first());
        await go_to("office.nav.month");
        await page.getByRole("heading", { name: say("office.month.total.title") }).waitFor();
        await page.goBack();
        await back_to_what_was_typed().waitFor();
        assert.equal(await field(key).first().inputValue(), value, name);
        await button(page, "office.draft.anew").click();
        assert.notEqual(await field(key).first().inputValue(), value, name);
    }
});

test("a browser without room says so, and a page that a newer version has replaced is told and asked for again", async () => {
    await open("method");
    await page.getByRole("button", { name: /^Hide/ }).first().waitFor();
    await page.evaluate(() => { for (let size = 4_000_000; size > 0; size = Math.floor(size / 2)) for (let i = 0; i < 9; i++) { try { sessionStorage.setItem(`full${size}-${i}`, "x".repeat(size)); } catch { break; } } });
    await page.getByRole("button", { name: /^Hide/ }).first().click();
    await page.getByText(say("office.draft.no_room")).waitFor();
    await page.evaluate(() => { for (const key of Object.keys(sessionStorage)) if (key.startsWith("full")) sessionStorage.removeItem(key); });
    await page.getByRole("button", { name: /^Hide/ }).first().click();
    await page.getByText(say("office.draft.no_room")).waitFor({ state: "detached" });
    await page.route(/assets\/(GroupsPage|ImportPage)/, (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(`${server.origin}/office${group("import")}`);
    await page.getByText(say("office.problem.page_missing")).waitFor();
    await page.unroute(/assets\/(GroupsPage|ImportPage)/);
    await button(page, "office.try_again").click();
    await page.getByRole("heading", { name: say("office.import.title") }).waitFor();
    await go_to("office.nav.method");
    await page.getByText(say("office.method.changed")).waitFor();
});

test("a cost model: what is half typed in its small fields is there again after the menu, Back, a reload and a new version, and stays out of what is saved", async (t) => {
    const national = await sign_in(server, { role: "secretariat" });
    await national.call("POST", "/api/me/language", { language: "en" });
    const desk = await open_browser({ viewport: desk_size });
    t.after(() => desk.context.close());
    const screen = desk.page;
    await enter_office(screen, server, national.login);
    const copied = (await national.call("GET", "/api/impact/shipped/bydelsmoedre_2016_b")).body.document;
    const id = "019ac000-0000-7000-8000-000000000001";
    assert.equal((await national.call("POST", "/api/impact/models", { model_id: id, document: copied, note: "" })).status, 201);
    const address = `${server.origin}/office#/impact/models/${id}?tab=assumptions`;
    const value = screen.getByRole("textbox", { name: /^Value: Would have found work anyway/ });
    const row = screen.locator("li.card", { has: screen.getByRole("heading", { name: /^Share of the hours that replaces/ }) });
    const at = (key, on = screen) => on.getByLabel(say(key), { exact: true }).first();
    const fields = {
        "a number nobody understands": [() => value, "3,,5"],
        "an emptied number": [() => at("office.impact.field.model_price_year"), ""],
        "a year of the price index": [() => at("office.impact.price_index.year"), "2031"],
        "its value": [() => at("office.impact.price_index.value"), "117,"],
        "the words of a new line": [() => at("office.impact.add.cost"), "Rooms and coffee"],
        "behind More: a range": [() => at("office.impact.field.high", row), "about 40"],
        "behind More: the month of an own number": [() => at("office.impact.link.from", row), "2026-03"],
        "draws out of their range": [() => at("office.impact.draws.count"), "50"],
    };
    const there = async (when) => {
        for (const [name, [box, typed]] of Object.entries(fields)) {
            const shows = async () => (await box().count()) > 0 && (await box().inputValue()) === typed;
            assert.ok(await eventually(shows), `${when}: ${name}`);
        }
    };
    await screen.goto(address);
    await row.getByRole("button", { name: new RegExp(`^${say("office.impact.more")}`) }).click();
    await button(row, "office.impact.link.begin").click();
    await screen.getByRole("tab", { name: say("office.impact.tab.sure") }).click();
    await fields["draws out of their range"][0]().fill("50");
    await screen.getByRole("tab", { name: say("office.impact.tab.assumptions") }).click();
    for (const [name, [box, typed]] of Object.entries(fields)) if (!name.startsWith("draws")) { await box().fill(typed); await box().blur(); }
    await there("typed");

    await screen.locator("nav a", { hasText: say("office.nav.facts") }).first().click();
    await screen.locator("article").first().waitFor();
    await screen.locator("p", { hasText: say("office.unsaved.title") }).getByRole("link", { name: say("office.impact.title") }).click();
    await screen.getByText(say("office.draft.found")).waitFor();
    await there("after the menu");
    await screen.goBack();
    await screen.locator("article").first().waitFor();
    await screen.goForward();
    await there("after Back");
    await screen.reload();
    await there("after a reload");

    assert.equal((await national.call("PUT", `/api/impact/models/${id}`, { document: { ...copied, last_year: 12 }, note: "of a colleague", base_version: 1 })).status, 200);
    await screen.goto("about:blank");
    await screen.goto(address);
    await screen.getByText(/Version 2/).first().waitFor();
    await there("in a new version");

    await screen.getByRole("tab", { name: say("office.impact.tab.keep") }).click();
    await screen.getByText(/^8 fields are half typed/).waitFor();
    const kept = (await national.call("GET", `/api/impact/models/${id}`)).body.document;
    assert.deepEqual([kept.price_year, kept.costs.length, kept.price_index?.values["2031"]], [copied.price_year, copied.costs.length, undefined], "nothing of it is in the model");
    await button(screen, "office.draft.anew").click();
    await screen.getByRole("tab", { name: say("office.impact.tab.assumptions") }).click();
    assert.ok(await eventually(async () => (await value.inputValue()) !== "3,,5"));
    await screen.locator("nav a", { hasText: say("office.nav.facts") }).first().click();
    await screen.locator("article").first().waitFor();
    assert.equal(await screen.getByText(say("office.unsaved.title")).count(), 0);
    assert.deepEqual(desk.faults, []);
});

test("signing out is on every page; it asks while something is unsaved, and forgets it", async () => {
    const menu = page.locator("header .who");
    for (const name of ["people", "sheet", "follow_up"]) {
        await open(name);
        await menu.click();
        await button(page, "office.settings.sign_out").waitFor();
        await page.goBack();
        await button(page, "office.settings.sign_out").waitFor({ state: "detached" });
        assert.ok(page.url().endsWith(name), "Back closes the menu and stays");
    }
    await menu.click();
    await button(page, "office.settings.sign_out").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("link", { name: say("office.nav.method") }).waitFor();
    await button(page, "office.sign_out.stay").click();
    await menu.click();
    await button(page, "office.settings.sign_out").click();
    await button(page, "office.sign_out.do").click();
    await page.getByRole("heading", { name: say("office.sign_in.title") }).waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
    const words = await page.locator("main").textContent();
    assert.ok(words.includes(office.me.programme.name), "the programme of the last sign-in stands at the door");
    assert.ok(!words.includes(office.me.display_name));
});

test("a sign-out that the server did not hear of is told, and is made good before anybody comes in", async () => {
    await type_login(page, office.login);
    await page.locator("header .who").click();
    await page.route("**/api/logout", (route) => route.abort());
    await button(page, "office.settings.sign_out").click();
    await page.getByText(say("office.sign_out.not_told")).waitFor();
    await page.reload();
    await page.getByText(say("office.sign_out.not_told")).waitFor();
    await page.unroute("**/api/logout");
    await button(page, "office.try_again").click();
    await page.getByText(say("office.sign_out.not_told")).waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("heading", { name: say("office.sign_in.title") }).waitFor();
    assert.equal(await page.evaluate(async () => (await fetch("/api/me")).status), 401);
});

test("on the phone: a begun conversation is thrown away by no single tap, and Back closes what lies on top", async () => {
    const mother = await office.invite("Amina Draft");
    const phone = await open_browser({ viewport: phone_size });
    const screen = phone.page;
    await enrol(screen, server.origin, mother.fragment, "English");
    const dialog = screen.getByRole("dialog");
    for (const one of [screen.locator(".log"), ...[1, 2].map((tile) => screen.locator(".tiles button").nth(tile))]) await answer(screen, one);
    for (let i = 0; i < 3; i++) await leads_on(screen, () => screen.goBack());
    await screen.locator(".log").waitFor();
    const begun = screen.getByText(say("field.home.draft"));
    await begun.waitFor();
    for (const opens of [() => screen.locator(".log").click(), () => button(screen, "field.home.discard").click()]) {
        await opens();
        await dialog.waitFor();
        await screen.goBack();
        await dialog.waitFor({ state: "detached" });
        await nothing_on_top(screen);
        assert.ok(await begun.isVisible());
    }
    await screen.reload();
    await screen.locator(".pad").waitFor();
    await type_pin(screen);
    await begun.waitFor();
    await screen.locator(".log").click();
    await dialog.getByRole("button", { name: say("field.home.go_on"), exact: true }).click();
    await screen.getByRole("heading", { name: say("field.log.check") }).waitFor();
    // A sheet on the check: Back stays on the check, another Back goes home, and no step is dead.
    await button(screen, "field.log.another_day").click();
    await dialog.waitFor();
    await screen.goBack();
    await dialog.waitFor({ state: "detached" });
    await screen.getByRole("heading", { name: say("field.log.check") }).waitFor();
    await button(screen, "field.log.another_day").click();
    await dialog.locator(".days button").nth(3).click();
    await dialog.waitFor({ state: "detached" });
    await nothing_on_top(screen);
    await screen.goBack();
    await screen.locator(".log").waitFor();
    await screen.locator(".log").click();
    await dialog.getByRole("button", { name: say("field.begun.anew"), exact: true }).click();
    await screen.locator(".tiles button").first().waitFor();
    await screen.goBack();
    await screen.locator(".log").waitFor();
    await settled(screen);
    assert.equal(await begun.count(), 0);
    assert.ok(await log_conversation(screen) <= 8);
    // A card in two languages.
    await screen.locator(".doors button").first().click();
    await screen.locator("main a, main button").nth(1).click();
    await button(screen, "field.cards.show_her").first().click();
    await dialog.waitFor();
    await screen.goBack();
    await dialog.waitFor({ state: "detached" });
    assert.ok(await button(screen, "field.cards.show_her").first().isVisible(), "Back closes the sheet and stays at the card");
    assert.deepEqual(phone.faults, []);
    await phone.context.close();
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
