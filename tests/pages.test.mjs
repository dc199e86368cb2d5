// Every page, in English, Arabic and Danish: accessibility rules, no sideways scrolling at 320 px and with text at 200 %, targets of 44 px, light and
// dark, desk and phone. A page is visited once in a language; darkness and size are switched in place.
// BYDEL_PICTURES=1 keeps a picture of each in tests/artifacts, for a person to look at.
// Areas: base.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, broken_words, button, desk_size, enrol, leads_on, open_browser, phone_size, picture, say, settled, sign_in, small_targets, start_server, too_wide, type_login } from "./support.mjs";

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

/** One way of looking at a page: its picture's name, the size, light or dark, and whether the rules of accessibility are asked (they do not change with the
 *  language, but in Arabic the page is turned around). */
const on_a_desk = { mark: "", viewport: desk_size, colorScheme: "light" };
const on_a_phone = { mark: "-phone", viewport: phone_size, colorScheme: "light" };
const in_the_dark = { mark: "-phone-dark", viewport: phone_size, colorScheme: "dark" };

async function look(page, name, faults, { mark, viewport, colorScheme, rules = true }) {
    const shown = name + mark;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await settled(page);
    if (rules) for (const rule of await axe(page)) faults.push(`${shown}: ${rule}`);
    for (const target of await small_targets(page)) faults.push(`${shown}: too low: ${target}`);
    await picture(page, shown, { fullPage: true });
    for (const icon of await wrong_way(page)) faults.push(`${shown}: an icon looks the wrong way: ${icon}`);
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    if (await too_wide(page)) faults.push(`${shown}: ${await too_wide(page)} px too wide with text at 200 %`);
    if (viewport !== phone_size || name.startsWith("field")) for (const word of await broken_words(page)) faults.push(`${shown} with text at 200 %: ${word}`);
    await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
}

/** The page as it stands, in each of these ways, and at 320 px. */
async function look_in(ways, page, name, faults) {
    for (const way of ways) await look(page, name, faults, way);
    await page.setViewportSize(narrow);
    if (await too_wide(page)) faults.push(`${name}: ${await too_wide(page)} px too wide at 320 px`);
    for (const word of await broken_words(page)) faults.push(`${name} at 320 px: ${word}`);
    await page.setViewportSize(ways[0].viewport);
    await page.emulateMedia({ colorScheme: ways[0].colorScheme });
}

async function field_pages(language, own_name, ways) {
    const faults = [];
    const mother = await office.invite(`Amina ${language}`);
    const { context, page } = await open_browser({ viewport: phone_size });
    const shot = (name) => look_in(ways, page, `field-${name}-${language}`, faults);
    await page.goto(`${server.origin}/${mother.fragment}`);
    await page.getByRole("button", { name: own_name, exact: true }).waitFor();
    await shot("welcome");
    await enrol(page, server.origin, mother.fragment, own_name);
    await shot("home");
    await leads_on(page, () => page.locator(".log").click());
    await shot("contact");
    await page.locator(".tiles button").nth(0).click();
    await settled(page);
    await page.locator(".tiles button").nth(0).click();
    await settled(page);
    await shot("activities");
    await page.locator(".tiles").nth(0).locator("button").nth(1).click();
    await page.locator(".tiles").nth(1).locator("button").nth(2).click();
    await settled(page);
    await shot("ladder");
    await page.locator(".tiles button").nth(1).click();
    await settled(page);
    await shot("themes");
    await page.locator(".tiles button").nth(0).click();
    await button(page, "vocabulary.meeting.first", language).click();
    await settled(page);
    await shot("next");
    await page.locator(".tiles button").nth(1).click();
    await settled(page);
    await shot("check");
    await page.locator(".foot button").click();
    await page.locator(".log").waitFor();
    await shot("saved");
    for (const key of ["cards", "month", "worry", "help", "settings"]) {
        await leads_on(page, () => page.getByText(say(`field.home.${key}`, language), { exact: true }).click()); // a page that comes later than the first one
        await shot(key);
        if (key === "cards") {
            await leads_on(page, () => page.locator(".list button").first().click());
            await shot("card");
            await page.goBack();
            await page.locator(".list button").first().waitFor();
            await page.setViewportSize(narrow);
            for (const [at, title] of (await page.locator(".list button").allTextContents()).entries()) {
                await leads_on(page, () => page.locator(".list button").nth(at).click());
                await settled(page);
                for (const word of await broken_words(page)) faults.push(`card ${title} at 320 px: ${word}`);
                await page.goBack();
                await page.locator(".list button").first().waitFor();
            }
            await page.setViewportSize(phone_size);
        }
        await page.goBack();
        await page.locator(".log").waitFor();
    }
    await leads_on(page, () => page.locator("header button:has(.numeric)").click());
    await shot("unsent");
    await page.goBack();
    await page.getByRole("button", { name: say("field.home.lock", language), exact: true }).click();
    await shot("lock");
    await context.close();
    return faults;
}

async function office_pages(language, ways) {
    const faults = [];
    await office.call("POST", "/api/me/language", { language });
    const { context, page } = await open_browser({ viewport: desk_size, locale: language });
    const shot = (name) => look_in(ways, page, `office-${name}-${language}`, faults);
    await page.goto(server.origin + "/office");
    await page.locator("input[type=password]").waitFor();
    await shot("sign-in");
    await type_login(page, office.login);
    await page.locator("header .who").waitFor(); // the sign-in page has a heading too
    const people = (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people;
    const group = (name) => `#/groups/${office.group_id}/${name}`;
    const pages = { month: group("month"), quarter: group("quarter?quarter=2026-Q3"), "follow-up": group("follow_up"), people: group("people"),
        person: group(`people/${people[0].person_id}`), record: group("record"), sheet: group("sheet"), recordings: group("recordings"),
        import: group("import"), method: group("method"), facts: "#/facts", settings: "#/settings" };
    for (const [name, hash] of Object.entries(pages)) {
        await page.goto(`${server.origin}/office${hash}`);
        await page.locator("h1").waitFor();
        await shot(name);
    }
    await context.close();
    return faults;
}

const no_rules = (way) => ({ ...way, rules: false });
const small = { ...on_a_phone, mark: "" };
for (const [language, own_name, her_ways, desk_ways] of [
    ["en", "English", [small], [on_a_desk, on_a_phone]],
    ["ar", "العربية", [small, { ...in_the_dark, mark: "-dark" }], [no_rules(on_a_desk), in_the_dark]],
    ["da", "Dansk", [no_rules(small)], [no_rules(on_a_desk)]],
]) {
    test(`the mother's pages in ${own_name}`, async () => { assert.deepEqual(await field_pages(language, own_name, her_ways), []); });
    test(`the office's pages in ${own_name}`, async () => { assert.deepEqual(await office_pages(language, desk_ways), []); });
}
