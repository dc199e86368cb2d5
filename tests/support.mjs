// What the whole-product tests share: the real binary on a data folder of its own, the office by HTTP, Debian's Chromium, the words on the pages.
import { spawn, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const binary = process.env.BYDEL_BINARY ?? join(root, "build/release/bydel");
const require_web = createRequire(join(root, "web/package.json"));
const { chromium } = require_web("playwright-core");
const axe_source = readFileSync(require_web.resolve("axe-core/axe.min.js"), "utf8");

export const artifacts = join(root, "tests/artifacts");
mkdirSync(artifacts, { recursive: true });

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

/** A data folder with the demo, and a server on a free port (or the one given: a server that is started again). */
export async function start_server({ size = "small", data, demo = true, port: wanted = 0, binary: program = binary, options = [], as = {}, env = {} } = {}) {
    const folder = data ?? mkdtempSync(join(tmpdir(), "bydel-test-"));
    if (demo && !existsSync(join(folder, "bydel.db"))) execFileSync(program, ["demo", "--size", size, "--data", folder], { stdio: "pipe", ...as });
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

/**
 * A browser with a profile on the disk, so that it can be killed and opened again; what goes wrong on its pages is gathered in `faults`.
 * Its clock is of the demo's country: near midnight it has the programme's day, whatever the day of this machine is.
 */
export async function open_browser(profile, { viewport = phone_size, locale = "en-GB", colorScheme = "light", timezoneId = "Europe/Copenhagen" } = {}) {
    const context = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args: flags, viewport, locale, colorScheme, timezoneId, acceptDownloads: true });
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

const messages = {};
/** As content/languages has them. */
export const languages = [...new Set(readdirSync(join(root, "content/languages")).map((name) => name.split(".")[0]))];
for (const code of languages) {
    messages[code] = {};
    for (const area of ["", ".field", ".office"]) {
        const file = join(root, `content/languages/${code}${area}.json`);
        if (existsSync(file)) Object.assign(messages[code], JSON.parse(readFileSync(file, "utf8")).messages);
    }
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

export async function type_pin(page, pin = "2580") {
    for (const digit of pin) await page.locator(".pad button", { hasText: new RegExp(`^\\s*${digit}\\s*$`) }).click();
    await page.locator("main button.primary:not([disabled]), main > .stack button.primary:not([disabled])").last().click();
}
/** Opens the invitation, chooses the language in its own script, sets a PIN; ends on her first page. */
export async function enrol(page, origin, fragment, own_name, pin = "2580") {
    await page.goto(`${origin}/${fragment}`);
    await page.getByRole("button", { name: own_name, exact: true }).click();
    await page.locator("main > button.primary").click();
    await type_pin(page, pin);
    await wait(300);
    await type_pin(page, pin);
    await page.locator(".log").waitFor();
}
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
    const { sign } = (await rows_of(page)).persons.find((one) => one.device_id === device_id);
    const name = say(`field.sign.${sign.shape}`, await page.evaluate(() => document.documentElement.lang));
    await page.locator(`.who[aria-label*="${name}"]`).click();
}
/** Until the phone has thrown the key away. */
export async function type_ten_wrong_pins(page) {
    for (let i = 0; i < 10; ++i) {
        await type_pin(page, "9731");
        await wait(900);
    }
}
/** Logs one conversation by tapping; returns how many taps it took. */
export async function log_conversation(page, { theme = 0, next = 1, yesterday = false, activity, rung, meeting = "first" } = {}) {
    let taps = 0;
    const tap = async (locator) => { await locator.click(); taps += 1; await wait(180); };
    await tap(page.locator(".log"));
    await tap(page.locator(".tiles button").nth(0));                    // how contact arose
    await tap(page.locator(".tiles button").nth(2));                    // where
    if (activity !== undefined) await tap(page.locator(".tiles").nth(0).locator("button").nth(activity));
    await tap(page.locator(".tiles").nth(1).locator("button").nth(2));  // how long; "talked" is chosen
    if (rung !== undefined) await tap(page.locator(".tiles button").nth(rung - 1));
    await tap(page.locator(".tiles button").nth(theme));
    await tap(button(page, `vocabulary.meeting.${meeting}`, await page.evaluate(() => document.documentElement.lang)));
    await tap(page.locator(".tiles button").nth(next));
    if (yesterday) await tap(button(page, "field.log.yesterday"));
    await tap(page.locator(".foot button"));                            // save
    await page.locator(".log").waitFor();
    return taps;
}
export const unsent = async (page) => Number((await page.locator("header button:has(.numeric)").textContent()).trim().replace(/\D/g, ""));

/** What lies on the phone: the rows of every store of every database, by the store's name; bytes as Uint8Array. */
export async function rows_of(page) {
    const stores = await page.evaluate(async () => {
        const all = {};
        const spell = (value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? { bytes: [...new Uint8Array(value.buffer ?? value)] } : value);
        for (const { name } of await indexedDB.databases()) {
            const database = await new Promise((done) => { const request = indexedDB.open(name); request.onsuccess = () => done(request.result); });
            for (const store of database.objectStoreNames) {
                const rows = await new Promise((done) => { const request = database.transaction(store).objectStore(store).getAll(); request.onsuccess = () => done(request.result); });
                (all[store] ??= []).push(...rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, spell(value)]))));
            }
            database.close();
        }
        return all;
    });
    for (const row of Object.values(stores).flat())
        for (const [key, value] of Object.entries(row)) if (value?.bytes) row[key] = Uint8Array.from(value.bytes);
    return { persons: [], records: [], outbox: [], ...stores };
}
export const outboxes = async (page) => (await rows_of(page)).outbox;

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

/** Accessibility rules that are broken, one line each. */
export async function axe(page) {
    await page.evaluate(axe_source);
    const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
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
