// Who leads a group has it on her phone: the coordinator makes herself a link in the office, and sees her mothers and the open worries without a
// network, until her role, the days or the phone's way in are over.
// Areas: people concern platform/sync.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { axe, binary, button, choose_pin, day_in, desk_size, enter_office, kept_offline, leads_on, open_browser, phone_size, picture, rows_of, say, settled, sign_in, start_server, too_wide, type_pin } from "./support.mjs";
import { Phone } from "./phone.mjs";

const today = day_in();
let server, office;
before(async () => {
    server = await start_server();
    office = await sign_in(server, { group: "Gellerup" });
    await office.call("POST", "/api/me/language", { language: "en" });
});
after(async () => { await server?.close(); });

const names_of = async () => (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.filter((one) => one.state === "active").map((one) => one.display_name);

/** In the browser: her settings, her password, the link. */
async function make_link() {
    const { context, page } = await open_browser({ viewport: desk_size });
    await enter_office(page, server, office.login);
    await page.goto(`${server.origin}/office#/settings`);
    const password = page.getByLabel(say("office.own_phone.password"), { exact: true });
    await password.fill("not mine");
    await button(page, "office.own_phone.make").click();
    await page.getByText(say("problem.people.wrong_password")).waitFor();
    await password.fill(office.login.password);
    await button(page, "office.own_phone.make").click();
    const link = await page.getByLabel(say("office.invite.link"), { exact: true }).inputValue();
    await picture(page, "own-phone-link");
    await context.close();
    return link.slice(link.indexOf("#"));
}

async function coordinator_on_a_phone(group_tile = say("field.home.group")) {
    const fragment = await make_link();
    const browser = await open_browser({ viewport: phone_size });
    const { page } = browser;
    await page.goto(`${server.origin}/${fragment}`);
    await page.getByRole("button", { name: "English", exact: true }).click();
    await page.locator("main > button.primary").click();
    await choose_pin(page, "2580");
    await button(page, "field.home.cards").waitFor();
    await page.getByRole("button", { name: group_tile, exact: true }).waitFor();
    return browser;
}
const tile = (page, key, language) => page.locator(".doors button", { hasText: say(key, language) });
/** How many records lie on the phone: each is encrypted and of one length. */
const records_of = async (page) => (await rows_of(page, "records")).records.length;
async function look(page, name) {
    await settled(page);
    await picture(page, name, { fullPage: true });
    assert.deepEqual(await axe(page), []);
    assert.equal(await too_wide(page), 0);
}
async function choose_language(page, before, own_name) {
    await page.getByRole("button", { name: say("field.home.settings", before), exact: true }).click();
    await page.locator("main button").first().click();
    await page.getByRole("button", { name: own_name, exact: true }).click();
    await page.locator("header .back").click();
}

test("a coordinator enrols her phone with a link of her own and has her group on it without a network", async () => {
    const samira = await office.invite("Samira Worried");
    await office.call("PUT", `/api/groups/${office.group_id}/people/${samira.person_id}`, { display_name: "Samira Worried", phone: "20123456" });
    const mother = await Phone.enrol(server.origin, samira.fragment.slice(3));
    await mother.worry(today);
    await mother.push();
    const { context, page, faults, foreign } = await coordinator_on_a_phone();
    assert.equal(await page.locator(".log").count(), 0); // she logs none
    await kept_offline(page);
    await context.setOffline(true);
    await page.reload();
    await type_pin(page);
    for (const [language, own_name] of [["en", "English"], ["da", "Dansk"], ["ar", "العربية"]]) {
        await page.getByRole("button", { name: say("field.home.settings", language), exact: true }).waitFor();
        await look(page, `own-phone-home-${language}`);
        await leads_on(page, () => tile(page, "field.home.group", language).click());
        await page.locator("li strong").first().waitFor();
        await look(page, `own-phone-group-${language}`);
        assert.deepEqual((await page.locator("li strong").allTextContents()).sort(), (await names_of()).sort());
        assert.match(await page.locator("a[href^='tel:']").getAttribute("href"), /^tel:\+4520123456$/);
        await page.goBack();
        await leads_on(page, () => tile(page, "field.home.follow_up", language).click());
        await page.getByText("Samira Worried").waitFor();
        await look(page, `own-phone-worries-${language}`);
        await page.goBack();
        if (language !== "ar") await choose_language(page, language, language === "en" ? "Dansk" : "العربية");
    }
    assert.deepEqual([faults, foreign], [[], []]);
    await context.close();
});

test("without a network the names leave her phone by themselves after the day that it was told", async () => {
    const { context, page } = await coordinator_on_a_phone();
    await kept_offline(page);
    await context.setOffline(true);
    const on_day = async (days) => {
        await page.clock.setFixedTime(Date.now() + days * 86_400_000);
        await page.reload();
        await type_pin(page);
        await button(page, "field.home.settings").waitFor();
    };
    await on_day(29);
    await tile(page, "field.home.group").waitFor();
    const held = await records_of(page);
    await on_day(31);
    assert.equal(await tile(page, "field.home.group").count(), 0);
    await tile(page, "field.home.cards").waitFor(); // what everybody has stays
    assert.ok((await records_of(page)) < held - (await names_of()).length);
    await context.close();
});

test("a phone that she shuts out keeps no name once it has heard so", async () => {
    const { context, page } = await coordinator_on_a_phone();
    assert.equal((await office.call("POST", "/api/me/phones/shut_out", {})).status, 200);
    await page.reload();
    await type_pin(page);
    await page.getByText(say("field.sync.needs_own_link")).waitFor();
    await tile(page, "field.home.group").waitFor({ state: "detached" });
    await context.close();
});

test("a deputy has both groups on her phone, each under its name", async () => {
    const other = server.logins().find((one) => one.role === "coordinator" && one.programme_id === "dk" && one.group !== "Gellerup");
    execFileSync(binary, ["user", "deputy", "--data", server.folder, "--programme", "dk", "--email", office.login.email, "--for", other.email, "--until", today], { stdio: "pipe" });
    const { context, page } = await coordinator_on_a_phone(other.group);
    const labels = await page.locator(".doors .label").allTextContents();
    for (const group of ["Gellerup", other.group]) {
        assert.ok(labels.includes(group), labels.join());
        assert.ok(labels.includes(say("field.home.follow_up_in").replace("{group}", group)), labels.join());
    }
    await look(page, "own-phone-two-groups");
    await context.close();
});
