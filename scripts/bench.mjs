import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { become } = await import("./launch/child.mjs");
const { ROOT } = await import("./launch/data-folder.mjs");
await become(process.execPath, [`${ROOT}/bench/main.ts`, ...process.argv.slice(2)], process.env);
