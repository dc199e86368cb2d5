// What the server does by itself, as the secretariat sees it, and one that fails.
// Areas: platform/jobs jobs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { axe, desk_size, enter_office, eventually, open_browser, phone_size, picture, say, settled, sign_in, start_server, too_wide } from "./support.mjs";

let server, secretary, coordinator;
before(async () => {
    server = await start_server();
    secretary = await sign_in(server, { role: "secretariat" });
    coordinator = await sign_in(server, { group: "Gellerup" });
    await eventually(async () => (await jobs()).every(({ state }) => state === "done"));
    // As if the disk had been full three times, and as if nobody had been there for days.
    execFileSync("sqlite3", ["-cmd", ".timeout 5000", join(server.folder, "bydel.db"), "UPDATE job_run SET failed = 3, problem = 'server.storage_full' WHERE job = 'reporting.close_periods'; "
        + "UPDATE job_run SET failed = 1, problem = 'server.failed', done_on = date('now') WHERE job = 'outreach.unlink_authors'"]);
    assert.ok(await eventually(async () => (await jobs()).find(({ job }) => job === "reporting.close_periods").state === "done"), "what works again is well again");
});
after(async () => { await server?.close(); });
const jobs = async () => (await secretary.call("GET", "/api/jobs")).body.jobs;

for (const [language, viewport, colorScheme] of [["en", desk_size, "light"], ["da", phone_size, "light"], ["ar", phone_size, "dark"], ["ar", desk_size, "light"]]) {
    test(`the secretariat sees each job, when it ran and what came of it (${language}, ${viewport.width})`, async () => {
        await secretary.call("POST", "/api/me/language", { language });
        const { context, page } = await open_browser({ viewport, colorScheme, locale: language });
        await enter_office(page, server, secretary.login);
        await page.goto(`${server.origin}/office#/jobs`);
        await page.locator("article").first().waitFor();
        const all = await jobs();
        assert.equal(await page.locator("article").count(), all.length);
        for (const { job } of all) assert.equal(await page.getByRole("heading", { name: say(`office.jobs.name.${job}`, language), exact: true }).count(), 1, job);
        assert.equal(await page.locator(".badge.warn").count(), all.filter(({ state }) => state === "failing").length);
        assert.equal(await page.getByText(say("office.jobs.state.failing", language), { exact: true }).count(), 1);
        await settled(page);
        assert.deepEqual(await axe(page), []);
        assert.equal(await too_wide(page), 0);
        await picture(page, `jobs-${language}-${viewport.width}`, { fullPage: true });
        await context.close();
    });
}

test("the metrics tell who runs the jobs and which fails, and a coordinator has no such page", async () => {
    assert.equal((await coordinator.call("GET", "/api/jobs")).status, 403);
    const told = await (await fetch(`${server.origin}/metrics`)).text();
    assert.match(told, /^bydel_runs_jobs 1$/m);
    assert.match(told, /bydel_job_failing_programmes\{job="outreach.unlink_authors"\} 2$/m);
    assert.match(told, /bydel_job_failing_programmes\{job="sync.drop_old"\} 0$/m);
});
