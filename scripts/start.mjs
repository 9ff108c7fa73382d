import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { start } = await import("./launch/start.mjs");
await start(process.argv.slice(2));
