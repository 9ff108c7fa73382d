import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { runTests } = await import("./testrun/run.mjs");
process.exit(await runTests(process.argv.slice(2)));
