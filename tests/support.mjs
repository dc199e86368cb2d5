// What the whole-product tests share: the real binary on a data folder of its own, the office by HTTP, Debian's Chromium, the words on the pages.
import { spawn, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const binary = process.env.BYDEL_BINARY ?? join(root, "build/release/bydel");
const require_web = createRequire(join(root, "web/package.json"));
const { chromium } = require_web("playwright-core");
const axe_source = readFileSync(require_web.resolve("axe-core/axe.min.js"), "utf8");

export const artifacts = join(root, "tests/artifacts");
mkdirSync(artifacts, { recursive: true });
/** For a person to look at, in tests/artifacts, on request: BYDEL_PICTURES=1. */
export const picture = async (shown, name, options = {}) => { if (process.env.BYDEL_PICTURES) await shown.screenshot({ path: join(artifacts, `${name}.png`), ...options }); };

// What many servers and pages start from is made once: by tests/run.mjs for all files, or here for the one file that is run.
let demo_made = process.env.BYDEL_TEST_DEMO, browser_running;
if (/\.test\.mjs$/.test(process.argv[1] ?? "")) after(async () => {
    await (await browser_running)?.close();
    if (demo_made !== process.env.BYDEL_TEST_DEMO) rmSync(demo_made, { recursive: true, force: true });
});

/** The day in a programme's time zone: for an hour or two it is another one than Greenwich's. */
export const day_in = (time_zone = "Europe/Copenhagen") => new Intl.DateTimeFormat("sv-SE", { timeZone: time_zone }).format(new Date());
export const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
/** Asks until `question` gives something true, or `within` milliseconds are over. */
export async function eventually(question, within = 10_000) {
    const until = Date.now() + within;
    for (;;) {
        const answer = await question();
        if (answer || Date.now() > until) return answer;
        await wait(50);
    }
}

export const make_demo = (folder, { size = "small", program = binary, as = {} } = {}) => execFileSync(program, ["demo", "--size", size, "--data", folder], { stdio: "pipe", ...as });
/** A copy of the demo that is made once. */
function copy_demo(folder) {
    if (!demo_made) make_demo((demo_made = mkdtempSync(join(tmpdir(), "bydel-demo-"))));
    cpSync(demo_made, folder, { recursive: true });
}

/**
 * A data folder with the demo ("made" by this very program and for this folder alone, where that is looked at), unless it holds a database, and a
 * server on a free port (or the one given: a server that is started again).
 */
export async function start_server({ size = "small", data, demo = "copied", port: wanted = 0, binary: program = binary, options = [], as = {}, env = {} } = {}) {
    const folder = data ?? mkdtempSync(join(tmpdir(), "bydel-test-"));
    const is_ours = demo === "copied" && size === "small" && program === binary && !as.uid;
    if (demo && !existsSync(join(folder, "bydel.db"))) is_ours ? copy_demo(folder) : make_demo(folder, { size, program, as });
    const process_ = spawn(program, ["serve", "--data", folder, "--port", String(wanted), ...options], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env }, ...as });
    let said = "";
    process_.stdout.on("data", (text) => (said += text));
    process_.stderr.on("data", (text) => (said += text));
    const port = await eventually(() => /:(\d+)\n/.exec(said)?.[1], 15000);
    if (!port) throw new Error(`the server did not start: ${said}`);
    const origin = `http://localhost:${port}`;
    const stop = (signal = "SIGTERM") => new Promise((done) => { process_.once("exit", done); process_.kill(signal); });
    return {
        origin, folder, port: Number(port), stop, said: () => said, pid: process_.pid,
        logins: () => JSON.parse(readFileSync(join(folder, "demo-logins.json"), "utf8")).logins,
        async close() { await stop(); rmSync(folder, { recursive: true, force: true }); },
    };
}

/** What a group's month says of conversations in all. */
export function total_of(month) {
    const { events: conversations, ...rest } = month.events.find((one) => one.event === "conversation").total;
    return { conversations, ...rest };
}

/** A coordinator (or another office user) at the API. */
export async function sign_in(server, { role = "coordinator", programme_id = "dk", group } = {}) {
    const login = server.logins().find((one) => one.role === role && one.programme_id === programme_id && (!group || one.group === group));
    let cookie = "";
    const call = async (method, path, body) => {
        const answer = await fetch(server.origin + path, {
            method, body: body === undefined ? undefined : JSON.stringify(body),
            headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin", "Accept-Language": "en", cookie },
        });
        const set = answer.headers.get("set-cookie");
        if (set) cookie = set.split(";")[0];
        const text = await answer.text();
        return { status: answer.status, body: text.startsWith("{") ? JSON.parse(text) : text };
    };
    const signed = await call("POST", "/api/login", { email: login.email, password: login.password });
    const group_id = signed.body.roles?.[0]?.scope_id;
    const invite = async (name, joined_on = "2026-01-05") => {
        const person = (await call("POST", `/api/groups/${group_id}/people`, { display_name: name, language: "en", joined_on, another: true })).body;
        const invitation = (await call("POST", `/api/groups/${group_id}/people/${person.person_id}/invitation`, { purpose: "enrol" })).body;
        return { ...person, link: invitation.link, fragment: invitation.link.slice(invitation.link.indexOf("#")) };
    };
    /** Of a month, this one where none is said: conversations, women, minutes, mothers. */
    const total = async (month) => total_of((await call("GET", `/api/groups/${group_id}/month${month ? `?month=${month}` : ""}`)).body);
    return { call, login, me: signed.body, group_id, invite, total };
}

// --- browser -----------------------------------------------------------------------------------------------------------------

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
export const phone_size = { width: 360, height: 740 };
export const desk_size = { width: 1280, height: 800 };

// Debian's Chromium, twice: pages that share a browser are in the one without windows, which spends a quarter of the time on a new page; a browser with a
// profile on the disk is the whole one, as people have it.
const whole = { executablePath: "/usr/bin/chromium", args: flags };
const without_windows = { executablePath: "/usr/bin/chromium-headless-shell", args: flags };
export const serve_browser = () => chromium.launchServer(without_windows);
const shared_browser = () => (browser_running ??= process.env.BYDEL_TEST_BROWSER ? chromium.connect(process.env.BYDEL_TEST_BROWSER) : chromium.launch(without_windows));

/**
 * A phone or a desk: a context of its own, nothing shared with another, in the one browser; or, with a `profile`, a whole browser with its profile on
 * the disk, so that it can be killed and opened again. What goes wrong on its pages is gathered in `faults`.
 * Its clock is of the demo's country: near midnight it has the programme's day, whatever the day of this machine is.
 */
export async function open_browser({ profile, viewport = phone_size, locale = "en-GB", colorScheme = "light", timezoneId = "Europe/Copenhagen" } = {}) {
    const ways = { viewport, locale, colorScheme, timezoneId, acceptDownloads: true };
    const context = profile ? await chromium.launchPersistentContext(profile, { ...whole, ...ways }) : await (await shared_browser()).newContext(ways);
    await context.addInitScript(() => performance.setResourceTimingBufferSize(10_000)); // with_news() looks there
    const page = context.pages()[0] ?? (await context.newPage());
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error" && !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/.test(message.text())) faults.push(message.text());
    });
    const foreign = [];
    page.on("request", (request) => { if (!/^(http:\/\/localhost|data:|blob:|chrome)/.test(request.url())) foreign.push(request.url()); });
    page.setDefaultTimeout(15000);
    return { context, page, faults, foreign };
}
export const new_profile = () => mkdtempSync(join(tmpdir(), "bydel-profile-"));
/** What `act` lets the browser download, as bytes. */
export async function downloaded(page, act) {
    const [download] = await Promise.all([page.waitForEvent("download"), act()]);
    const folder = mkdtempSync(join(tmpdir(), "bydel-download-"));
    await download.saveAs(join(folder, "file"));
    const bytes = readFileSync(join(folder, "file"));
    rmSync(folder, { recursive: true });
    return bytes;
}

const messages = {};
/** As content/languages has them. */
export const languages = readdirSync(join(root, "content/languages"));
for (const code of languages) {
    const folder = join(root, "content/languages", code);
    messages[code] = Object.assign({}, ...readdirSync(folder).filter((name) => name !== "language.json").map((name) => JSON.parse(readFileSync(join(folder, name), "utf8"))));
}
/** A message without parameters, as it stands on the page. */
export function say(key, language = "en") {
    const text = messages[language][key] ?? messages.en[key];
    if (text === undefined) throw new Error(`no message ${key}`);
    return text;
}
export const button = (page, key, language = "en") => page.getByRole("button", { name: say(key, language), exact: true });

/** At the office's door, in any language: only what she types. */
export async function type_login(page, { email, password }) {
    await page.locator("input[type=email]").fill(email);
    await page.locator("input[type=password]").fill(password);
    await page.keyboard.press("Enter");
}
/** Opens the office and goes in. */
export async function enter_office(page, server, login) {
    await page.goto(server.origin + "/office");
    await type_login(page, login);
    await page.locator("header .who").waitFor();
}

// --- her phone ---------------------------------------------------------------------------------------------------------------

const go_on = (page) => page.locator("main button.primary:not([disabled]), main > .stack button.primary:not([disabled])").last().click();
/** By the keys on the page, as on a phone. */
/**
 * A server of the demo, and somebody of the office at her desk, in English: `who` as for sign_in(). `enters`: she has signed in on the page too. Whoever asks
 * closes the browser's context and the server.
 */
export async function at_a_desk({ who = { group: "Gellerup" }, options, enters = true } = {}) {
    const server = await start_server({ options });
    try {
        const office = await sign_in(server, who);
        await office.call("POST", "/api/me/language", { language: "en" });
        const browser = await open_browser({ viewport: desk_size });
        if (enters) await enter_office(browser.page, server, office.login);
        return { server, office, browser, page: browser.page };
    } catch (fault) {
        await server.close();
        throw fault;
    }
}

export async function tap_pin(page, pin = "2580") {
    for (const digit of pin) await page.locator(".pad button", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await go_on(page);
}
/** By a keyboard, which is quicker: where the keys are not what is tested. */
export async function type_pin(page, pin = "2580") {
    await page.locator(".pad .keys button:not([disabled])").first().waitFor();
    await page.keyboard.type(pin);
    await page.waitForFunction((length) => document.querySelectorAll(".dots .full").length === length, pin.length);
    await go_on(page);
}
/** The pad has taken the PIN and is empty again, or gone. */
export const pin_taken = (page) => page.waitForFunction(() => document.querySelector(".dots .full") === null);
/** The same PIN twice, on a phone that becomes hers. */
export async function choose_pin(page, pin, type = type_pin) {
    await type(page, pin);
    await pin_taken(page);
    await type(page, pin);
}
/** Until `question`, which may take its time, answers yes on the page. (waitForFunction() takes a promise for a yes, whatever comes of it.) */
async function on_page(page, question, about) {
    if (!(await eventually(() => page.evaluate(question, about), 15_000))) throw new Error(`never so: ${question} of ${about}`);
}
const nothing_on_its_way = (page) => on_page(page, async () => !(await navigator.locks.query()).held.some((one) => one.name === "bydel-sync"));
const phones_here = async (page) => (await rows_of(page, "persons")).persons.map((one) => one.device_id);
/** Opens the invitation, chooses the language in its own script, sets a PIN; ends on her first page. Gives the id of her phone; none where it was hers before. */
export async function enrol(page, origin, fragment, own_name, pin = "2580", type = type_pin) {
    await page.goto(`${origin}/${fragment}`);
    await page.getByRole("button", { name: own_name, exact: true }).click();
    const before = await phones_here(page);
    await page.locator("main > button.primary").click();
    await choose_pin(page, pin, type);
    await page.locator(".log").waitFor();
    return (await phones_here(page)).find((one) => !before.includes(one));
}
/** The same, until her phone keeps what the office has for her: more records than who she is and her secret, and nothing is on its way. */
export async function enrol_and_hear(page, ...her) {
    const device_id = await enrol(page, ...her);
    await on_page(page, async (name) => {
        const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
        const database = await asked(indexedDB.open(name));
        const held = await asked(database.transaction("records").objectStore("records").count());
        database.close();
        return held > 2;
    }, `bydel-${device_id}`);
    await nothing_on_its_way(page);
    return device_id;
}
/** After `act` her phone has asked for news and keeps what came: nothing is on its way. */
export async function with_news(page, act) {
    const since = Date.now();
    await act();
    await on_page(page, (since) => {
        const asked = performance.getEntriesByType("resource").filter((one) => one.name.endsWith("/api/sync/pull") && one.responseStatus === 200);
        return asked.some((one) => performance.timeOrigin + one.startTime >= since);
    }, since);
    await nothing_on_its_way(page);
}
/** Her phone has tried to tell the server that she is off it; without a network that is lost. */
export const tried_to_leave = (page) => page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/api/sync/leave`).length > 0);
/** The page and its language are kept on the phone: it opens without the network. */
export const kept_offline = (page) => on_page(page, async () => navigator.serviceWorker.controller !== null
    && (await caches.match(`/${document.documentElement.lang}`, { cacheName: "notes-languages" })) !== undefined);
/**
 * What becomes of what phones of this browser send, by path: "lost", or "as_before" there were secrets of an unlocked phone (`told` has whether each one
 * had its secret). In the page itself: with a service worker a request can pass by the browser's interception.
 */
export async function sending_of({ context, page }) {
    const ways = new Map(), told = [];
    await context.exposeFunction("way_of_sending", (path, has_secret) => {
        if (ways.get(path) === "as_before") told.push(has_secret);
        return ways.get(path);
    });
    const wrap = () => {
        if (window.fetch.wrapped) return;
        const real = window.fetch;
        window.fetch = async (path, { ...request } = {}) => {
            if (!String(path).startsWith("/api/")) return real(path, request);
            const { "Bydel-Unlocked": shown, ...headers } = request.headers ?? {};
            const { unlock_secret, ...body } = JSON.parse(request.body ?? "{}");
            const way = await window.way_of_sending(path, Boolean(shown ?? unlock_secret));
            if (way === "lost") throw new TypeError("lost");
            return real(path, way === "as_before" ? { ...request, headers, body: JSON.stringify(body) } : request);
        };
        window.fetch.wrapped = true;
    };
    await context.addInitScript(wrap);
    await page.evaluate(wrap);
    return { told, set: (path, way) => ways.set(path, way), let_go: (...paths) => paths.forEach((path) => ways.delete(path)) };
}
/** Touches someone's picture on the lock screen, as she herself knows it: the ids of phones carry no time of day, so no order tells who came first. */
export async function choose_person(page, device_id) {
    const { sign } = (await rows_of(page, "persons")).persons.find((one) => one.device_id === device_id);
    const name = say(`field.sign.${sign.shape}`, await page.evaluate(() => document.documentElement.lang));
    await page.locator(`.who[aria-label*="${name}"]`).click();
}
/** Until the phone has thrown the key away. */
export async function type_ten_wrong_pins(page) {
    for (let i = 0; i < 10; ++i) {
        await type_pin(page, "9731");
        await pin_taken(page);
    }
}
/** Does what leads on (or back), until the next question or another page stands there. */
export async function leads_on(page, act) {
    const asked = await page.evaluate(() => document.querySelector("h1")?.textContent ?? "");
    await act();
    await page.waitForFunction((asked) => ![asked, undefined].includes(document.querySelector("h1")?.textContent), asked);
}
export const answer = (page, locator) => leads_on(page, () => locator.click());
/** Logs one conversation by tapping; returns how many taps it took. */
export async function log_conversation(page, { theme = 0, next = 1, yesterday = false, activity, rung, meeting = "first" } = {}) {
    let taps = 0;
    const tap = async (locator) => { await locator.click(); taps += 1; };
    const on = async (locator) => { await answer(page, locator); taps += 1; };
    await on(page.locator(".log"));
    await on(page.locator(".tiles button").nth(0));                    // how contact arose
    await on(page.locator(".tiles button").nth(2));                    // where
    if (activity !== undefined) await tap(page.locator(".tiles").nth(0).locator("button").nth(activity));
    await on(page.locator(".tiles").nth(1).locator("button").nth(2));  // how long; "talked" is chosen
    if (rung !== undefined) await on(page.locator(".tiles button").nth(rung - 1));
    await tap(page.locator(".tiles button").nth(theme));
    await on(button(page, `vocabulary.meeting.${meeting}`, await page.evaluate(() => document.documentElement.lang)));
    await on(page.locator(".tiles button").nth(next));
    if (yesterday) await tap(button(page, "field.log.yesterday"));
    await tap(page.locator(".foot button"));                               // save
    await page.locator(".log").waitFor();
    return taps;
}
export const unsent = async (page) => Number((await page.locator("header button:has(.numeric)").textContent()).trim().replace(/\D/g, ""));

/** What lies on the phone: the rows of every store of every database, by the store's name; bytes as Uint8Array. (They come as one text: a list of numbers costs the driver a second.) */
export async function rows_of(page, wanted) {
    const text = await page.evaluate(async (wanted) => {
        const all = {};
        const asked = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
        const letters = (bytes) => { let word = ""; for (const byte of bytes) word += String.fromCharCode(byte); return btoa(word); };
        const spell = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? { bytes: letters(new Uint8Array(value.buffer ?? value)) }
            : value?.constructor === Object ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spell(one)])) : value;
        for (const { name } of await indexedDB.databases()) {
            const database = await asked(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
                if (wanted && store !== wanted) continue;
                const rows = await asked(database.transaction(store).objectStore(store).getAll());
                (all[store] ??= []).push(...rows.map(spell));
            }
            database.close();
        }
        return JSON.stringify(all);
    }, wanted);
    const read = (_, value) => (typeof value?.bytes === "string" ? Uint8Array.from(Buffer.from(value.bytes, "base64")) : value);
    return { persons: [], records: [], outbox: [], ...JSON.parse(text, read) };
}
export const outboxes = async (page) => (await rows_of(page, "outbox")).outbox;
/** All but so many of what was saved on this phone has been sent, and the page says so (which it does a moment after it has saved). */
export const sent = async (page, but = 0) => (await outboxes(page)).filter((one) => one.state !== "sent").length === but && (await unsent(page)) === but;

/** What lay on top has closed, and its step of the history is taken back: Back is the page's own again. */
export const nothing_on_top = (page) => page.waitForFunction(() => !document.querySelector("[role=dialog], dialog[open]") && !(history.state?.layers > 0));

/** Nothing on the page is on its way any more: no answer is waited for, nothing moves, and two frames have been drawn. */
export async function settled(page) {
    const loading = languages.map((code) => say("office.loading", code));
    await page.waitForFunction((words) => ![...document.querySelectorAll("[role=status]")].some((one) => words.includes(one.textContent.trim()))
        && document.fonts.status === "loaded" && document.getAnimations().every((one) => one.playState !== "running"), loading);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

// --- what every page must be -------------------------------------------------------------------------------------------------

/** Accessibility rules that are broken, one line each; on the whole page, or in what a selector finds. */
export async function axe(page, within) {
    if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe_source);
    return page.evaluate(async (part) => {
        const { violations } = await window.axe.run(part ?? document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] });
        return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
    }, within);
}
/** How many pixels the page is wider than the window. */
export const too_wide = (page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
/** Buttons lower than 44 px. A sheet of many rows, written by keyboard, is denser where there is a mouse (24 px are enough by WCAG 2.2). */
export const small_targets = (page) => page.evaluate(() => [...document.querySelectorAll("button, a.button, [role=button]")]
    .filter((one) => { const box = one.getBoundingClientRect(); return box.width > 0 && box.height > 0 && box.height < 43.5 && !one.closest(".unseen, [data-dense]"); })
    .map((one) => `${one.textContent.trim().slice(0, 30)} ${Math.round(one.getBoundingClientRect().height)}px`));
/** Words of titles, tiles and buttons that are broken over two lines where the language does not break them, or cut off. */
export const broken_words = (page) => page.evaluate(() => {
    const found = new Set();
    for (const box of document.querySelectorAll("h1, h2, h3, button, a.button, [role=button], th, legend, label")) {
        const size = box.getBoundingClientRect();
        if (box.closest(".unseen") || size.width < 2 || size.height < 2 || getComputedStyle(box).clipPath !== "none") continue;
        const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            if (node.parentElement.closest(".unseen")) continue;
            for (const { 0: word, index } of node.data.matchAll(/[^\s\u00ad\u200b/·-]+/g)) {
                const range = document.createRange();
                range.setStart(node, index);
                range.setEnd(node, index + word.length);
                const lines = new Set([...range.getClientRects()].filter((one) => one.width > 1).map((one) => Math.round(one.top)));
                const place = range.getBoundingClientRect();
                if (lines.size > (node.data[index - 1] === "\u00ad" ? 2 : 1)) found.add(`broken: ${word}`);
                else if (place.left < -1 || place.right > innerWidth + 1) { if (!box.closest(".frame, [role=region], table")) found.add(`cut off: ${word}`); }
            }
        }
    }
    return [...found];
});
