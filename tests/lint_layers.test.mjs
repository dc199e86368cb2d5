// The judge of layers says no: a small house of its own, whole and then spoiled in one place after the other.
// Areas: base.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const lint = resolve(fileURLToPath(import.meta.url), "../../script/lint_layers.mjs");
const folders = [];
after(() => { for (const folder of folders) rmSync(folder, { recursive: true }); });

const house = {
    "schema/0001_people.sql": "CREATE TABLE person (\n    programme_id TEXT,\n    PRIMARY KEY (programme_id)\n);\n",
    "src/base/day.h": "", "src/platform/db/db.h": '#include "base/day.h"\n',
    "src/people/slice.cmake": "bydel_slice(people USES platform_slice PRIVATE qrcodegen)\n", "src/people/people.h": '#include "platform/db/db.h"\n', "src/people/store.h": "",
    "src/people/store.cpp": '#include "people/store.h"\nauto sql = "SELECT id FROM person WHERE programme_id = $1";\nauto part = "UPDATE person";\n// Every programme: upkeep.\nauto all = "SELECT id FROM person";\n',
    "src/bridge/slice.cmake": "bydel_slice(bridge USES people)\n", "src/bridge/bridge.h": '#include "people/people.h"\n',
    "src/training/slice.cmake": "bydel_slice(training USES people)\n", "src/training/training.h": "",
    "web/src/base/Button.svelte": "<button></button>\n", "web/src/platform/day.ts": "", "web/src/platform/field/session.ts": "import '../day.ts';\n", "web/src/platform/office/page.ts": "import '../day.ts';\n",
    "web/src/people/office/pages.ts": "import '../../platform/office/page.ts';\nexport const pages = () => import('./People.svelte');\n", "web/src/people/office/People.svelte": "<script>\n  import '../../base/Button.svelte';\n</script>\n",
    "web/src/bridge/field/list.ts": "import '../../platform/field/session.ts';\n", "web/src/office/App.svelte": "<script>\n  import '../people/office/pages.ts';\n</script>\n",
};

function faults(spoiled = {}) {
    const folder = mkdtempSync(join(tmpdir(), "bydel-house-"));
    folders.push(folder);
    for (const [path, text] of Object.entries({ ...house, ...spoiled })) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }
    const run = spawnSync(process.execPath, [lint], { cwd: folder, encoding: "utf8" });
    assert.equal(run.status, run.stdout.startsWith("1 passed") ? 0 : 1, run.stderr);
    return run.stdout;
}

test("a house in order has no fault", () => assert.match(faults(), /^1 passed, 0 failed/));

for (const [what, path, text, fault] of [
    ["base may not know people", "src/base/day.h", '#include "people/people.h"\n', /base may not include people/],
    ["a slice may not know one that it does not use", "src/bridge/bridge.h", '#include "training/training.h"\n', /bridge may not include training/],
    ["what is inside a slice stays there", "src/bridge/bridge.h", '#include "people/store.h"\n', /people\/store.h is inside its slice/],
    ["a table is named by its owner's store alone", "src/bridge/store.cpp", 'auto sql = "DELETE FROM person";\n', /table person belongs to people/],
    ["a library of others stays in platform", "src/bridge/api.cpp", "#include <sodium.h>\n", /third-party header sodium.h/],
    ["a key begins with the programme", "schema/0002_bridge.sql", "CREATE TABLE bridge (\n    id TEXT,\n    PRIMARY KEY (id)\n);\n", /does not begin with programme_id/],
    ["a unique index begins with the programme", "schema/0002_bridge.sql", "CREATE TABLE bridge (\n    programme_id TEXT,\n    PRIMARY KEY (programme_id)\n);\nCREATE UNIQUE INDEX bridge_by_code ON bridge (code);\n", /does not begin with programme_id: code/],
    ["a statement names its programme", "src/people/store.cpp", 'auto sql = "DELETE FROM person WHERE "\n           "expires_at < $1";\n', /names no programme: DELETE FROM person WHERE expires_at/],
    ["a list stays open", "schema/0030_bridge.sql", "CREATE TABLE bridge (\n    programme_id TEXT,\n    kind TEXT CHECK (kind IN ('long', 'short')),\n    PRIMARY KEY (programme_id)\n);\n", /a closed list: kind IN \('long', 'short'\)/],
    ["the office may not reach into the phone", "web/src/people/office/People.svelte", "<script>\n  import '../../platform/field/session.ts';\n</script>\n", /office reaches into field/],
    ["the phone may not load what of base is the office's", "web/src/bridge/field/list.ts", "import '../../base/office/List.svelte';\n", /field reaches into office/],
    ["what both share may not reach into either", "web/src/platform/day.ts", "import('./field/session.ts');\n", /what both share reaches into field/],
    ["a page may not know the app around it", "web/src/people/office/People.svelte", "<script>\n  import '../../office/App.svelte';\n</script>\n", /a slice knows no app/],
    ["a page may not know a slice that it does not use", "web/src/people/office/pages.ts", "import '../../training/office/pages.ts';\n", /people does not use training/],
    ["no circle, lazily neither", "web/src/people/office/People.svelte", "<script>\n  import './pages.ts';\n</script>\n", /a circle: .*pages.ts -> .*People.svelte -> .*pages.ts/],
]) test(what, () => assert.match(faults({ "web/src/training/office/pages.ts": "", "web/src/base/office/List.svelte": "<ul></ul>\n", [path]: text }), fault));
