// The house's two structural rules, checked: who may include whom, and that a table is named only by its owner's store.
// base <- engine; base <- platform <- programme <- people <- the other slices <- app. Only <slice>.h is visible outside its folder.
//   node script/lint_layers.mjs     no options; from the project's folder
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { answer_help } from "./answer_help.mjs";

answer_help(import.meta.url);

const slices = ["library", "training", "outreach", "concern", "bridge", "gatherings", "evaluation", "impact", "planning", "reporting", "publishing"];
const below = {
    base: [], engine: ["base"], platform: ["base"], programme: ["base", "platform"], people: ["base", "platform", "programme"],
    app: ["base", "engine", "platform", "programme", "people", ...slices],
};
for (const slice of slices) below[slice] = ["base", "platform", "programme", "people"];
below.reporting.push("outreach", "concern");
for (const slice of ["evaluation", "impact", "planning"]) below[slice].push("engine", "reporting");
const thirdParty = /^(boost|sodium|openssl|unicode|sqlite3|libpq|prometheus|zlib|qrcodegen|CLI|cairo|pango|fontconfig|zip|pugixml|xlsxwriter)\b/;
const mayUseThirdParty = ["src/people/invitation_api.cpp", "src/app/main.cpp"]; // qrcodegen; CLI11

const faults = [];
const files = (folder) => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.(h|cpp)$/.test(name) ? [path] : [];
});
const owners = new Map();
for (const name of readdirSync("schema").filter((one) => /^\d+_.*\.sql$/.test(one)))
    for (const [, table] of readFileSync(join("schema", name), "utf8").matchAll(/CREATE TABLE (\w+)/g))
        owners.set(table, name.replace(/^\d+_|\.sql$/g, "").replace("quarantine", "platform")); // quarantine is a part of sync

const exporters = ["src/app/export.cpp", "src/app/audit.cpp"]; // the whole-programme export reads every table; the audit of reads is app's
for (const path of files("src")) {
    const [, folder] = path.split("/");
    const text = readFileSync(path, "utf8");
    const test = path.endsWith("_test.cpp");
    for (const [, kind, target] of text.matchAll(/#include (["<])([^">]+)[">]/g)) {
        if (kind === "<") {
            if (thirdParty.test(target) && !(path.startsWith("src/platform/") && path.endsWith(".cpp")) && !/wire|engine/.test(basename(path)) && !mayUseThirdParty.includes(path) && !test)
                faults.push(`${path}: third-party header ${target} outside platform`);
            continue;
        }
        const top = target.split("/")[0];
        if (top === folder || test) continue;
        if (!(below[folder] ?? []).includes(top)) faults.push(`${path}: ${folder} may not include ${target}`);
        const visible = top === "base" || top === "platform" || top === "engine" || basename(target) === `${top}.h` || (top === "programme" && target === "programme/content.h") || folder === "app";
        if (!visible) faults.push(`${path}: ${target} is inside its slice`);
    }
    if (!path.endsWith(".cpp") || test || exporters.includes(path)) continue;
    for (const [, table] of text.matchAll(/\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_]+)/g)) {
        const owner = owners.get(table);
        if (owner && owner !== folder && !(owner === "platform" && folder === "platform"))
            faults.push(`${path}: table ${table} belongs to ${owner}`);
    }
}
// Every tenant table's key, unique index and foreign key begins with programme_id (design 9.6).
for (const name of readdirSync("schema").filter((one) => /^\d+_.*\.sql$/.test(one))) {
    const sql = readFileSync(join("schema", name), "utf8");
    for (const [, keys] of sql.matchAll(/(?:PRIMARY KEY|UNIQUE|FOREIGN KEY) \(([^)]*)\)/g))
        if (!keys.startsWith("programme_id")) faults.push(`schema/${name}: a key does not begin with programme_id: ${keys}`);
}
for (const fault of faults) console.log(fault);
console.log(`${faults.length === 0 ? 1 : 0} passed, ${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);
