// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs a line of the shell beside a PostgreSQL 15 of its own, which is gone afterwards; what is kept there would not outlive the power.
//   node script/with_postgres.mjs LINE     LINE: "build/dev/bydel_tests -d"
// Environment: BYDEL_TEST_POSTGRES is set for the line: postgresql://...
import { spawn } from "node:child_process";
import { Postgres } from "../tests/postgres.mjs";
import { answer_help } from "./answer_help.mjs";

const [line = "true"] = answer_help(import.meta.url, { words: 1 });
const cluster = await Postgres.start({ durable: false });
const child = spawn(line, { shell: true, stdio: "inherit", env: { ...process.env, BYDEL_TEST_POSTGRES: cluster.url() } });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => child.kill(signal));
child.once("exit", async (code) => {
    await cluster.close();
    process.exit(code ?? 1);
});
