// Any write in the office that is refused, lost or never answered is told on the page and can be tried again; no button stays grey for good.
// Areas: office platform/office_query.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Phone } from "./phone.mjs";
import { answer, button, desk_size, enter_office, eventually, nothing_on_top, open_browser, say, sign_in, start_server } from "./support.mjs";

let server, office, browser, page, people;
before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    await office.call("POST", "/api/me/language", { language: "en" });
    people = (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.filter((one) => one.state === "active");
    browser = await open_browser({ viewport: desk_size });
    page = browser.page;
    await page.clock.install();
    await enter_office(page, server, office.login);
});
after(async () => { await browser?.context.close(); await server?.close(); });

const html = (status) => (route) => route.fulfill({ status, contentType: "text/html", body: "<html>no</html>" });
/** What may happen to a write on its way, and what the page must say. */
const faults = {
    "no network": [(route) => route.abort("internetdisconnected"), "office.problem.not_connected"],
    "the answer is lost": [(route) => route.abort("connectionreset"), "office.problem.not_connected"],
    "broken server": [html(500), "office.problem.not_understood"],
    "server away behind its proxy": [html(502), "office.problem.server_busy"],
    "too large": [html(413), "office.problem.too_large"],
    "no answer at all": [() => {}, "office.problem.no_answer"],
};
const writes = (request) => request.method() !== "GET" && !request.url().endsWith("/api/impact/check");

/** `press` does the writing, `box` is where the problem must stand; afterwards the same press works. */
async function breaks_and_heals(name, press, { box = () => page.locator("main"), works, only = Object.keys(faults) }) {
    for (const fault of only) {
        const [answer, key] = faults[fault];
        let came = false;
        const handler = (route) => {
            if (!writes(route.request())) return route.continue();
            came = true;
            return answer(route);
        };
        await page.route("**/api/**", handler);
        await press();
        if (fault === "no answer at all") {
            assert.ok(await eventually(() => came), `${name}: nothing is sent`);
            await page.clock.fastForward(31_000);
        }
        const told = box().getByRole("alert").filter({ hasText: say(key) }).first();
        await told.waitFor({ timeout: 8000 }).catch(() => assert.fail(`${name}, ${fault}: nothing is told`));
        await page.unroute("**/api/**", handler);
        assert.ok(await eventually(async () => (await box().locator("button.primary:disabled, button.danger:disabled").count()) === 0, 3000), `${name}, ${fault}: a button stays grey`);
    }
    await press();
    assert.ok(await eventually(works, 8000), `${name}: does not work when tried again`);
}
/** A dialog that closed takes its step of the browser's history back a moment later: nobody is quicker than that, but for a test. */
const open = async (name) => {
    await nothing_on_top(page);
    await page.goto(`${server.origin}/office#/groups/${office.group_id}/${name}`);
};
const get = async (name) => (await office.call("GET", `/api/groups/${office.group_id}/${name}`)).body;
const said = (key) => async () => (await page.locator(".announcement").textContent()).includes(say(key));

test("a conversation, recorded", async () => {
    await open("record");
    await page.getByLabel(say("office.record.done_by"), { exact: true }).selectOption({ label: people[0].display_name });
    await breaks_and_heals("record", () => button(page, "office.record.save").click(), { works: said("office.record.saved") });
});

test("a paper sheet", async () => {
    await open("sheet");
    const cell = page.locator("table input").first();
    await cell.click();
    await page.keyboard.type("1");
    await page.keyboard.press("Tab");
    await page.keyboard.type("0");
    await page.keyboard.press("Tab");
    await breaks_and_heals("sheet", () => page.locator(".entry button.primary").click(), { works: async () => /saved/i.test(await page.locator(".announcement").textContent()) });
});

test("the method", async () => {
    await open("method");
    await page.getByRole("button", { name: /^Hide/ }).first().click();
    await breaks_and_heals("method", () => button(page, "office.method.save").click(), { works: said("office.method.saved") });
});

test("the group's contact, and the language", async () => {
    await page.goto(`${server.origin}/office#/settings`);
    const phone = page.getByLabel(say("office.contact.phone"), { exact: true });
    await phone.fill("71 71 71 71");
    await breaks_and_heals("contact", () => page.locator("form", { has: phone }).locator("button.primary").click(), { works: said("office.contact.saved") });
    await page.getByLabel(say("office.own_phone.password"), { exact: true }).fill(office.login.password);
    await breaks_and_heals("own phone", () => button(page, "office.own_phone.make").click(), { works: async () => (await page.getByRole("dialog").count()) > 0, only: ["no network", "no answer at all"] });
    await page.keyboard.press("Escape");
    await breaks_and_heals("language", () => page.getByRole("button", { name: "English", exact: true }).click(), { works: async () => (await page.getByRole("alert").count()) === 0, only: ["no network", "no answer at all"] });
});

test("a mother: added, changed, invited, left", async () => {
    await open("people");
    await button(page, "office.people.add").first().click();
    const dialog = () => page.getByRole("dialog");
    await page.getByLabel(say("office.people.field.name"), { exact: true }).fill("Refusa Ny");
    await breaks_and_heals("add", () => dialog().locator("button.primary").click(), { box: dialog, works: async () => (await page.getByRole("heading", { name: "Refusa Ny" }).count()) > 0 });
    await page.getByLabel(say("office.people.field.name"), { exact: true }).fill("Refusa Anden");
    await breaks_and_heals("change", () => page.locator("form button.primary").first().click(), { works: said("office.saved") });
    await breaks_and_heals("invite", () => button(page, "office.invite.button").click(), { works: async () => (await dialog().count()) > 0, only: ["no network", "no answer at all", "too large"] });
    await page.keyboard.press("Escape");
    await button(page, "office.invite.revoke").waitFor();
    await breaks_and_heals("revoke", () => button(page, "office.invite.revoke").click(), { works: said("office.invite.revoked"), only: ["no network", "broken server"] });
    await button(page, "office.leave.button").click();
    await breaks_and_heals("leave", () => dialog().locator("form .row button").first().click(), { box: dialog, works: async () => /people$/.test(page.url()) });
});

test("a worry, an item to look at, a recording taken away, a file taken in", async () => {
    const phone = await Phone.enrol(server.origin, (await office.invite("Worried Phone")).link.split("#i=")[1]);
    await phone.worry(office.me.today);
    await phone.push();
    await open("follow_up");
    const concerns = () => page.locator("[data-part=concerns]");
    await button(page, "office.concern.close").first().waitFor();
    await breaks_and_heals("concern", () => button(page, "office.concern.close").first().click(), { box: concerns, works: said("office.concern.saved"), only: ["no network", "broken server", "no answer at all"] });
    await open("recordings");
    await button(page, "office.recordings.remove").first().click();
    const dialog = () => page.getByRole("dialog");
    await breaks_and_heals("recording", () => dialog().locator("form .row button").first().click(), { box: dialog, works: said("office.recordings.removed") });
    await open("import");
    await page.locator("input[type=file]").setInputFiles({ name: "phone.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ format: "bydel-outbox-1", programme_id: "dk", items: [] })) });
    await breaks_and_heals("import", () => button(page, "office.import.button").click(), { works: async () => (await page.locator("[role=status] .notice").count()) > 0 });
    await page.locator("input[type=file]").setInputFiles({ name: "odd.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await button(page, "office.import.button").click();
    await page.getByText(say("office.import.not_ours")).waitFor();
    assert.ok((await get("concerns")).concerns.some((one) => one.closed_on));
});

test("a cost model, its files, and signing in", async () => {
    const national = await sign_in(server, { role: "secretariat" });
    await national.call("POST", "/api/me/language", { language: "en" });
    await page.locator("header .who").click();
    await button(page, "office.settings.sign_out").click();
    await button(page, "office.sign_out.do").click(); // the odd file is still chosen
    await page.getByRole("heading", { name: say("office.sign_in.title") }).waitFor();
    await page.getByLabel(say("office.sign_in.email"), { exact: true }).fill(national.login.email);
    await page.getByLabel(say("office.sign_in.password"), { exact: true }).fill(national.login.password);
    await breaks_and_heals("sign in", () => button(page, "office.sign_in.button").click(), { works: async () => (await page.locator("header .who").count()) > 0 });
    await page.goto(`${server.origin}/office#/impact/shipped/empty?tab=keep`);
    const save = () => page.locator(".panel:not(.away) button.primary").first();
    await save().waitFor();
    await breaks_and_heals("file", () => page.getByRole("button", { name: say("office.impact.files.csv"), exact: true }).click(), { works: async () => (await page.locator(".panel:not(.away)").getByRole("alert").count()) === 0, only: ["no network", "broken server"] });
    await breaks_and_heals("model", () => save().click(), { works: async () => /impact\/models\//.test(page.url()), only: ["no network", "broken server", "too large", "no answer at all"] });
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
