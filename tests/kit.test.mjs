// Every piece of the office kit in every state (web/kit): accessibility rules, no sideways scrolling at 320 px and with text at 200 %, targets of 44 px, in
// English, Danish and Arabic, on a desk and a phone, light and dark, under the product's Content-Security-Policy. No server of ours is asked.
// BYDEL_PICTURES=1 keeps a picture of each in tests/artifacts, for a person to look at.
// Areas: base platform.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axe, broken_words, button, desk_size, open_browser, phone_size, picture, root, say, small_targets, too_wide } from "./support.mjs";

const web = join(root, "web");
const { build, preview } = await import(pathToFileURL(join(web, "node_modules/vite/dist/node/index.js")));
let folder, site, origin, browser, page;

before(async () => {
    folder = mkdtempSync(join(tmpdir(), "bydel-kit-"));
    const ways = { root: web, mode: "kit", logLevel: "error", build: { outDir: folder } };
    await build(ways);
    site = await preview({ ...ways, preview: { port: 0 } });
    origin = site.resolvedUrls.local[0].replace(/\/$/, "");
    browser = await open_browser({ viewport: desk_size });
    page = browser.page;
});
after(async () => { await browser?.context.close(); await site?.close(); rmSync(folder, { recursive: true, force: true }); });

const open = async (language, part = "all") => { await page.goto(`${origin}/kit/?language=${language}&part=${part}`); await page.locator("h2").first().waitFor(); };
/** "Is coming" comes never: the page is settled though that stands there. */
const still = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** `within`: what has been opened on top of a page that was looked at whole. */
async function looked_at(name, faults, within) {
    await still();
    for (const rule of await axe(page, within)) faults.push(`${name}: ${rule}`);
    for (const target of await small_targets(page)) faults.push(`${name}: too low: ${target}`);
    if (await too_wide(page)) faults.push(`${name}: ${await too_wide(page)} px too wide`);
    await picture(page, `kit-${name}`, { fullPage: !within });
}

test("the kit is no part of the product", () => {
    const built = join(web, "dist");
    assert.ok(existsSync(join(built, "office.html")));
    assert.deepEqual(readdirSync(built).filter((name) => /kit/i.test(name)), []);
});

for (const language of ["en", "da", "ar"]) {
    test(`every piece in every state, ${language}`, async () => {
        const faults = [];
        for (const [mark, viewport, colorScheme] of [["", desk_size, "light"], ["-phone", phone_size, language === "ar" ? "dark" : "light"]]) {
            await page.setViewportSize(viewport);
            await page.emulateMedia({ colorScheme });
            await open(language);
            await looked_at(`${language}${mark}`, faults);
            await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
            if (await too_wide(page)) faults.push(`${language}${mark}: ${await too_wide(page)} px too wide with text at 200 %`);
            await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
        }
        await page.setViewportSize({ width: 320, height: 640 });
        await still();
        if (await too_wide(page)) faults.push(`${language}: ${await too_wide(page)} px too wide at 320 px`);
        for (const word of await broken_words(page)) faults.push(`${language} at 320 px: ${word}`);
        assert.deepEqual(faults, []);
    });

    test(`what opens on top, ${language}`, async () => {
        const faults = [];
        await page.setViewportSize(language === "en" ? desk_size : phone_size);
        await page.emulateMedia({ colorScheme: "light" });
        await open(language);
        const gone = () => page.getByRole("dialog").waitFor({ state: "detached" });
        for (const [name, key, act] of [["confirm", "office.leave.button"], ["grave", "office.erase.button", "office.erase.do"], ["failing", "office.recordings.remove_title", "office.recordings.remove"]]) {
            await button(page, key, language).click();
            await page.getByRole("dialog").waitFor();
            if (act) {
                await page.getByRole("dialog").getByRole("button", { name: say(act, language), exact: true }).click();
                await page.getByRole("dialog").getByRole("alert").waitFor(); // a name that is not typed yet; a server that is not there
            }
            await looked_at(`${name}-${language}`, faults, "[role=dialog]");
            await page.keyboard.press("Escape");
            await gone();
        }
        const part = (name) => page.locator(`[data-state="${name}"]`);
        await part("popup: framed").locator(".opener").click();
        await page.getByText(say("office.list.save_csv", language)).waitFor();
        await part("popup: framed").scrollIntoViewIfNeeded();
        const box = await part("popup: framed").locator(".box").boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width, JSON.stringify(box));
        await looked_at(`popup-${language}`, faults, '[data-state="popup: framed"]');
        await page.keyboard.press("Escape");
        await part("combobox: chosen").locator("[role=combobox]").click();
        await page.locator("[role=option]").first().waitFor();
        const clear = await page.locator('[data-state="combobox: chosen"]').evaluate((one) => {
            const [input, opener] = [one.querySelector("input"), one.querySelector("button")].map((box) => box.getBoundingClientRect());
            const end = getComputedStyle(one.querySelector("input"));
            return opener.left < input.left + input.width / 2 ? parseFloat(end.paddingLeft) >= opener.width - 1 : parseFloat(end.paddingRight) >= opener.width - 1;
        });
        assert.ok(clear, "what is chosen does not run under the arrow");
        await looked_at(`choices-${language}`, faults, '[data-state="combobox: chosen"]');
        assert.deepEqual(faults, []);
    });
}

test("a list of ten thousand rows keeps every rule", async () => {
    await page.setViewportSize(desk_size);
    await open("en", "long");
    assert.ok((await page.locator("tr[aria-rowindex]").count()) < 150);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press("End");
    await page.locator("tr[aria-rowindex='10001']").waitFor();
    assert.ok(await page.locator("tr[aria-rowindex='10001']").isVisible());
});

test("no page had a fault, and the policy forbade nothing", () => {
    assert.deepEqual(browser.faults, []);
    assert.deepEqual(browser.foreign, []);
});
