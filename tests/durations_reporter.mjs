// A reporter of node's test runner: a line for each test, "seconds, a tab, file: name", for script/slowest.mjs. Not to be called by hand.
import { basename } from "node:path";

export default async function* durations(source) {
    for await (const { type, data } of source) {
        if ((type === "test:pass" || type === "test:fail") && data.nesting === 0 && data.details?.type !== "suite") yield `${(data.details.duration_ms / 1000).toFixed(2)}\t${basename(data.file ?? "")}: ${data.name}\n`;
    }
}
