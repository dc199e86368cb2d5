// The office around its pages: the door, a new worry in the head of every page, the open tab in the address, an address that is not there, paper.
// Areas: office platform/office.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Phone } from "./phone.mjs";
import { answer, artifacts, axe, binary, button, desk_size, enter_office, eventually, languages, open_browser, phone_size, picture, say, settled, sign_in, start_server, too_wide, type_login } from "./support.mjs";

let server, office, browser, page, phone;
const open = async (name) => { await page.goto(`${server.origin}/office#/groups/${office.group_id}/${name}`); };
async function sign_in_here(login) {
    await type_login(page, login);
    await page.locator("header .who").waitFor();
}
async function sign_out_here() {
    await page.locator("header .who").click();
    await button(page, "office.settings.sign_out").click();
    await page.getByRole("heading", { name: say("office.sign_in.title") }).waitFor();
}

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    await office.call("POST", "/api/me/language", { language: "en" });
    for (const one of (await office.call("GET", `/api/groups/${office.group_id}/concerns`)).body.concerns)
        await office.call("POST", `/api/groups/${office.group_id}/concerns/${one.id}`, { closed_on: office.me.today });
    phone = await Phone.enrol(server.origin, (await office.invite("Worried Phone")).link.split("#i=")[1]);
    browser = await open_browser({ viewport: desk_size });
    page = browser.page;
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("the door says what this is; which programme, where the address, the last sign-in or the server's only one tells", async () => {
    const door = async () => (await page.locator(".product").textContent()).trim();
    await page.goto(server.origin + "/office");
    await page.locator(".product").waitFor();
    assert.equal(await door(), say("office.product"), "several programmes live here: none is named");
    assert.deepEqual(await (await fetch(server.origin + "/api/login")).json(), { programme: null });
    await page.goto(server.origin + "/office?programme=no");
    assert.match(await door(), /no$/);
    await page.goto(server.origin + "/office");
    await sign_in_here(office.login);
    await sign_out_here();
    assert.ok((await door()).endsWith(office.me.programme.name));
    await picture(page, "office-door-en");
    assert.deepEqual(await axe(page), []);
    await sign_in_here(office.login);
});

test("a new worry stands as a number in the head of every page, in words too, until somebody has followed it up", async () => {
    const link = page.locator("nav a", { hasText: say("office.nav.follow_up") });
    await open("people");
    await page.locator("h1").waitFor();
    assert.equal(await link.locator(".count").count(), 0);
    await phone.worry(office.me.today);
    await phone.worry(office.me.today);
    await phone.push();
    for (const name of ["month", "sheet", "method", "import"]) {
        await open(name);
        await link.locator(".count").waitFor();
        assert.equal(await link.locator(".count").textContent(), "2", name);
        assert.equal((await link.textContent()).trim(), `${say("office.nav.follow_up")}22 new worries`);
        assert.equal(await link.locator(".count").getAttribute("aria-hidden"), "true");
    }
    await page.locator("h1").waitFor(); // the head stands before the page has come
    assert.deepEqual(await axe(page), []);
    await page.goto(`${server.origin}/office#/settings`);
    await link.locator(".count").waitFor();
    await open("follow_up");
    await button(page, "office.concern.close").first().click();
    assert.ok(await eventually(async () => (await link.locator(".count").textContent()) === "1"), "at once when one is followed up");
    await button(page, "office.concern.close").first().click();
    await link.locator(".count").waitFor({ state: "detached" });
});

test("it is asked for every minute while somebody looks, and never while nobody does", async () => {
    const other = await browser.context.newPage();
    let asked = 0;
    await other.route("**/api/me/waiting", (route) => { asked += 1; return route.continue(); });
    await other.clock.install();
    await other.goto(`${server.origin}/office#/groups/${office.group_id}/people`);
    await other.locator("h1").waitFor();
    assert.ok(await eventually(() => asked >= 1));
    await other.waitForTimeout(300);
    const at_first = asked;
    await other.clock.fastForward(61_000);
    assert.ok(await eventually(() => asked === at_first + 1));
    await other.evaluate(() => { Object.defineProperty(document, "visibilityState", { get: () => "hidden", configurable: true }); document.dispatchEvent(new Event("visibilitychange")); });
    await other.clock.fastForward(600_000);
    await other.waitForTimeout(500);
    assert.equal(asked, at_first + 1);
    await other.close();
});

test("the open tab of a cost model is in the address: a reload, Back and a bookmark find it", async () => {
    const national = await sign_in(server, { role: "secretariat" });
    await national.call("POST", "/api/me/language", { language: "en" });
    await sign_out_here();
    await sign_in_here(national.login);
    const shown = () => page.locator("[role=tab][aria-selected=true]").textContent().then((text) => text.trim());
    await page.goto(`${server.origin}/office#/impact/shipped/norway_2020`);
    const tab = (key) => page.getByRole("tab", { name: say(key) });
    await tab("office.impact.tab.years").click();
    assert.ok(await eventually(async () => (await shown()) === say("office.impact.tab.years")));
    await tab("office.impact.tab.words").click();
    assert.match(page.url(), /tab=words/);
    await page.reload();
    await tab("office.impact.tab.words").waitFor();
    assert.equal(await shown(), say("office.impact.tab.words"));
    await page.goBack();
    assert.ok(await eventually(async () => (await shown()) === say("office.impact.tab.years")), "Back goes to the tab before");
    await page.goto(`${server.origin}/office#/impact/shipped/norway_2020?tab=nonsense`);
    assert.ok(await eventually(async () => (await shown()) === say("office.impact.tab.gains")));
    await sign_out_here();
    await sign_in_here(office.login);
});

test("an address that is not there is a page in the reader's language, without a script; the API's is for programs", async () => {
    for (const [language, locale, dir] of [["en", "en-GB", "ltr"], ["da", "da-DK", "ltr"], ["ar", "ar-SY", "rtl"]]) {
        const own = await open_browser({ viewport: phone_size, locale });
        const answer = await own.page.goto(server.origin + "/officer/nowhere");
        assert.equal(answer.status(), 404);
        assert.match(answer.headers()["content-type"], /^text\/html/);
        const policy = answer.headers()["content-security-policy"];
        assert.ok(policy.startsWith("default-src 'none'; style-src 'self'") && !policy.includes("script"), policy);
        assert.equal(await own.page.getByRole("heading").textContent(), say("not_found.title", language));
        assert.equal(await own.page.evaluate(() => document.documentElement.dir), dir);
        assert.ok(!/<script|<style|\son\w+=/.test(await answer.text()));
        assert.notEqual(await own.page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgba(0, 0, 0, 0)", "its style sheet is let in");
        assert.deepEqual(await axe(own.page), []);
        await picture(own.page, `not-found-${language}`);
        await own.page.getByRole("link", { name: say("not_found.office", language) }).click();
        await own.page.locator(".product").waitFor();
        assert.deepEqual(own.faults, []);
        await own.context.close();
    }
    const api = await fetch(server.origin + "/api/nowhere", { headers: { Accept: "text/html" } });
    assert.equal(api.status, 404);
    assert.match(api.headers.get("content-type"), /problem\+json/);
});

/** How much of each page but the last is blank at its foot, from 0 to 1. */
function blank_feet(pdf) {
    const folder = mkdtempSync(join(tmpdir(), "bydel-print-"));
    writeFileSync(join(folder, "page.pdf"), pdf);
    execFileSync("pdftoppm", ["-gray", "-r", "40", join(folder, "page.pdf"), join(folder, "page")]);
    const pages = readdirSync(folder).filter((name) => name.endsWith(".pgm")).sort();
    return pages.slice(0, -1).map((name) => {
        const bytes = readFileSync(join(folder, name));
        const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 40).toString("latin1"));
        const [width, height] = [Number(head[1]), Number(head[2])];
        const rows = bytes.subarray(head[0].length);
        for (let y = height - 1; y > 0; y--) for (let x = 0; x < width; x++) if (rows[y * width + x] < 200) return (height - 1 - y) / height;
        return 1;
    });
}

test("a printed month has no third of a page blank, in any language", async () => {
    const month = (await office.call("GET", `/api/groups/${office.group_id}/month`)).body;
    const full = [...month.groups_months].sort().at(-2) ?? month.month;
    for (const language of languages) {
        await office.call("POST", "/api/me/language", { language });
        await page.goto("about:blank");
        await open(`month?month=${full}`);
        await page.locator(".questions table").first().waitFor();
        const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
        if (process.env.BYDEL_PICTURES) writeFileSync(join(artifacts, `office-month-printed-${language}.pdf`), pdf);
        for (const blank of blank_feet(pdf)) assert.ok(blank < 0.2, `${language}: ${Math.round(blank * 100)} % of a page is blank`);
    }
    await office.call("POST", "/api/me/language", { language: "en" });
});

test("a fresh installation without the demo: the secretariat signs in, and each of her pages says what is there", async () => {
    const data = mkdtempSync(join(tmpdir(), "bydel-fresh-"));
    execFileSync(binary, ["init", "--data", data, "--programme", "dk"], { stdio: "pipe" });
    const her = { email: "you@example.org", password: "four quiet words here" };
    const said = execFileSync(binary, ["user", "add", "--data", data, "--programme", "dk", "--name", "Secretariat", "--email", her.email, "--role", "secretariat"], { encoding: "utf8" });
    const link = /\/office(#p=\S+)/.exec(said)[1];
    const fresh = await start_server({ data, demo: false });
    const { context, page: desk, faults } = await open_browser({ viewport: desk_size });
    try {
        for (const [language, viewport] of [["en", desk_size], ["da", phone_size], ["ar", phone_size]]) {
            const { context: hers, page } = await open_browser({ viewport, locale: language });
            await page.goto(`${fresh.origin}/office${link}`);
            await page.locator("input[autocomplete=username]").waitFor();
            assert.equal(await page.locator("input[autocomplete=username]").inputValue(), her.email);
            await button(page, "office.password.button", language).click(); // nothing typed yet
            await page.locator("[aria-invalid=true]").waitFor();
            await settled(page);
            assert.deepEqual(await axe(page), []);
            assert.equal(await too_wide(page), 0);
            await picture(page, `password-${language}`, { fullPage: true });
            await hers.close();
        }
        await desk.goto(`${fresh.origin}/office${link}`);
        await desk.locator("input[autocomplete=new-password]").fill(her.password);
        await button(desk, "office.password.button").click();
        await desk.getByText(say("office.groups.none_yet")).waitFor();
        assert.doesNotMatch(desk.url(), /#p=/);
        await desk.goto(`${fresh.origin}/office${link}`); // only the fragment changes: the page stays open
        await desk.getByText(say("problem.links.used")).waitFor();
        await desk.getByRole("link", { name: say("office.password.to_sign_in") }).click();
        await desk.getByText(say("office.groups.none_yet")).waitFor(); // she is signed in still
        await context.clearCookies();
        await desk.goto("about:blank");
        await enter_office(desk, fresh, her); // and with what she chose
        assert.equal((await desk.locator(".product, header a").first().textContent()).includes("(demo)"), false);
        await desk.getByText(say("office.groups.none_yet")).waitFor();
        for (const address of ["facts", "impact", "settings"]) {
            await desk.goto(`${fresh.origin}/office#/${address}`);
            await desk.locator("main h1").waitFor();
            assert.equal(await desk.locator("[role=alert]").count(), 0, address);
        }
        assert.deepEqual(faults, []);
    } finally {
        await context.close();
        await fresh.close();
    }
});

test("a link that signs another person in takes the first one's page from the other tab too", async () => {
    const { context, page: first } = await open_browser({ viewport: desk_size });
    await enter_office(first, server, office.login);
    await first.getByRole("link", { name: say("office.nav.month"), exact: true }).waitFor();
    const { email } = server.logins().find((one) => one.role === "secretariat" && one.programme_id === "dk");
    const said = execFileSync(binary, ["user", "link", "--data", server.folder, "--programme", "dk", "--email", email], { encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });
    const second = await context.newPage();
    await second.goto(`${server.origin}/office#/settings`);
    await second.locator("h1").waitFor();
    await second.goto(`${server.origin}/office${/\/office(#p=\S+)/.exec(said)[1]}`); // put into a page of hers that is open
    await second.locator("input[autocomplete=new-password]").fill("four quiet words here");
    await button(second, "office.password.button").click();
    for (const page of [second, first]) {
        await page.getByRole("link", { name: say("office.nav.jobs"), exact: true }).waitFor();
        assert.equal(await page.getByRole("link", { name: say("office.nav.month"), exact: true }).count(), 0);
    }
    await context.close();
});

test("no page had a fault and nothing was asked of another server", () => {
    assert.deepEqual(browser.faults, []);
    assert.deepEqual(browser.foreign, []);
});
