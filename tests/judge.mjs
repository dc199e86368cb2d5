// SPDX-License-Identifier: AGPL-3.0-or-later
// Other people's programs that judge what we write: msgfmt of a PO file, and so on. A test that asks one skips where it is not installed, and says which
// version judged. Beside every "yes" stands a "no": a judge that finds nothing in a spoilt file has proved nothing.
import { spawnSync } from "node:child_process";

/** `run(arguments_)` answers its exit code and what it said. `missing`: false, or why a test is skipped. */
export function judge(name, { version = ["--version"] } = {}) {
    const asked = spawnSync(name, version, { encoding: "utf8" });
    const missing = asked.error ? `${name} is not installed` : false;
    if (!missing) console.log(`judged by ${(asked.stdout || asked.stderr).split("\n")[0]}`);
    return {
        missing,
        run(arguments_, options = {}) {
            const { status, stdout, stderr } = spawnSync(name, arguments_, { encoding: "utf8", ...options });
            return { code: status, said: `${stdout}${stderr}`.trim() };
        },
    };
}
