// Writes docs/database.md, docs/personal_data.md, docs/permissions.md, docs/measures.md and the lower half of docs/api.md from schema/ and contracts/, which tests of the server keep true.
//   node script/generate_docs.mjs            With --check: fails where a page is not current.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { answer_help } from "./answer_help.mjs";

answer_help(import.meta.url, { options: ["--check"] });

const slices_contract = JSON.parse(readFileSync("contracts/slices.json", "utf8"));
const { slices } = slices_contract;
const contract = JSON.parse(readFileSync("contracts/openapi.json", "utf8"));
const words = (text) => text.split(" ").filter(Boolean);
const cell = (text) => text.replaceAll("|", "\\|");

// --- the database ------------------------------------------------------------------------------------------------------------

const tells_of = { nobody: "", mother: "a mother", coordinator: "who works in the office", member: "a mother, or who works in the office", contact: "whom a group names to be called" };
const doors = { leaves: "yes", stays: "", secret: "never" };
const erasing = { nothing: "", row_goes: "the row goes", emptied: "emptied", unnamed: "becomes `erased`", by_its_own: "taken out by its slice" };

/** What the migrations say about a table: the last comment before its CREATE TABLE. */
function comments() {
    const said = new Map();
    for (const name of readdirSync("schema").filter((one) => /^\d+_.*\.sql$/.test(one)).sort())
        for (const [, comment, table] of readFileSync(`schema/${name}`, "utf8").matchAll(/((?:--.*\n)*)CREATE TABLE (\w+) \(/g))
            said.set(table.replace(/_new$/, ""), comment.replace(/^-- ?/gm, "").replaceAll("\n", " ").trim());
    return said;
}

function columns_of(body) {
    const columns = [], keys = [];
    let depth = 0, part = "";
    for (const sign of body + ",") {
        if (sign === "," && depth === 0) {
            const line = part.trim().replace(/\s+/g, " ");
            if (/^(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK)\b/.test(line)) keys.push(line);
            else columns.push([/^\w+/.exec(line)[0], line.replace(/^\w+ /, "")]);
            part = "";
            continue;
        }
        if (sign === "(") depth += 1;
        if (sign === ")") depth -= 1;
        part += sign;
    }
    return { columns, keys };
}

function database() {
    const said = comments(), bodies = new Map();
    for (const [, table, body] of readFileSync("schema/schema.sql", "utf8").matchAll(/CREATE TABLE "?(\w+)"? \(\n([\s\S]*?)\n\);/g)) bodies.set(table, columns_of(body));
    const told = (table) => [`\n### ${table}\n\n${said.get(table) ?? ""}\n`, bodies.get(table)];
    let page = "# The database\n\nGenerated from `schema/` and what each slice says of its tables (`src/<slice>/slice.cpp`) by `node script/generate_docs.mjs`; change it there. "
        + "ENDURES: lost only with the data. REBUILT: can be made again. Leaves: with `bydel export`; what never leaves is not in anybody's own data either. Why what tells of somebody is kept: [personal_data.md](personal_data.md).\n";
    for (const slice of slices.filter((one) => one.tables.length)) {
        page += `\n## ${slice.name}\n`;
        for (const { name, columns: declared, lists, retention } of slice.tables) {
            const [head, { columns, keys }] = told(name);
            const is = new Map(declared.flatMap((one) => words(one.names).map((column) => [column, one])));
            const of_the_programme = { door: declared.some((one) => one.door === "leaves") ? "leaves" : "stays", about: "nobody", erasing: "nothing" };
            page += `${head}\n| column | type | leaves | tells of | erasing a person |\n|---|---|---|---|---|\n`;
            for (const [column, type] of columns) {
                const { door, about, sealed, erasing: erased } = is.get(column) ?? of_the_programme;
                page += `| ${column} | ${cell(type)}${column in lists ? `: ${cell(lists[column] || "as the slices declare")}` : ""}${sealed ? ", sealed" : ""} | ${doors[door]} | ${tells_of[about]} | ${erasing[erased]} |\n`;
            }
            if (retention) page += `\nIts rows go ${after(retention)}.\n`;
            if (keys.length) page += `\n${keys.map((key) => `- \`${key}\``).join("\n")}\n`;
        }
    }
    const [head, { columns }] = told("server_setting");
    return `${page}\n## Of the installation\n${head}\n| column | type |\n|---|---|\n${columns.map(([column, type]) => `| ${column} | ${cell(type)} |\n`).join("")}`;
}

// --- personal data -----------------------------------------------------------------------------------------------------------

const bases = { legitimate_interest: "legitimate interest, art. 6(1)(f)", contract: "what was agreed with her, art. 6(1)(b)" };
function after({ column, days, months }) {
    return months ? `${months} months after \`${column}\`` : `${days === 1 ? "a day" : `${days} days`} after \`${column}\``;
}

function personal_data() {
    let page = "# Record of processing\n\nGenerated from what each slice says of its tables and purposes (`src/<slice>/slice.cpp`) by `node script/generate_docs.mjs`; change it there. "
        + "It has what Regulation (EU) 2016/679 (GDPR), art. 30(1), letters b, c, f and g ask for (text: gdprhub.eu, Article 30 GDPR, read 2026-11-28). Whoever runs a programme adds who she is, her data protection officer and to whom "
        + "numbers go, and decides about the legal basis: what stands here is what this program assumes.\n\n"
        + "The women who are helped are in no column: nothing here tells of one of them. Everybody gets her own data as a file (`GET /api/me/data`; on the phone and in the office under *Settings*). "
        + "Erasing takes a mother out of every column ([database.md](database.md)), out of the log of changes, and again out of an older backup that is restored. Nothing erases who only works in the office yet; whom a group names to be called stands there until the group names another. How it is guarded: [security.md](security.md).\n";
    for (const purpose of slices.flatMap((slice) => slice.purposes)) {
        page += `\n## ${purpose.name}\n\n${purpose.what}\n\n- Basis: ${bases[purpose.basis]}\n- Kept: ${purpose.kept}\n\n| table | columns | tells of | goes by itself |\n|---|---|---|---|\n`;
        for (const { name, columns, retention } of slices.flatMap((slice) => slice.tables))
            for (const one of columns.filter((several) => several.purpose === purpose.name))
                page += `| ${name} | ${words(one.names).map((column) => `\`${column}\``).join(", ")}${one.sealed ? " (sealed)" : ""} | ${tells_of[one.about]} | ${retention ? after(retention) : ""} |\n`;
    }
    return page;
}

// --- who may what ------------------------------------------------------------------------------------------------------------

const operations = Object.entries(contract.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ route: `${method.toUpperCase()} \`${path}\``, verb: /`([\w.]+)`/.exec(one.description ?? "")?.[1], ...one })));
const grants = slices.flatMap((slice) => slice.grants);
const roles = slices.flatMap((slice) => slice.roles).map((role) => role.name);

function permissions() {
    let page = "# Who may do what\n\nGenerated from what each slice grants (`src/<slice>/slice.cpp`) by `node script/generate_docs.mjs`; change it there. A role is held in a group, in a region or in the programme; one held in a "
        + "region holds in the groups that lie there that day, one held in the programme in all of them. What everyone is answered by every route, also with the right role in the wrong place, stands in `contracts/statuses.txt`.\n\n"
        + "A phone may what stands under *phone*, whoever's it is, and opens no office: that takes an e-mail address and a password. Unlocked, it shows a mother what is hers, and who enrolled it with her own password what her roles in groups let her see (docs/sync.md); locked, it only sends.\n\n"
        + `| may | ${roles.map((role) => role.replaceAll("_", " ")).join(" | ")} | by |\n|---|${roles.map(() => ":-:|").join("")}---|\n`;
    for (const { verb, roles: granted } of grants) {
        const by = operations.filter((one) => one.verb === verb).map((one) => one.route);
        page += `| \`${verb}\` | ${roles.map((role) => (words(granted).includes(role) ? "●" : "")).join(" | ")} | ${by.join("<br>") || "asked for inside other routes"} |\n`;
    }
    return page;
}

// --- what is counted ---------------------------------------------------------------------------------------------------------

const quantities = { events: "how many", women: "women, each time", hours: "hours", mothers: "mothers, in the busiest month" };

function counted_by({ name, multiple, ordered, sensitive }) {
    const said = [multiple && "several answers", ordered && "in order", sensitive && "sensitive: by closed quarter only"].filter(Boolean);
    return `\`${name}\`${said.length ? ` (${said.join(", ")})` : ""}`;
}

function measures() {
    let page = "# What is counted\n\nGenerated from the events and measures that each slice declares (`src/<slice>/slice.cpp`, `src/platform/measure/measure.h`) by `node script/generate_docs.mjs`; "
        + "change it there. The address of a number is its measure, period, area, dimension and code; it is shown, hidden, open, not recorded or zero (`src/reporting/reporting.h`: `read_number`).\n\n"
        + "## Events\n\nWhat happens in a group and is counted, never shown. Single codes can be sensitive too: the programme's template says which.\n\n| event | slice | counted by |\n|---|---|---|\n";
    for (const slice of slices)
        for (const event of slice.events) page += `| \`${event.name}\` | ${slice.name} | ${event.dimensions.map(counted_by).join(", ")} |\n`;
    page += "\n## Measures\n\nNumbers that a cost model, a report or another program asks for by name.\n\n| measure | slice | of | what |\n|---|---|---|---|\n";
    for (const slice of slices)
        for (const { name, event, quantity, dimension, codes, by } of slice.measures) {
            const which = codes ? ` where \`${dimension}\` is ${words(codes).map((code) => `\`${code}\``).join(" or ")}` : "";
            const apart = by ? `; also by one code of \`${by}\`, as \`${name}.<code>\`` : "";
            page += `| \`${name}\` | ${slice.name} | ${event ? `\`${event}\`` : "nothing records it yet"} | ${quantities[quantity]}${which}${apart} |\n`;
        }
    return page;
}

// --- the routes --------------------------------------------------------------------------------------------------------------

const schemas = contract.components.schemas;
const named = (schema) => schema.$ref?.replace("#/components/schemas/", "");

function shape(name) {
    const required = schemas[name].required ?? [];
    const members = Object.entries(schemas[name].properties ?? {}).map(([field, schema]) => {
        const plain = schema.anyOf ? schema.anyOf[0] : schema, inside = named(plain) ?? (plain.items && named(plain.items));
        return `${field}${plain.type === "array" ? "[]" : ""}${required.includes(field) ? "" : "?"}${inside ? `: ${inside}` : ""}`;
    });
    return `{${members.join(", ")}}`;
}

/** The shapes that a shape is made of, itself not. */
function parts(name, seen) {
    for (const schema of Object.values(schemas[name].properties ?? {})) {
        const plain = schema.anyOf ? schema.anyOf[0] : schema, inside = named(plain) ?? (plain.items && named(plain.items));
        if (inside && !seen.has(inside)) parts(inside, seen.add(inside));
    }
    return seen;
}

function routes() {
    const used = new Set();
    let page = "| method, path | who | what it is for | takes | gives |\n|---|---|---|---|---|\n";
    for (const one of operations) {
        const sent = one.requestBody && named(one.requestBody.content["application/json"].schema), given = one.responses["2XX"].content["application/json"]?.schema;
        const asked = (one.parameters ?? []).filter((parameter) => parameter.in === "query").map((parameter) => `${parameter.name}${parameter.required ? "" : "?"}`);
        const takes = [asked.length ? `\`?${asked.join("&")}\`` : "", sent ? `\`${shape(sent)}\`` : ""].filter(Boolean).join(" ");
        for (const name of [sent, given && named(given)].filter(Boolean)) parts(name, used);
        page += `| ${one.route} | ${one.verb ? `\`${one.verb}\`` : "anyone"} | ${cell(one.summary)} | ${takes} | ${given ? `\`${shape(named(given))}\`` : "a file"} |\n`;
    }
    return `${page}\n### Shapes inside them\n\n${[...used].sort().map((name) => `- ${name}: \`${shape(name)}\`\n`).join("")}`;
}

const mark = "<!-- What follows is generated by script/generate_docs.mjs from contracts/openapi.json. -->\n";
const by_hand = readFileSync("docs/api.md", "utf8").split(mark)[0];

const pages = { "docs/database.md": database(), "docs/personal_data.md": personal_data(), "docs/permissions.md": permissions(), "docs/measures.md": measures(), "docs/api.md": `${by_hand}${mark}\n${routes()}`,
    "contracts/slices.json": JSON.stringify(slices_contract, null, 1) + "\n" }; // as the test writes it, but a line for each thing: its diff is read
const old = Object.keys(pages).filter((path) => { try { return readFileSync(path, "utf8") !== pages[path]; } catch { return true; } });
if (!process.argv.includes("--check")) for (const path of old) writeFileSync(path, pages[path]);
else {
    for (const path of old) console.log(`${path} is not current: run node script/generate_docs.mjs`);
    console.log(`${Object.keys(pages).length - old.length} passed, ${old.length} failed`);
    process.exit(old.length ? 1 : 0);
}
