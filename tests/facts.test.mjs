// Whom a mother may call where she lives, what her screens do not say, and where the office finds the facts to check.
// Areas: library programme.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, desk_size, enrol, enter_office, open_browser, phone_size, picture, say, settled, sign_in, start_server, too_wide } from "./support.mjs";

let server, office;
before(async () => { server = await start_server(); office = await sign_in(server, { group: "Gellerup" }); });
after(async () => { await server?.close(); });

for (const [language, own_name] of [["en", "English"], ["ar", "العربية"]]) {
    test(`a mother in Aarhus may call her own region's doctor and not the capital's (${own_name})`, async () => {
        const mother = await office.invite(`Hodan ${language}`);
        const { context, page } = await open_browser({ viewport: phone_size });
        await enrol(page, server.origin, mother.fragment, own_name);
        await page.getByText(say("field.home.help", language), { exact: true }).click();
        await page.locator('a[href="tel:70113131"]').waitFor();
        const numbers = await page.locator('a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.getAttribute("href").slice(4)));
        assert.deepEqual(numbers.filter((number) => ["112", "114", "1888", "116111", "70113131"].includes(number)), ["112", "114", "1888", "116111", "70113131"]);
        for (const elsewhere of ["1813", "1818", "70110707", "70150300"]) assert.ok(!numbers.includes(elsewhere), elsewhere);
        await picture(page, `facts-help-${language}`, { fullPage: true });
        await context.close();
    });
}

for (const [language, viewport, colorScheme] of [["en", desk_size, "light"], ["da", desk_size, "light"], ["ar", phone_size, "dark"]]) {
    test(`the office lists the facts to check, oldest first, each with its source (${language}, ${viewport.width})`, async () => {
        await office.call("POST", "/api/me/language", { language });
        const { context, page } = await open_browser({ viewport, colorScheme, locale: language });
        await enter_office(page, server, office.login);
        await page.getByRole("link", { name: say("office.nav.facts", language), exact: true }).click();
        await page.locator("article").first().waitFor();
        const listed = (await office.call("GET", "/api/facts")).body.facts;
        assert.equal(await page.locator("article").count(), listed.length);
        const days = listed.map((fact) => fact.checked_on);
        assert.deepEqual(days, [...days].sort());
        assert.equal(await page.locator("article a[href^=http]").count(), listed.length);
        await page.locator("select").last().selectOption("help_line");
        assert.equal(await page.locator("article").count(), listed.filter((fact) => fact.where === "help_line").length);
        await settled(page);
        assert.deepEqual(await axe(page), []);
        assert.equal(await too_wide(page), 0);
        await picture(page, `facts-office-${language}`, { fullPage: true });
        await context.close();
    });
}

test("the way of a worry has no button that takes it away, and says why", async () => {
    await office.call("POST", "/api/me/language", { language: "en" });
    const { context, page } = await open_browser({ viewport: desk_size });
    await enter_office(page, server, office.login);
    await page.goto(`${server.origin}/office#/groups/${office.group_id}/method`);
    const about = (action, code) => page.getByRole("button", { name: say("office.method.about").replace("{action}", say(`office.method.${action}`)).replace("{label}", say(`vocabulary.${code}`)), exact: true });
    await about("hide", "next_step.meet_again").waitFor();
    assert.equal(await about("hide", "next_step.worry").count(), 0);
    assert.equal(await about("rename", "next_step.worry").count(), 0);
    assert.equal(await about("up", "next_step.worry").count(), 1);
    assert.equal(await page.getByText(say("office.method.protected")).count(), 2);
    await picture(page, "facts-method", { fullPage: true });
    await context.close();
});
