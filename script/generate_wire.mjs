// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes web/src/wire/wire.ts, the types of every route, from contracts/openapi.json, which a test of the server keeps true to its routes.
//   BYDEL_WRITE_CONTRACTS=1 build/dev/bydel_tests -tc='the contract of*' && node script/generate_wire.mjs
// With --check: fails where the file is not current.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { answer_help } from "./answer_help.mjs";

/** A name of a type, and whether what is optional may be left out (what is sent) or is always there, null (what comes). */
function types_of(document) {
    const schemas = document.components.schemas;
    const used = { sent: new Set(), given: new Set() };
    const name_in = (ref) => ref.replace("#/components/schemas/", "");
    const inside = (schema) => [schema, ...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : []), ...(schema.additionalProperties ? [schema.additionalProperties] : [])].flatMap((one) => [one, ...(one !== schema ? inside(one) : [])]);
    const use = (name, way) => {
        if (used[way].has(name)) return;
        used[way].add(name);
        for (const property of Object.values(schemas[name].properties ?? {})) for (const one of inside(property)) if (one.$ref) use(name_in(one.$ref), way);
    };
    const optional = (name) => Object.keys(schemas[name].properties ?? {}).length > (schemas[name].required ?? []).length;
    const differs = (name, seen = new Set()) => {
        if (seen.has(name)) return false;
        seen.add(name);
        return optional(name) || Object.values(schemas[name].properties ?? {}).flatMap(inside).some((one) => one.$ref && differs(name_in(one.$ref), seen));
    };
    const called = (name, way) => (way === "sent" && used.given.has(name) && differs(name) ? `${name}Sent` : name);
    const written = (schema, way) => {
        if (schema.$ref) return called(name_in(schema.$ref), way);
        if (schema.anyOf) return schema.anyOf.map((one) => written(one, way)).join(" | ");
        if (schema.enum) return schema.enum.map((one) => `'${one}'`).join(" | ");
        if (schema.type === "array") { const item = written(schema.items, way); return / \| /.test(item) ? `(${item})[]` : `${item}[]`; }
        if (schema.additionalProperties) return `Record<string, ${written(schema.additionalProperties, way)}>`;
        return { string: "string", integer: "number", number: "number", boolean: "boolean", null: "null", object: "Record<string, unknown>" }[schema.type] ?? "unknown";
    };
    const declared = (name, way) => {
        const required = schemas[name].required ?? [];
        const lines = Object.entries(schemas[name].properties ?? {}).map(([field, schema]) => `  ${field}${way === "sent" && !required.includes(field) ? "?" : ""}: ${written(schema, way)};`);
        return lines.length ? `export type ${called(name, way)} = {\n${lines.join("\n")}\n};\n` : `export type ${called(name, way)} = Record<string, never>;\n`;
    };
    return { use, used, called, declared, written, name_in };
}

export function wire_of(document) {
    const types = types_of(document);
    const routes = [];
    for (const [path, methods] of Object.entries(document.paths)) {
        for (const [method, operation] of Object.entries(methods)) {
            const sent = operation.requestBody?.content["application/json"].schema;
            const given = operation.responses["2XX"].content["application/json"]?.schema;
            if (sent) types.use(types.name_in(sent.$ref), "sent");
            if (given) types.use(types.name_in(given.$ref), "given");
            routes.push({ route: `${method.toUpperCase()} ${path}`, summary: operation.summary, parameters: operation.parameters ?? [], sent, given });
        }
    }
    const parameters = ({ parameters: all }) => (all.length ? `{ ${all.map((one) => `${one.name}${one.required ? "" : "?"}: ${types.written(one.schema, "sent")}${one.required ? "" : " | undefined"}`).join("; ")} }` : "null");
    let text = "// SPDX-License-Identifier: AGPL-3.0-or-later\n// Every route, and what it takes and gives. Generated from contracts/openapi.json by script/generate_wire.mjs: change it in the server's routes.\n\n";
    for (const name of Object.keys(document.components.schemas).sort()) {
        for (const way of ["given", "sent"]) if (types.used[way].has(name) && (way === "given" || !types.used.given.has(name) || types.called(name, way) !== name)) text += types.declared(name, way) + "\n";
    }
    text += "/** By method and path: what stands in the address, what is sent, what comes (null: a file). */\nexport type Routes = {\n";
    for (const one of routes)
        text += `  /** ${one.summary}. */\n  '${one.route}': { in_address: ${parameters(one)}; sent: ${one.sent ? types.written(one.sent, "sent") : "null"}; given: ${one.given ? types.written(one.given, "given") : "null"} };\n`;
    text += "};\n\n/** What a role may grant in a scope (docs/permissions.md). */\n";
    text += `export type Verb =\n${document["x-verbs"].map((verb) => `  | '${verb}'`).join("\n")};\n`;
    const either = (names) => (names ?? []).map((name) => `'${name}'`).join(" | ") || "never";
    text += `\n/** What a phone saves and sends (docs/sync.md). */\nexport type PushedEntity = ${either(document["x-pushed"])};\n`;
    text += `\n/** What who leads a group sees of it on her phone: "<name>:<group>". */\nexport const group_scopes = [${(document["x-group-scopes"] ?? []).map((name) => `'${name}'`).join(", ")}] as const;\nexport type GroupScope = (typeof group_scopes)[number];\n`;
    text += "\n/** Bounds that the server and the pages share. */\n";
    for (const [name, value] of Object.entries(document["x-rules"] ?? {})) text += `export const ${name} = ${JSON.stringify(value).replaceAll('"', "'").replaceAll(",", ", ")} as const;\n`;
    return text;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    answer_help(import.meta.url, { options: ["--check"] });
    const contract = new URL("../contracts/openapi.json", import.meta.url);
    const target = new URL("../web/src/wire/wire.ts", import.meta.url);
    const document = JSON.parse(readFileSync(contract, "utf8"));
    const pretty = JSON.stringify(document, null, 1) + "\n";
    const text = wire_of(document);
    if (!process.argv.includes("--check")) {
        writeFileSync(contract, pretty);
        writeFileSync(target, text);
    } else if (readFileSync(contract, "utf8") !== pretty || readFileSync(target, "utf8") !== text) {
        console.log("web/src/wire/wire.ts is not current: run node script/generate_wire.mjs\n0 passed, 1 failed");
        process.exit(1);
    } else console.log("1 passed, 0 failed");
}
