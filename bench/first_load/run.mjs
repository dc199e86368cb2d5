// SPDX-License-Identifier: AGPL-3.0-or-later
// How long a slow phone waits for its first buttons: 4x CPU slowdown and slow 3G (400 ms, 400 kbit/s), a new browser each time, nothing kept.
//   node bench/first_load/run.mjs [--runs=7] [BINARY [BINARY]]
// A BINARY is a release build with its web app inside (default: build/release/bydel); two are measured in turn, so that what else the machine does
// falls on both. Bytes and requests are those sent before the buttons stood there; they do not depend on the machine.
import { createRequire } from "node:module";
import { rmSync } from "node:fs";
import { answer_help } from "../../script/answer_help.mjs";

const wanted = answer_help(import.meta.url, { options: ["--runs="], words: 2 });
const runs = Number(process.argv.find((one) => one.startsWith("--runs="))?.slice(7) ?? 7);
const binaries = wanted.length ? wanted : ["build/release/bydel"];
const support = await import("../../tests/support.mjs");
const { chromium } = createRequire(new URL("../../web/package.json", import.meta.url))("playwright-core");
const slow_3g = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };

async function one_load(origin, locale) {
    const profile = support.new_profile();
    const context = await chromium.launchPersistentContext(profile, { executablePath: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"], viewport: support.phone_size, locale });
    const page = context.pages()[0];
    const session = await context.newCDPSession(page);
    const loads = [];
    let bytes = 0;
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", slow_3g);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    session.on("Network.requestWillBeSent", ({ request }) => loads.push(new URL(request.url).pathname));
    session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.addInitScript(() => {
        const look = () => {
            const button = document.querySelector("main button:not([disabled])");
            if (button?.getClientRects().length) globalThis.first_buttons = performance.now();
            else requestAnimationFrame(look);
        };
        look();
    });
    await page.goto(origin + "/", { waitUntil: "commit", timeout: 60_000 });
    await support.eventually(() => page.evaluate("globalThis.first_buttons > 0"), 60_000);
    const taken = { milliseconds: await page.evaluate("globalThis.first_buttons"), bytes, requests: loads.length, loads };
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    return taken;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const servers = [];
for (const binary of binaries) servers.push(await support.start_server({ binary }));
const taken = {};
for (let run = 0; run < runs; run++) {
    for (const locale of ["en-GB", "ar"]) {
        for (const [index, server] of servers.entries()) (taken[`${binaries[index]} ${locale}`] ??= []).push(await one_load(server.origin, locale));
    }
}
for (const [what, loads] of Object.entries(taken)) {
    const times = loads.map((one) => one.milliseconds);
    console.log(`${what}: buttons after ${Math.round(median(times))} ms (median of ${runs}; ${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))}), ${median(loads.map((one) => one.bytes))} bytes, ${median(loads.map((one) => one.requests))} requests`);
    console.log(`  ${loads[0].loads.join(" ")}`);
}
for (const server of servers) await server.close();
