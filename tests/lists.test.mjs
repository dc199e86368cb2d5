// Lists of the office: found, put in order, kept as a file, and ten thousand rows as quick as ten.
// Areas: base platform people programme.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { at_a_desk, axe, broken_words, button, desk_size, downloaded, enter_office, eventually, open_browser, phone_size, picture, root, say, settled, sign_in, too_wide } from "./support.mjs";

const { unzipSync } = createRequire(join(root, "web/package.json"))("fflate");

let server, office, browser, page;
const open = async (name) => { await page.goto(`${server.origin}/office#/groups/${office.group_id}/${name}`); await page.locator("h1").waitFor(); await settled(page); };
const rows = () => page.locator("table tbody tr[aria-rowindex]");
const names = () => page.locator("table tbody th").allInnerTexts().then((all) => all.map((one) => one.trim()));
const head = (key) => page.getByRole("columnheader").getByRole("button", { name: say(key) });
const save = async (key) => downloaded(page, async () => { await button(page, "office.list.save").click(); await button(page, key).click(); });

before(async () => {
    ({ server, office, browser, page } = await at_a_desk());
    for (const display_name of ["=HYPERLINK(1)", "Aasa Prøve", "Zainab Prøve"]) await office.call("POST", `/api/groups/${office.group_id}/people`, { display_name, joined_on: "2026-01-05" });
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("the mothers are found by what is typed, in any letters, and put in order by a head that says so", async () => {
    await open("people");
    const all = await names();
    assert.deepEqual(all, [...all].sort(new Intl.Collator("en").compare));
    await page.getByLabel(say("office.people.find"), { exact: true }).fill("PROVE åsa");
    assert.deepEqual(await names(), ["Aasa Prøve"]);
    assert.match(await page.locator("[role=status]").filter({ hasText: /mother/ }).textContent(), /^1 mother$/);
    await page.getByLabel(say("office.people.find"), { exact: true }).fill("nobody at all");
    assert.equal(await rows().count(), 0);
    await button(page, "office.list.show_all").click();
    assert.deepEqual(await names(), all);
    await head("office.people.column.name").click();
    assert.equal(await page.getByRole("columnheader", { name: say("office.people.column.name") }).getAttribute("aria-sort"), "ascending");
    await head("office.people.column.name").click();
    assert.deepEqual(await names(), [...all].reverse());
    assert.equal(await page.getByRole("columnheader", { name: say("office.people.column.name") }).getAttribute("aria-sort"), "descending");
});

test("a list is kept as CSV in the form of the language, and what a name would make a spreadsheet do is harmless", async () => {
    await open("people");
    await page.getByLabel(say("office.people.find"), { exact: true }).fill("hyperlink");
    assert.match(await (async () => { await button(page, "office.list.save").click(); const told = await page.getByText(/The file will hold/).textContent(); await page.keyboard.press("Escape"); return told; })(), /1 mother by name/);
    const csv = (await save("office.list.save_csv")).toString();
    assert.equal(csv, `\ufeff${say("office.people.column.name")},${say("office.people.column.active")},${say("office.people.column.phone")}\r\n'=HYPERLINK(1),,${say("office.people.phone_state.none")}\r\n`);
    await office.call("POST", "/api/me/language", { language: "da" });
    await page.reload();
    await settled(page);
    await page.getByLabel(say("office.people.find", "da"), { exact: true }).fill("aasa");
    const [download] = await Promise.all([page.waitForEvent("download"), (async () => { await button(page, "office.list.save", "da").click(); await button(page, "office.list.save_csv", "da").click(); })()]);
    assert.match(download.suggestedFilename(), /^Mødre-i-Gellerup-\d{4}-\d\d-\d\d\.csv$/);
    await office.call("POST", "/api/me/language", { language: "en" });
    await page.reload();
});

test("the same list as XLSX: its rows in their order, text that is never a formula, and another program reads it", async () => {
    await open("people");
    const all = await names();
    const bytes = await save("office.list.save_xlsx");
    const sheet = new TextDecoder().decode(unzipSync(new Uint8Array(bytes))["xl/worksheets/sheet1.xml"]);
    assert.ok(!/<f[ >]/.test(sheet), "no formula");
    assert.deepEqual([...sheet.matchAll(/<c r="A\d+"[^>]*><is><t[^>]*>([^<]*)</g)].map((one) => one[1]), [say("office.people.column.name"), ...all]);
    // The server's reader of spreadsheets finds no cost model in it; of one that is cut off it says that it cannot be read.
    const national = await sign_in(server, { role: "secretariat" });
    const read = async (file) => (await national.call("POST", "/api/impact/import", { name: "list.xlsx", base64: file.toString("base64") })).body.key;
    assert.equal(await read(bytes.subarray(0, bytes.length - 40)), "document.xlsx_unreadable");
    assert.equal(await read(bytes), "impact.no_table");
});

test("ten thousand mothers: there at once, found at once, and the last one is one key away", async (t) => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ person_id: `0198${String(at).padStart(4, "0")}-0000-7000-8000-000000000000`, display_name: `Mother ${String(at).padStart(5, "0")}`, state: "active", phone_state: "enrolled",
        last_active_month: "2026-10", left_on: null, joined_on: "2026-01-05", language: null, phone: null, invitation: null, moved: null, silent: false }));
    await page.route(/\/people$/, (route) => route.fulfill({ json: { people: many } }));
    await open("settings");
    const began = Date.now();
    await page.goto(`${server.origin}/office#/groups/${office.group_id}/people`);
    await page.getByText("Mother 00000").waitFor();
    t.diagnostic(`open: ${Date.now() - began} ms`);
    assert.equal(await page.locator("table").getAttribute("aria-rowcount"), "10001");
    assert.ok((await rows().count()) < 150, `${await rows().count()} rows in the page`);

    const typed = await page.evaluate(async (label) => {
        const input = [...document.querySelectorAll("input[type=search]")].find((one) => one.labels[0].textContent === label);
        const times = [];
        for (const text of ["m", "mo", "09", "099", "09999", ""]) {
            const before = performance.now();
            input.value = text;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            times.push(Math.round(performance.now() - before));
        }
        return times;
    }, say("office.people.find"));
    t.diagnostic(`a letter typed: ${typed.join(", ")} ms`);
    assert.ok(Math.max(...typed) < 1000, String(typed));

    const sorting = await page.evaluate(async () => {
        const before = performance.now();
        document.querySelector("th button").click();
        document.querySelector("th button").click();
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        return Math.round(performance.now() - before);
    });
    t.diagnostic(`put in order twice: ${sorting} ms`);
    assert.deepEqual((await names()).slice(0, 2), ["Mother 09999", "Mother 09998"]);

    const saving = Date.now();
    const file = unzipSync(new Uint8Array(await save("office.list.save_xlsx")));
    t.diagnostic(`kept as XLSX: ${Date.now() - saving} ms`);
    assert.equal([...new TextDecoder().decode(file["xl/worksheets/sheet1.xml"]).matchAll(/<row /g)].length, 10_001);

    await page.keyboard.press("End");
    await page.getByText("Mother 00000").waitFor();
    assert.ok(await page.getByText("Mother 00000").isVisible());
    assert.ok((await rows().count()) < 150);
    for (const way of [0.5, 0.25, 0.9]) {
        await page.evaluate((way) => scrollTo(0, document.documentElement.scrollHeight * way), way);
        assert.ok(await eventually(() => page.evaluate(() => {
            const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("tr");
            return seen?.hasAttribute("aria-rowindex") ?? false;
        }), 2000), `rows stand there at ${way}`);
    }
    await page.unroute(/\/people$/);
});

test("rows of unlike heights stay where they are while one scrolls through them on a phone", async () => {
    const many = Array.from({ length: 3000 }, (_, at) => ({ person_id: `${at}`, display_name: `Mother ${at} ${"with a long name ".repeat(at % 7)}`.trim(), state: "active", phone_state: "enrolled", last_active_month: at % 3 ? "2026-10" : null,
        left_on: null, joined_on: "2026-01-05", language: null, phone: null, invitation: at % 5 ? null : { last_day: "2026-12-24" }, moved: null, silent: false }));
    await page.route(/\/people$/, (route) => route.fulfill({ json: { people: many } }));
    await page.setViewportSize(phone_size);
    await open("settings");
    await open("people");
    const jumps = await page.evaluate(async () => {
        const found = [];
        const at_middle = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("tr[aria-rowindex]");
        for (let step = 0; step < 120; step++) {
            const row = at_middle();
            const before = row?.getBoundingClientRect().top;
            scrollBy(0, 90);
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const moved = row?.isConnected ? before - row.getBoundingClientRect().top : 90;
            if (row && Math.abs(moved - 90) > 2) found.push(Math.round(moved));
            if (step > 5 && !at_middle()) found.push("nothing there");
        }
        return found;
    });
    assert.deepEqual(jumps, []);
    assert.equal(await too_wide(page), 0);
    await page.setViewportSize(desk_size);
    await page.unroute(/\/people$/);
});

test("where there is nobody yet, the list says so and leads on", async () => {
    await page.route(/\/people$/, (route) => route.fulfill({ json: { people: [] } }));
    await open("settings");
    await open("people");
    await page.getByText(say("office.people.none")).waitFor();
    assert.equal(await button(page, "office.list.save").count(), 0);
    await button(page, "office.people.add").click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.unroute(/\/people$/);
});

test("printed, every row of a long list is there", async () => {
    const many = Array.from({ length: 400 }, (_, at) => ({ person_id: `${at}`, display_name: `Mother ${at}`, state: "active", phone_state: "none", last_active_month: null, left_on: null, joined_on: null, language: null, phone: null, invitation: null, moved: null, silent: false }));
    await page.route(/\/people$/, (route) => route.fulfill({ json: { people: many } }));
    await open("settings");
    await open("people");
    assert.ok((await rows().count()) < 200);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await rows().count(), 400);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.ok(await eventually(async () => (await rows().count()) < 200));
    await page.unroute(/\/people$/);
});

test("the national office: groups in their regions, in order by number, in three languages, on a desk and on a phone", async () => {
    const national = await sign_in(server, { role: "secretariat" });
    const { context, page: desk, faults } = await open_browser({ viewport: desk_size });
    await national.call("POST", "/api/me/language", { language: "en" });
    await enter_office(desk, server, national.login);
    for (const language of ["en", "da", "ar"]) {
        await national.call("POST", "/api/me/language", { language });
        for (const [name, address] of [["groups", "#/groups"], ["models", "#/impact"]]) {
            await desk.goto(`${server.origin}/office${address}`);
            await desk.reload();
            await desk.locator("h1").waitFor();
            for (const [mark, viewport] of [["", desk_size], ["-phone", phone_size]]) {
                await desk.setViewportSize(viewport);
                await settled(desk);
                await picture(desk, `list-${name}-${language}${mark}`, { fullPage: true });
                assert.deepEqual(await axe(desk), [], `${name} ${language}${mark}`);
                await desk.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
                assert.equal(await too_wide(desk), 0, `${name} ${language}${mark} with text at 200 %`);
                if (mark === "") assert.deepEqual(await broken_words(desk), [], `${name} ${language} with text at 200 %`);
                await desk.evaluate(() => document.documentElement.style.removeProperty("font-size"));
                assert.equal(await too_wide(desk), 0, `${name} ${language}${mark}`);
            }
            await desk.setViewportSize(desk_size);
        }
    }
    await national.call("POST", "/api/me/language", { language: "en" });
    await desk.goto(`${server.origin}/office#/groups`);
    await desk.reload();
    const mothers = () => desk.locator("td.numeric").allInnerTexts().then((all) => all.map(Number));
    await desk.getByRole("columnheader").getByRole("button", { name: say("office.groups.column.mothers") }).click();
    assert.deepEqual(await mothers(), [...(await mothers())].sort((one, other) => one - other));
    assert.deepEqual(faults, []);
    await context.close();
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
