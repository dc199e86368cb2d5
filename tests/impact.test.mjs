// What a krone gives back, in the browser: a shipped model and its range, sliders, undo, compare, save, reload, offline, a link, files, print, Arabic.
// Areas: impact engine.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { at_a_desk, axe, binary, button, enter_office, eventually, open_browser, phone_size, picture, say, settled, small_targets, too_wide } from "./support.mjs";

let server, national, browser, page;
const model = "bydelsmoedre_2016_b";
const substitution = /^Share of the hours that replaces a public service/;
const typed = /^Value: Share of the hours that replaces a public service/;
const sentence = (on = page) => on.locator("[data-impact=sentence]");
const ratio = async (on = page) => (await on.locator("[data-impact=ratio]").textContent()).trim();
const tab = (key, on = page, language = "en") => on.getByRole("tab", { name: new RegExp(`^${say(`office.impact.tab.${key}`, language)}`) }).click();
const open = async (hash, on = page) => { await on.goto(`${server.origin}/office#${hash}`); await on.locator("h1").waitFor(); };
const becomes = (wanted, on = page) => eventually(async () => (await ratio(on)) === wanted);
const without_marks = (text) => text.replace(/[\u2066-\u2069]/g, "");

before(async () => { ({ server, office: national, browser, page } = await at_a_desk({ who: { role: "secretariat" } })); });
after(async () => { await browser?.context.close(); await server?.close(); });

test("the list has the shipped models, and reading B says 7.3, between 2.8 and 10", async () => {
    await page.getByRole("link", { name: say("office.nav.impact"), exact: true }).click();
    await page.getByRole("heading", { name: say("office.impact.list.shipped") }).waitFor();
    await page.getByRole("link", { name: /reading B/ }).click();
    await sentence().waitFor();
    assert.match(await sentence().textContent(), /give 7\.3 kroner back for each krone over 10 years; between 2\.8 and 10 as they vary\./);
    assert.equal(await ratio(), "7.3");
});

test("a slider changes the ratio at once; undo and redo go back and forth", async () => {
    await tab("assumptions");
    await page.getByRole("slider", { name: substitution }).fill("0.4");
    assert.ok(await becomes("9.1"), await ratio());
    assert.match(await page.locator("[data-impact=changed]").textContent(), /^1 change not saved/);
    await button(page, "office.impact.undo").click();
    assert.ok(await becomes("7.3"));
    await button(page, "office.impact.redo").click();
    assert.ok(await becomes("9.1"));
});

test("a number is typed as people type it; what is no number says so and changes nothing", async () => {
    const field = page.getByRole("textbox", { name: typed });
    await field.fill("12,5");
    await field.blur();
    assert.equal(await field.inputValue(), "12.5");
    assert.ok(await eventually(async () => (await ratio()) !== "9.1"));
    const before_ = await ratio();
    await field.fill("twelve");
    await page.getByText(say("office.impact.number.wrong")).waitFor();
    assert.equal(await ratio(), before_);
    await field.fill("40");
    assert.ok(await becomes("9.1"));
});

test("a model that can't be computed keeps its last result, and the line says what to do", async () => {
    const field = page.getByRole("textbox", { name: /^Value: Would have found work anyway/ });
    await field.fill("150");
    await page.getByText(say("office.impact.stale")).waitFor();
    assert.equal(await ratio(), "9.1");
    assert.ok(await page.locator("li.wrong").getByText(/must be between 0 and 1/).count() > 0);
    await field.fill("50");
    assert.ok(await eventually(async () => await page.getByText(say("office.impact.stale")).count() === 0));
    assert.equal(await ratio(), "9.1");
});

test("two scenarios stand side by side, with what differs", async () => {
    await tab("compare");
    const rows = page.locator("table", { has: page.getByText(say("office.impact.compare.caption")) });
    assert.match(await rows.locator("tr", { hasText: say("office.impact.compare.ratio") }).textContent(), /9\.1\s*7\.3\s*\+ 1\.8/);
    await page.getByText(say("office.impact.compare.inputs")).waitFor();
    const second = page.getByLabel(say("office.impact.compare.second"), { exact: true });
    await second.focus();
    await page.locator("option", { hasText: "Norway 2020" }).first().waitFor({ state: "attached" });
    await second.selectOption("shipped|norway_2020|");
    await page.getByText(say("office.impact.compare.currencies")).waitFor();
    assert.match(await rows.locator("tr", { hasText: say("office.impact.compare.ratio") }).textContent(), /9\.1\s*2\.0/);
});

test("without network it computes on, saving says why it can't, and a reload loses nothing", async () => {
    await tab("assumptions");
    await browser.context.setOffline(true);
    await page.getByRole("slider", { name: substitution }).fill("0.5");
    assert.ok(await becomes("10.3"), await ratio());
    await tab("sure");
    await page.getByRole("img", { name: say("office.impact.chart.draws") }).waitFor();
    await tab("keep");
    await button(page, "office.impact.save.button").click();
    await page.getByText(say("office.problem.not_connected")).waitFor();
    await browser.context.setOffline(false);
    await page.reload();
    await sentence().waitFor();
    assert.ok(await becomes("10.3"), await ratio());
    await page.getByText(/1 change from before the page was loaded again/).waitFor();
});

test("a link shows another signed-in person the same numbers", async () => {
    await tab("keep");
    const link = await page.getByLabel(say("office.impact.share.link"), { exact: true }).inputValue();
    assert.match(link, /#\/impact\/shipped\/bydelsmoedre_2016_b\?changes=1\./);
    const evaluator = { email: "evaluator@example.org", password: "a long password of hers" };
    execFileSync(binary, ["user", "add", "--data", server.folder, "--programme", "dk", "--name", "Evaluator", "--email", evaluator.email, "--role", "evaluator", "--ask-password"], { input: `${evaluator.password}\n`, stdio: "pipe" });
    const other = await open_browser({ viewport: phone_size });
    await enter_office(other.page, server, evaluator);
    await other.page.goto(link);
    await sentence(other.page).waitFor();
    assert.ok(await becomes("10.3", other.page), await ratio(other.page));
    await other.page.getByText(/holds 1 change of somebody else/).waitFor();
    await other.page.goto(`${link.slice(0, -9)}`);
    await other.page.getByText(say("office.impact.shared.broken")).waitFor();
    assert.ok(await becomes("7.3", other.page));
    assert.deepEqual(other.faults, []);
    await other.context.close();
});

test("saving makes a version, and another; the first can be looked at", async () => {
    await tab("keep");
    await page.getByLabel(say("office.impact.save.note"), { exact: true }).fill("half of the hours");
    await button(page, "office.impact.save.button").click();
    await page.getByText(say("office.impact.save.created")).waitFor();
    assert.match(page.url(), /#\/impact\/models\//);
    await sentence().waitFor();
    assert.ok(await becomes("10.3"));
    await tab("assumptions");
    await page.getByRole("slider", { name: substitution }).fill("0.25");
    assert.ok(await becomes("7.3"));
    await tab("keep");
    await button(page, "office.impact.save.button").click();
    await page.getByText(/Saved as version 2/).waitFor();
    assert.equal(await page.locator("[data-impact=changed]").count(), 0);
    await page.getByRole("link", { name: "Look at 1", exact: true }).click();
    await page.getByText(/You are looking at version 1/).waitFor();
    assert.ok(await becomes("10.3"));
});

test("somebody saved in between: one's changes go on top of theirs", async () => {
    const id = /models\/([^?]+)/.exec(page.url())[1];
    await open(`/impact/models/${id}`);
    await page.getByText(/You are looking at version 1/).waitFor({ state: "detached" }); // else it may open what the other saves below
    await sentence().waitFor();
    const now = (await national.call("GET", `/api/impact/models/${id}`)).body;
    const theirs = { ...now.document, title: "Changed by somebody else" };
    assert.equal((await national.call("PUT", `/api/impact/models/${id}`, { document: theirs, note: "", base_version: now.version })).status, 200);
    await tab("assumptions");
    await page.getByRole("slider", { name: substitution }).fill("0.4");
    await tab("keep");
    await button(page, "office.impact.save.button").click();
    await button(page, "office.impact.save.put_on_newest").click();
    await page.getByRole("heading", { name: "Changed by somebody else" }).waitFor();
    assert.ok(await becomes("9.1"));
    await button(page, "office.impact.save.button").click();
    await page.getByText(/Saved as version 4/).waitFor();
});

test("the model leaves as a file and comes back; the report is a PDF", async () => {
    await open(`/impact/shipped/${model}`);
    await sentence().waitFor();
    await tab("keep");
    const folder = mkdtempSync(join(tmpdir(), "bydel-files-"));
    const taken = {};
    for (const type of ["xlsx", "csv", "json"]) {
        const [download] = await Promise.all([page.waitForEvent("download"), button(page, `office.impact.files.${type}`).click()]);
        taken[type] = join(folder, `model.${type}`);
        await download.saveAs(taken[type]);
    }
    assert.equal(JSON.parse(readFileSync(taken.json, "utf8")).format, "bydel.cost_model/1");
    const [report] = await Promise.all([page.waitForEvent("download"), button(page, "office.impact.report.button").click()]);
    const pdf = join(folder, "report.pdf");
    await report.saveAs(pdf);
    assert.equal(readFileSync(pdf).subarray(0, 4).toString(), "%PDF");
    for (const type of ["xlsx", "csv", "json"]) {
        await open("/impact");
        await page.locator("input[type=file]").setInputFiles(taken[type]);
        await sentence().waitFor();
        assert.match(page.url(), /#\/impact\/new/);
        assert.ok(await becomes("7.3"), `${type}: ${await ratio()}`);
    }
});

test("the report comes in another language too, as a page to read", async () => {
    await open(`/impact/shipped/${model}`);
    await sentence().waitFor();
    await tab("keep");
    await page.getByLabel(say("office.impact.report.type"), { exact: true }).selectOption("html");
    await page.getByLabel(say("office.impact.report.language"), { exact: true }).selectOption("ar");
    const [download] = await Promise.all([page.waitForEvent("download"), button(page, "office.impact.report.button").click()]);
    const file = join(mkdtempSync(join(tmpdir(), "bydel-files-")), "report.html");
    await download.saveAs(file);
    const html = readFileSync(file, "utf8");
    assert.match(html, /<html lang="ar" dir="rtl"/);
    assert.ok(!html.includes("report.impact."), "a key instead of a word");
});

test("an assumption taken from the programme's own numbers: shown, withheld with the reason, used, saved, retired", async () => {
    await open(`/impact/shipped/${model}`);
    await sentence().waitFor();
    await tab("assumptions");
    const row = page.locator("li").filter({ hasText: "Volunteer hours in a year" }).first();
    await row.getByRole("button", { name: new RegExp(`^${say("office.impact.more")}`) }).click();
    await button(row, "office.impact.link.begin").click();
    const look_up = async (measure, from, to) => {
        await row.getByLabel(say("office.impact.link.measure"), { exact: true }).selectOption(measure);
        await row.getByLabel(new RegExp(`^${say("office.impact.link.from")}`)).fill(from);
        await row.getByLabel(new RegExp(`^${say("office.impact.link.to")}`)).fill(to);
        await button(row, "office.impact.link.look_up").click();
    };
    const months_ago = (months) => { const now = new Date(); return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 7); };
    const this_month = months_ago(0), from = months_ago(4), to = months_ago(2); // closed: two weeks and more ago
    await look_up("hours", this_month, this_month);
    await row.getByText(say("office.impact.link.withheld.open")).waitFor();
    await look_up("hours", from, to);
    const { body } = await national.call("GET", `/api/impact/numbers?measure=hours&from=${from}&to=${to}`);
    assert.ok(body.value > 0);
    await button(row, "office.impact.link.use").click();
    assert.ok(await eventually(async () => (await ratio()) !== "7.3"));
    await tab("keep");
    await button(page, "office.impact.save.button").click();
    await page.getByText(say("office.impact.save.created")).waitFor();
    const id = page.url().match(/models\/([^?]+)/)[1];
    const saved = (await national.call("GET", `/api/impact/models/${id}`)).body;
    const hours = saved.document.inputs.find((one) => one.id === "hours");
    assert.equal(hours.value, body.value);
    assert.equal(hours.status, "measured");
    assert.deepEqual(saved.links.map((one) => one.state), ["same"]);
    await tab("keep");
    await button(page, "office.impact.retire.button").click();
    await button(page, "office.impact.retire.really").click();
    await page.getByText(say("office.impact.retire.done")).waitFor();
    assert.ok(!(await national.call("GET", "/api/impact/models")).body.models.some((one) => one.id === id));
});

test("a quoted claim leads to what does and does not support it", async () => {
    await open(`/impact/shipped/${model}`);
    await page.getByRole("link", { name: /returns ten within ten years/ }).click();
    const card = page.locator("article.wanted");
    await card.waitFor();
    assert.match(await card.textContent(), /highest of a range that begins at 2\.80/);
});

test("a word is explained beside it", async () => {
    await open(`/impact/shipped/${model}`);
    await sentence().waitFor();
    await page.getByRole("button", { name: /What is “Payback”/ }).first().click();
    await page.getByText(say("office.impact.term.payback.text")).first().waitFor();
});

test("on paper every part is there, and every chart has its numbers", async () => {
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => ({
        panels: [...document.querySelectorAll("[role=tabpanel]")].filter((one) => getComputedStyle(one).display !== "none").length,
        tables: [...document.querySelectorAll("figure .table")].filter((one) => getComputedStyle(one).display !== "none").length,
        charts: document.querySelectorAll("figure").length,
        tabs: getComputedStyle(document.querySelector("[role=tablist]")).display,
    }));
    await page.emulateMedia({ media: "screen" });
    assert.deepEqual(shown, { panels: 7, tables: 4, charts: 4, tabs: "none" });
});

async function look(name, faults) {
    await settled(page);
    for (const rule of await axe(page)) faults.push(`${name}: ${rule}`);
    for (const target of await small_targets(page)) faults.push(`${name}: too low: ${target}`);
    await picture(page, `impact-${name}`, { fullPage: true });
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    await settled(page);
    if (await too_wide(page)) faults.push(`${name}: ${await too_wide(page)} px too wide at 320 px`);
    await page.setViewportSize(phone_size);
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    await settled(page);
    if (await too_wide(page)) faults.push(`${name}: ${await too_wide(page)} px too wide with text at 200 %`);
    await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
    await page.setViewportSize(size);
}

for (const [language, colorScheme] of [["en", "light"], ["ar", "dark"], ["da", "light"]]) {
    test(`the pages can be used by everybody, ${language}, ${colorScheme}`, async () => {
        const faults = [];
        await national.call("POST", "/api/me/language", { language });
        await page.emulateMedia({ colorScheme });
        await open("/impact");
        await page.reload();
        await page.getByRole("heading", { name: say("office.impact.list.shipped", language) }).waitFor();
        await look(`list-${language}`, faults);
        await open("/impact/claims");
        await page.locator("article").first().waitFor();
        await look(`claims-${language}`, faults);
        await open(`/impact/shipped/${model}`);
        await sentence().waitFor();
        assert.match(without_marks(await sentence().textContent()), { en: /7\.3.*2\.8.*10/, da: /7,3.*2,8.*10/, ar: /(7\.3|٧٫٣).*(2\.8|٢٫٨).*(10|١٠)/ }[language]);
        assert.equal(await page.evaluate(() => document.documentElement.dir), language === "ar" ? "rtl" : "ltr");
        for (const name of ["gains", "years", "drivers", "sure", "assumptions", "compare", "keep", "words"]) {
            await tab(name, page, language);
            if (name === "assumptions") await page.locator("[role=tabpanel]:not(.away) ul.lines > li button[aria-pressed]").first().click();
            await look(`${name}-${language}`, faults);
        }
        assert.deepEqual(faults, []);
    });
}

test("no page had a fault and nothing was asked of another server", () => {
    assert.deepEqual(browser.faults, []);
    assert.deepEqual(browser.foreign, []);
});
