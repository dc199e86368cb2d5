// The house's structural rules, checked: who may include whom, in C++ and in the web apps, and that a table is named only by its owner's store.
// base <- engine, document; base <- platform <- the slices, as each slice.cmake says <- app. Only <slice>.h is visible outside its folder.
//   node script/lint_layers.mjs     no options; from the project's folder
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { answer_help } from "./answer_help.mjs";

answer_help(import.meta.url);

const uses = new Map(); // of each slice, as its slice.cmake says
for (const folder of readdirSync("src").filter((one) => existsSync(join("src", one, "slice.cmake")))) {
    const named = /USES ([^)]*)\)/.exec(readFileSync(join("src", folder, "slice.cmake"), "utf8"))[1].split(" PRIVATE")[0].split(" ");
    uses.set(folder, named.map((one) => one.replace(/_.*/, "")));
}
const reach = (folder) => [...new Set((uses.get(folder) ?? []).flatMap((one) => [one, ...reach(one)]))];
const below = { base: [], engine: ["base"], document: ["base"], platform: ["base"], app: ["base", "engine", "document", "platform", ...uses.keys()] };
for (const slice of uses.keys()) below[slice] = ["base", "platform", ...reach(slice)];
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

for (const path of files("src")) {
    const [, folder] = path.split("/");
    const text = readFileSync(path, "utf8");
    const test = path.endsWith("_test.cpp");
    for (const [, kind, target] of text.matchAll(/#include (["<])([^">]+)[">]/g)) {
        if (kind === "<") {
            if (thirdParty.test(target) && !(/^src\/(platform|document)\//.test(path) && path.endsWith(".cpp")) && !/wire|engine/.test(basename(path)) && !mayUseThirdParty.includes(path) && !test)
                faults.push(`${path}: third-party header ${target} outside platform`);
            continue;
        }
        const top = target.split("/")[0];
        if (top === folder || test) continue;
        if (!(below[folder] ?? []).includes(top)) faults.push(`${path}: ${folder} may not include ${target}`);
        const visible = top === "base" || top === "platform" || top === "engine" || top === "document" || basename(target) === `${top}.h` || (top === "programme" && target === "programme/content.h") || folder === "app";
        if (!visible) faults.push(`${path}: ${target} is inside its slice`);
    }
    if (!path.endsWith(".cpp") || test) continue;
    for (const [, table] of text.matchAll(/\b(?:FROM|INTO|UPDATE|JOIN)\s+([a-z_]+)/g)) {
        const owner = owners.get(table);
        if (owner && owner !== folder && !(owner === "platform" && folder === "platform"))
            faults.push(`${path}: table ${table} belongs to ${owner}`);
    }
}
// A statement on a programme's tables names the programme, so that it asks one node where there are several (docs/scale.md); one that doesn't says why
// beside it ("Every programme: ..."). Parts of one: what db/rows.h completes, what ends before its WHERE, what is given the programme beside it.
const statement = new RegExp(`\\b(?:FROM|INTO|UPDATE|JOIN) (?:${[...owners.keys()].filter((one) => !/^(schema_migration|server_setting)$/.test(one)).join("|")})\\b`);
for (const path of files("src").filter((one) => one.endsWith(".cpp") && !one.endsWith("_test.cpp"))) {
    const text = readFileSync(path, "utf8");
    for (const { 0: literals, index } of text.matchAll(/(?:"(?:[^"\\\n]|\\.)*"\s*)+/g)) {
        const sql = [...literals.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((one) => one[1]).join("");
        if (!statement.test(sql) || /^(INSERT INTO|UPDATE) \w+$/.test(sql) || (/ $/.test(sql) && !/ WHERE /.test(sql))) continue;
        const whole = text.slice(index, text.indexOf(";", index)), above = text.slice(0, index).split("\n").slice(-4).join("\n");
        const names = /programme_id( = | IN )|INTO \w+ \(programme_id/.test(sql) || (!/ WHERE /.test(sql) && /programme_id/.test(whole.replace(/"(?:[^"\\\n]|\\.)*"/g, "")));
        if (!names && !/Every programme: /.test(above)) faults.push(`${path}: a statement that names no programme: ${sql.slice(0, 90)}`);
    }
}
// Every tenant table's key, unique index and foreign key begins with programme_id (design 9.6).
for (const name of readdirSync("schema").filter((one) => /^\d+_.*\.sql$/.test(one))) {
    const sql = readFileSync(join("schema", name), "utf8");
    for (const [, keys] of sql.matchAll(/(?:PRIMARY KEY|UNIQUE|FOREIGN KEY|UNIQUE INDEX \w+ ON \w+) \(([^)]*)\)/g))
        if (!keys.startsWith("programme_id")) faults.push(`schema/${name}: a key does not begin with programme_id: ${keys}`);
    // What a column may hold is declared in code (platform/db/tables.h): SQLite could not add to a list that a table checks. 0024 took them away.
    if (name > "0024")
        for (const [, list] of sql.matchAll(/CHECK \((\w+ IN \([^)]*\))\)/g)) faults.push(`schema/${name}: a closed list: ${list}`);
}
// The web: base and wire <- platform <- the slices, as each slice.cmake says <- the two apps. The phone (field) and the office share neither pages nor what
// only one of them needs, so that the phone loads nothing of the office; and nothing goes round in a circle, lazily neither.
const sides = { field: "field", store: "field", sync: "field", office: "office", office_query: "office" };
const place_of = (path) => {
    const [, , top, inner, rest] = path.split("/");
    if (top === "field" || top === "office") return { kind: "app", side: top };
    if (top === "base" || top === "wire") return { kind: top, side: rest === undefined ? undefined : sides[inner] };
    return { kind: top === "platform" ? "platform" : "slice", slice: top, side: rest === undefined ? undefined : sides[inner] };
};
function web_fault(from, to) {
    if (to.side && from.side !== to.side) return `${from.side ?? "what both share"} reaches into ${to.side}`;
    if (from.kind === "base" || from.kind === "wire") return from.kind === to.kind ? null : `${from.kind} stands on nothing`;
    if (from.kind === "platform") return to.kind === "slice" || to.kind === "app" ? "platform knows no slice and no app" : null;
    if (from.kind === "slice" && to.kind === "app") return "a slice knows no app";
    if (from.kind === "slice" && to.kind === "slice" && from.slice !== to.slice && !reach(from.slice).includes(to.slice)) return `${from.slice} does not use ${to.slice} (its slice.cmake)`;
    return null;
}
const web_files = (folder) => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? web_files(path) : /\.(ts|svelte)$/.test(name) ? [path] : [];
});
const imports = new Map();
for (const path of web_files("web/src")) {
    const text = readFileSync(path, "utf8");
    const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"?]+)/g)].map(([, name]) => normalize(join(dirname(path), name))).filter((one) => existsSync(one) && /\.(ts|svelte)$/.test(one));
    if (!path.endsWith(".test.ts")) imports.set(path, targets);
    for (const target of targets) {
        const fault = path.endsWith(".test.ts") ? null : web_fault(place_of(path), place_of(target));
        if (fault) faults.push(`${path}: ${target}: ${fault}`);
    }
}
const done = new Set();
function follow(path, way) {
    if (way.includes(path)) return void faults.push(`a circle: ${[...way.slice(way.indexOf(path)), path].join(" -> ")}`);
    if (done.has(path)) return;
    for (const target of imports.get(path) ?? []) follow(target, [...way, path]);
    done.add(path);
}
for (const path of imports.keys()) follow(path, []);

for (const fault of faults) console.log(fault);
console.log(`${faults.length === 0 ? 1 : 0} passed, ${faults.length} failed`);
process.exit(faults.length === 0 ? 0 : 1);
