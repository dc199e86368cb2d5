// Writes docs/database.md from the comments and columns of schema/*.sql. With --check: fails where the page is not current.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { answer_help } from "./answer_help.mjs";

answer_help(import.meta.url, { options: ["--check"] });

let page = "# The database\n\nGenerated from `schema/` by `node script/generate_docs.mjs`; change it there. ENDURES: lost only with the data. REBUILT: can be made again.\n";
for (const name of readdirSync("schema").filter((one) => /^\d+_.*\.sql$/.test(one)).sort()) {
    const sql = readFileSync(`schema/${name}`, "utf8");
    page += `\n## ${name}\n\n${(/^(?:--.*\n)+/.exec(sql)?.[0] ?? "").replace(/^-- ?/gm, "").trim()}\n`;
    for (const [, comment, table, body] of sql.matchAll(/((?:--.*\n)*)CREATE TABLE (\w+) \(\n([\s\S]*?)\n\);/g)) {
        page += `\n### ${table}\n\n${comment.replace(/^-- ?/gm, "").trim()}\n\n| column | type |\n|---|---|\n`;
        const keys = [];
        for (const line of body.split("\n").map((one) => one.trim().replace(/,$/, ""))) {
            if (/^(PRIMARY KEY|UNIQUE|FOREIGN KEY|CHECK)\b/.test(line)) keys.push(line);
            else page += `| ${/^\w+/.exec(line)[0]} | ${line.replace(/^\w+\s+/, "").replaceAll("|", "\\|")} |\n`;
        }
        if (keys.length) page += `\n${keys.map((key) => `- \`${key}\``).join("\n")}\n`;
    }
}
if (!process.argv.includes("--check")) writeFileSync("docs/database.md", page);
else if (readFileSync("docs/database.md", "utf8") !== page) {
    console.log("docs/database.md is not current: run node script/generate_docs.mjs\n0 passed, 1 failed");
    process.exit(1);
} else console.log("1 passed, 0 failed");
