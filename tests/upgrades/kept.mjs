// SPDX-License-Identifier: AGPL-3.0-or-later
// What tests/upgrades/<schema>/ holds, and how it is put back: a database of each engine and a phone's store, made by the binary of that schema.
//   sqlite.db.br  keys.json                    a demo's data folder, with Amina in it, who has a phone
//   phone.json.br                              her phone: its databases and its cookies; her PIN is 2580, and one conversation waits on it
//   postgres.sql.br  postgres-keys.json        another demo, out of pg_dump
//   holds.json                                 what a later program must find in them
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

export const folder = dirname(fileURLToPath(import.meta.url));
export const kept = () => readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory() && existsSync(join(folder, one.name, "holds.json"))).map((one) => one.name).sort();

const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } };
export const pack = (file, bytes) => writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality));
export const unpack = (schema, file) => brotliDecompressSync(readFileSync(join(folder, schema, `${file}.br`)));
export const holds_of = (schema) => JSON.parse(readFileSync(join(folder, schema, "holds.json"), "utf8"));

/** Every database of the page's origin, bytes as base64. */
export const read_phone = (page) => page.evaluate(async () => {
    const asked = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = () => fail(request.error); });
    const spell = (value) => {
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
            const bytes = new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);
            return { $: value.constructor.name, base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
        }
        if (Array.isArray(value)) return value.map(spell);
        return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spell(one)])) : value;
    };
    const databases = [];
    for (const { name, version } of await indexedDB.databases()) {
        const database = await asked(indexedDB.open(name));
        const stores = [];
        for (const one of database.objectStoreNames) {
            const store = database.transaction(one).objectStore(one);
            stores.push({ name: store.name, keyPath: store.keyPath, rows: spell(await asked(store.getAll())) });
        }
        database.close();
        databases.push({ name, version, stores });
    }
    return { databases, words: { ...localStorage } };
});

/** Puts such a phone into an origin that has none; the page must not have opened its store yet. */
export const write_phone = (page, phone) => page.evaluate(async (held) => {
    const done = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
    const types = { ArrayBuffer: (bytes) => bytes.buffer, Uint8Array: (bytes) => bytes };
    const read = (value) => {
        if (value?.$) return types[value.$](Uint8Array.from(atob(value.base64), (one) => one.charCodeAt(0)));
        if (Array.isArray(value)) return value.map(read);
        return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, read(one)])) : value;
    };
    for (const { name, version, stores } of held.databases) {
        const open = indexedDB.open(name, version);
        open.onupgradeneeded = () => { for (const store of stores) open.result.createObjectStore(store.name, { keyPath: store.keyPath }); };
        const database = await done(open);
        for (const store of stores) {
            const write = database.transaction(store.name, "readwrite");
            for (const row of store.rows) write.objectStore(store.name).put(read(row));
            await new Promise((yes) => (write.oncomplete = yes));
        }
        database.close();
    }
    for (const [name, value] of Object.entries(held.words)) localStorage.setItem(name, value);
}, phone);
