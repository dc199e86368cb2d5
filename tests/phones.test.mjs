// A phone that is enrolled for her shows itself on her other phones, quietly, once, with whom to ask.
// Areas: people.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Phone } from "./phone.mjs";
import { axe, broken_words, button, enrol_and_hear, enter_office, eventually, languages, nothing_on_top, open_browser, picture, say, settled, sign_in, small_targets, start_server, too_wide, type_pin, with_news } from "./support.mjs";

let server, office, browser, page, amina;
const shot = (name) => picture(page, `phones-${name}`, { fullPage: true });
const known = (language) => button(page, "field.phones.known", language);
const in_sight = (language) => eventually(async () => (await known(language).count()) === 1, 8000);
async function another_phone() {
    const { link } = (await office.call("POST", `/api/groups/${office.group_id}/people/${amina.person_id}/invitation`, { purpose: "enrol" })).body;
    return Phone.enrol(server.origin, decodeURIComponent(link.split("#i=")[1]), "da");
}
async function open_anew() {
    await with_news(page, async () => {
        await page.reload();
        await type_pin(page);
        await page.locator(".log").waitFor();
    });
}
async function this_phone(language) {
    await page.getByText(say("field.home.settings", language), { exact: true }).click();
    await page.getByText(say("field.phone.title", language), { exact: true }).click();
    await page.getByText(say("field.phones.title", language)).waitFor();
}

before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    assert.equal((await office.call("PUT", `/api/groups/${office.group_id}/contact`, { contact_name: "Hanne Koordinator", contact_phone: "44444444" })).status, 200);
    amina = await office.invite("Amina");
    browser = await open_browser();
    page = browser.page;
    await enrol_and_hear(page, server.origin, amina.fragment, "English");
});
after(async () => { await browser?.context.close(); await server?.close(); });

test("her own first phone is no news, and This phone says that it is the only one", async () => {
    assert.equal(await known().count(), 0);
    await this_phone();
    await page.getByText(/^Only this phone opens your notes/).waitFor();
    assert.equal(await page.getByText(say("field.phones.unknown")).count(), 0);
    await page.goBack();
    await page.goBack();
});

test("a phone that was made for her and never heard from is none; from its first word on her other phone tells of it", async () => {
    const second = await another_phone();
    await open_anew();
    assert.equal(await known().count(), 0);
    await second.pull_all();
    await open_anew();
    assert.ok(await in_sight());
    await page.getByText(/^2 phones open your notes\. The newest since/).waitFor();
    await page.getByText(say("field.phones.unknown")).waitFor();
    assert.match(await page.getByRole("link", { name: /^Call / }).getAttribute("href"), /^tel:\+?\d+$/);
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.getByRole("alert").count(), 0, "quietly");
});

test("in each language it fits, light and dark", async () => {
    for (const [language, own_name] of [["en", "English"], ["da", "Dansk"], ["ar", "العربية"]]) {
        await page.getByText(say("field.home.settings", await page.evaluate(() => document.documentElement.lang)), { exact: true }).click();
        await page.locator("main button").first().click();
        await page.getByRole("dialog").getByRole("button", { name: own_name, exact: true }).click();
        await page.getByText(say("field.phone.title", language), { exact: true }).waitFor();
        await nothing_on_top(page);
        await page.goBack();
        await page.locator(".log").waitFor();
        assert.ok(await in_sight(language));
        for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme });
            await settled(page);
            assert.deepEqual([await too_wide(page), await small_targets(page), await broken_words(page)], [0, [], []], `${language} ${colorScheme}`);
            await shot(`home-${language}-${colorScheme}`);
        }
    }
    await page.getByText(say("field.home.settings", "ar"), { exact: true }).click();
    await page.locator("main button").first().click();
    await page.getByRole("dialog").getByRole("button", { name: "English", exact: true }).click();
    await nothing_on_top(page);
    await page.emulateMedia({ colorScheme: "light" });
    await page.goBack();
});

test("it is told once: what she has seen stays away, also after she opened her notes anew", async () => {
    await known().click();
    assert.ok(await eventually(async () => (await known().count()) === 0));
    await open_anew();
    assert.equal(await known().count(), 0);
});

test("a third one is told of again; to have looked at This phone is to have seen it", async () => {
    await (await another_phone()).pull_all();
    await open_anew();
    assert.ok(await in_sight());
    await this_phone();
    await page.getByText(/^3 phones open your notes/).waitFor();
    for (const language of languages) {
        for (const colorScheme of ["light", "dark"]) {
            await page.emulateMedia({ colorScheme });
            await settled(page);
            assert.deepEqual([await too_wide(page), await broken_words(page)], [0, []], `${language} ${colorScheme}`);
            await shot(`phone-${language}-${colorScheme}`);
        }
        const next = { en: "Dansk", da: "العربية", ar: "English" }[language];
        await page.goBack();
        await page.locator("main button").first().click();
        await page.getByRole("dialog").getByRole("button", { name: next, exact: true }).click();
        await nothing_on_top(page);
        const code = { en: "da", da: "ar", ar: "en" }[language];
        await page.getByText(say("field.phone.title", code), { exact: true }).click();
        await page.getByText(say("field.phones.title", code)).waitFor();
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.goBack();
    await page.goBack();
    await page.locator(".log").waitFor();
    assert.equal(await known().count(), 0);
});

test("her history in the office names each phone and who invited it", async () => {
    const desk = await open_browser({ viewport: { width: 1280, height: 800 } });
    try {
        await enter_office(desk.page, server, office.login);
        await desk.page.goto(`${server.origin}/office#/groups/${office.group_id}/people/${amina.person_id}`);
        const history = desk.page.locator("section", { has: desk.page.getByRole("heading", { name: say("office.history.phones", await desk.page.evaluate(() => document.documentElement.lang)) }) });
        await history.waitFor();
        assert.equal(await history.locator("ul").nth(1).locator("li").count(), 3);
        assert.ok((await history.locator("ul").nth(1).textContent()).includes(office.me.display_name));
        await picture(history, "phones-office");
        assert.deepEqual(desk.faults, []);
    } finally {
        await desk.context.close();
    }
});

test("no page had a fault", () => assert.deepEqual(browser.faults, []));
