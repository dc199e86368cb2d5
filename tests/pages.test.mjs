// Every page in English and Arabic: accessibility rules, no sideways scrolling at 320 px and with text at 200 %, targets of 44 px, light and dark.
// Pictures of each (Danish too) go to tests/artifacts for a person to look at.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { artifacts, axe, broken_words, button, desk_size, enrol, log_conversation, new_profile, open_browser, phone_size, say, sign_in, small_targets, start_server, too_wide, type_login, wait } from "./support.mjs";

let server, office;
before(async () => { server = await start_server(); office = await sign_in(server, { group: "Gellerup" }); });
after(async () => { await server?.close(); });

const narrow = { width: 320, height: 640 };

/** Back and forward follow the line of writing; a clock does not. */
const wrong_way = (page) => page.evaluate(() => [...document.querySelectorAll("svg:has(> use)")].flatMap((icon) => {
    const name = icon.querySelector("use").getAttribute("href").split("#")[1];
    const rtl = icon.closest("[dir]").dir === "rtl";
    const mirrored = getComputedStyle(icon).transform.startsWith("matrix(-1");
    const follows = ["back", "forward", "exit", "undo", "referral_partner", "we_go_together"].includes(name);
    const fixed = ["clock", "call", "check", "edit", "lock", "phone_shared", "speaker", "talked"].includes(name);
    return (follows && mirrored !== rtl) || (fixed && mirrored) ? [name] : [];
}));

async function look(page, name, faults) {
    await wait(350);
    for (const rule of await axe(page)) faults.push(`${name}: ${rule}`);
    for (const target of await small_targets(page)) faults.push(`${name}: too low: ${target}`);
    await page.screenshot({ path: join(artifacts, `${name}.png`), fullPage: true });
    for (const icon of await wrong_way(page)) faults.push(`${name}: an icon looks the wrong way: ${icon}`);
    const size = page.viewportSize();
    await page.setViewportSize(narrow);
    if (await too_wide(page)) faults.push(`${name}: ${await too_wide(page)} px too wide at 320 px`);
    for (const word of await broken_words(page)) faults.push(`${name} at 320 px: ${word}`);
    await page.setViewportSize(size);
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    if (await too_wide(page)) faults.push(`${name}: ${await too_wide(page)} px too wide with text at 200 %`);
    if (!/^office.*-phone/.test(name)) for (const word of await broken_words(page)) faults.push(`${name} with text at 200 %: ${word}`);
    await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

async function field_pages(language, own_name, colorScheme) {
    const faults = [];
    const mother = await office.invite(`Amina ${language}`);
    const { context, page } = await open_browser(new_profile(), { viewport: phone_size, colorScheme });
    const shot = (name) => look(page, `field-${name}-${language}${colorScheme === "dark" ? "-dark" : ""}`, faults);
    await page.goto(`${server.origin}/${mother.fragment}`);
    await page.getByRole("button", { name: own_name, exact: true }).waitFor();
    await shot("welcome");
    await enrol(page, server.origin, mother.fragment, own_name);
    await wait(1200);
    await shot("home");
    await page.locator(".log").click();
    await wait(250);
    await shot("contact");
    await page.locator(".tiles button").nth(0).click();
    await wait(250);
    await page.locator(".tiles button").nth(0).click();
    await wait(250);
    await shot("activities");
    await page.locator(".tiles").nth(0).locator("button").nth(1).click();
    await page.locator(".tiles").nth(1).locator("button").nth(2).click();
    await wait(250);
    await shot("ladder");
    await page.locator(".tiles button").nth(1).click();
    await wait(250);
    await shot("themes");
    await page.locator(".tiles button").nth(0).click();
    await button(page, "vocabulary.meeting.first", language).click();
    await wait(250);
    await shot("next");
    await page.locator(".tiles button").nth(1).click();
    await wait(250);
    await shot("check");
    await page.locator(".foot button").click();
    await page.locator(".log").waitFor();
    await shot("saved");
    for (const key of ["cards", "month", "worry", "help", "settings"]) {
        await page.getByText(say(`field.home.${key}`, language), { exact: true }).click();
        await wait(400);
        await shot(key);
        if (key === "cards") {
            await page.locator(".list button").first().click();
            await shot("card");
            await page.goBack();
            await wait(200);
            for (const [at, title] of (await page.locator(".list button").allTextContents()).entries()) {
                await page.locator(".list button").nth(at).click();
                await page.setViewportSize(narrow);
                for (const word of await broken_words(page)) faults.push(`card ${title} at 320 px: ${word}`);
                await page.setViewportSize(phone_size);
                await page.goBack();
                await page.locator(".list button").first().waitFor();
            }
        }
        await page.goBack();
        await page.locator(".log").waitFor();
    }
    await page.locator("header button:has(.numeric)").click();
    await shot("unsent");
    await page.goBack();
    await page.getByRole("button", { name: say("field.home.lock", language), exact: true }).click();
    await shot("lock");
    await context.close();
    return faults;
}

async function office_pages(language, viewport, colorScheme) {
    const faults = [];
    await office.call("POST", "/api/me/language", { language });
    const { context, page } = await open_browser(new_profile(), { viewport, colorScheme, locale: language });
    const size = viewport === phone_size ? "-phone" : "";
    const shot = (name) => look(page, `office-${name}-${language}${size}${colorScheme === "dark" ? "-dark" : ""}`, faults);
    await page.goto(server.origin + "/office");
    await page.locator("input[type=password]").waitFor();
    await shot("sign-in");
    await type_login(page, office.login);
    await page.locator("h1").waitFor();
    const people = (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people;
    const group = (name) => `#/groups/${office.group_id}/${name}`;
    const pages = { month: group("month"), quarter: group("quarter?quarter=2026-Q3"), "follow-up": group("follow_up"), people: group("people"),
        person: group(`people/${people[0].person_id}`), record: group("record"), sheet: group("sheet"), recordings: group("recordings"),
        import: group("import"), method: group("method"), facts: "#/facts", settings: "#/settings" };
    for (const [name, hash] of Object.entries(pages)) {
        await page.goto(`${server.origin}/office${hash}`);
        await page.locator("h1").waitFor();
        await wait(500);
        await shot(name);
    }
    await context.close();
    return faults;
}

for (const [language, own_name] of [["en", "English"], ["ar", "العربية"], ["da", "Dansk"]]) {
    test(`the mother's pages in ${own_name}`, async () => { assert.deepEqual(await field_pages(language, own_name, "light"), []); });
    test(`the office's pages in ${own_name}, desktop`, async () => { assert.deepEqual(await office_pages(language, desk_size, "light"), []); });
}
test("the mother's pages in the dark, in Arabic", async () => { assert.deepEqual(await field_pages("ar", "العربية", "dark"), []); });
test("the office's pages on a phone, in the dark, in Arabic", async () => { assert.deepEqual(await office_pages("ar", phone_size, "dark"), []); });
test("the office's pages on a phone, in English", async () => { assert.deepEqual(await office_pages("en", phone_size, "light"), []); });
