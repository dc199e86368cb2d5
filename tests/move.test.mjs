// A mother changes group by the office's dialog while her phone is away with unsent work; then the phone comes back (design 9.2, 9.3; laws 8 and 9).
// Areas: people outreach.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { button, desk_size, enrol_and_hear, eventually, kept_offline, log_conversation, open_browser, say, sent, sign_in, start_server, type_login, unsent, with_news } from "./support.mjs";

let server, from, to, amina, phone, desk;
const days_ago = (count) => new Date(Date.parse(from.me.today) - count * 86_400_000).toISOString().slice(0, 10);

/** Conversations of the days that this test is about, whatever month they fall in. */
async function counted(office) {
    const months = new Set([days_ago(0), days_ago(1)].map((day) => day.slice(0, 7)));
    let sum = 0;
    for (const month of months) sum += (await office.total(month)).conversations;
    return sum;
}
const person_in = async (office) => (await office.call("GET", `/api/groups/${office.group_id}/people`)).body.people.find((one) => one.person_id === amina.person_id);

before(async () => {
    server = await start_server();
    const groups = server.logins().filter((one) => one.role === "coordinator" && one.programme_id === "dk").map((one) => one.group);
    from = await sign_in(server, { group: "Gellerup" });
    to = await sign_in(server, { group: groups.find((name) => name !== "Gellerup") });
    await from.call("POST", "/api/me/language", { language: "en" });
    await from.call("PUT", `/api/groups/${from.group_id}/contact`, { contact_name: "Old Coordinator", contact_phone: "31111111" });
    await to.call("PUT", `/api/groups/${to.group_id}/contact`, { contact_name: "New Coordinator", contact_phone: "42222222" });
    amina = await from.invite("Amina");
    phone = await open_browser();
    desk = await open_browser({ viewport: desk_size });
    await enrol_and_hear(phone.page, server.origin, amina.fragment, "English");
    await kept_offline(phone.page);
});
after(async () => { await phone?.context.close(); await desk?.context.close(); await server?.close(); });

test("her phone shows her group and its coordinator, and what she sent counts there", async () => {
    const before_ = await counted(from);
    await log_conversation(phone.page, { yesterday: true });
    assert.ok(await eventually(() => sent(phone.page)));
    assert.equal(await counted(from), before_ + 1);
    await phone.page.getByText(say("field.home.help"), { exact: true }).click();
    await phone.page.getByText("Old Coordinator").waitFor();
    await phone.page.goBack();
    await phone.page.locator(".log").waitFor();
});

test("the phone goes away with two unsent conversations; the coordinator moves her by the dialog", async () => {
    await phone.context.setOffline(true);
    await log_conversation(phone.page, { theme: 1, yesterday: true });
    await log_conversation(phone.page, { theme: 2 });
    assert.ok(await eventually(async () => (await unsent(phone.page)) === 2));

    const { page } = desk;
    await page.goto(`${server.origin}/office#/groups/${from.group_id}/people/${amina.person_id}`);
    await type_login(page, from.login);
    await button(page, "office.move.button").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(say("office.move.text")).waitFor();
    await dialog.getByRole("button", { name: say("office.move.do"), exact: true }).click();
    await dialog.getByText(say("office.move.missing")).waitFor();
    const choice = dialog.getByRole("combobox", { name: say("office.move.to"), exact: true });
    await choice.fill(to.me.roles[0].scope_name.toUpperCase());
    await choice.press("Enter");
    assert.equal(await dialog.getByLabel(say("office.move.day"), { exact: true }).inputValue(), from.me.today);
    await dialog.getByRole("button", { name: say("office.move.do"), exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(/Amina/).first().waitFor();
    assert.match(page.url(), /\/people$/);
    assert.equal((await person_in(to)).state, "active");
    assert.notEqual((await person_in(from))?.state, "active");
});

test("the phone comes back: nothing is lost or double, yesterday counts in the old group and today in the new one", async () => {
    const [old_group, new_group] = [await counted(from), await counted(to)];
    await phone.context.setOffline(false);
    const begun = Date.now();
    await phone.page.evaluate(() => dispatchEvent(new Event("online")));
    assert.ok(await eventually(() => sent(phone.page), 8000));
    assert.ok(await eventually(async () => (await counted(to)) === new_group + 1));
    console.log(`# from "online" until the new coordinator's month counts it: ${Date.now() - begun} ms`);
    assert.equal(await counted(from), old_group + 1);
    assert.equal(await counted(to), new_group + 1);
    await with_news(phone.page, () => phone.page.evaluate(() => dispatchEvent(new Event("online")))); // it sends before it asks
    assert.equal(await counted(from), old_group + 1);
    assert.equal(await counted(to), new_group + 1);
});

test("the phone forgets the old group, receives the new one, and keeps her own conversations", async () => {
    const { page } = phone;
    await page.getByText(say("field.home.help"), { exact: true }).click();
    await page.getByText("New Coordinator").waitFor();
    assert.equal(await page.getByText("Old Coordinator").count(), 0);
    await page.goBack();
    await page.getByText(say("field.home.settings"), { exact: true }).click();
    await page.getByText(to.login.group).waitFor();
    assert.equal(await page.getByText("Gellerup").count(), 0);
    await page.goBack();
    await page.getByText(say("field.home.month"), { exact: true }).click();
    await page.locator("button.line").first().waitFor();
    let lines = await page.locator("button.line").count();
    if (days_ago(1).slice(0, 7) !== days_ago(0).slice(0, 7)) {
        const [month] = await page.locator("h2").allTextContents();
        await button(page, "field.month.before").click();
        await page.waitForFunction((month) => document.querySelector("h2").textContent !== month, month);
        lines += await page.locator("button.line").count();
    }
    assert.equal(lines, 3);
});

test("what she corrects afterwards stays in the group where it was held (law 9)", async () => {
    const [old_group, new_group] = [await counted(from), await counted(to)];
    const { page } = phone;
    await page.goto(server.origin + "/");
    for (const digit of "2580") await page.locator(".pad button", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await page.locator("main button.primary").last().click();
    await page.locator(".log").waitFor();
    await page.getByText(say("field.home.month"), { exact: true }).click();
    await page.locator("button.line").last().click();
    await button(page, "field.conversation.change").click();
    await page.locator(".women button").nth(1).click();
    await page.locator(".foot button").click();
    assert.ok(await eventually(() => sent(page), 8000));
    assert.deepEqual([await counted(from), await counted(to)], [old_group, new_group]);
    assert.deepEqual([phone.faults, desk.faults, phone.foreign, desk.foreign], [[], [], [], []]);
});
