// Text of both directions in one sentence, measured where it stands: a name in Arabic letters must not turn the date behind it around.
// Areas: concern platform/i18n.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { at_a_desk, enter_office } from "./support.mjs";
import { day_id, Phone } from "./phone.mjs";

const arabic_name = "فاطمة الزهراء";
let server, office, browser, page;

before(async () => { ({ server, office, browser, page } = await at_a_desk({ enters: false })); });
after(async () => { await browser?.context.close(); await server?.close(); });

/** Where each of the texts stands on the screen, by their first appearance in an element: left and right of all that belongs to it. */
const places = (element, texts) => element.evaluate((node, wanted) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const found = {};
    while (walker.nextNode()) {
        for (const text of wanted) {
            const at = walker.currentNode.data.indexOf(text);
            if (at < 0 || found[text]) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + text.length);
            const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
            found[text] = { left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)), tops: new Set(boxes.map((box) => Math.round(box.top))).size };
        }
    }
    return found;
}, texts);

/** The texts stand in this order from left to right, none inside another. */
function in_order(found, texts) {
    for (const text of texts) assert.ok(found[text], `${text} is not there: ${JSON.stringify(found)}`);
    for (let i = 1; i < texts.length; i++) assert.ok(found[texts[i - 1]].right <= found[texts[i]].left + 0.5, `${texts[i - 1]} then ${texts[i]}: ${JSON.stringify(found)}`);
}

const raised_on = "2026-11-26";
const words = { en: ["26", "November", "2026"], da: ["26.", "november", "2026"], ar: ["26", "نوفمبر", "2026"] };

/** A mother of that name raises a worry on her phone; the line of it that a coordinator reads in that language. */
async function worry_of(name, language) {
    const mother = await office.invite(name);
    const phone = await Phone.enrol(server.origin, mother.fragment.split("#i=")[1], "ar");
    await phone.put({ raised_on, passed_to: null, passed_on: null }, office.me.today, day_id(raised_on), "concern");
    await phone.push();
    await office.call("POST", "/api/me/language", { language });
    await page.goto(`${server.origin}/office#/groups/${office.group_id}/follow_up`);
    await page.reload();
    const line = page.locator(".who", { hasText: name }).first();
    await line.waitFor();
    return line;
}

test("an Arabic name in an English and a Danish sentence leaves the date whole, to its right", async () => {
    await enter_office(page, server, office.login);
    for (const language of ["en", "da"]) {
        const all = [arabic_name, ...words[language]];
        in_order(await places(await worry_of(arabic_name, language), all), all);
    }
});

test("a Latin name in lower case in an Arabic sentence leaves its date whole, to its left", async () => {
    const all = ["amina k. (x)", ...words.ar];
    in_order(await places(await worry_of("amina k. (x)", "ar"), all), all.reverse());
});

test("the title of the window carries no signs of direction", async () => {
    await worry_of("amina", "ar");
    assert.doesNotMatch(await page.title(), /[\u2066-\u2069]/);
    assert.deepEqual(browser.faults, []);
});
