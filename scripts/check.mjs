// Every static check, without a database: npm run check [-- --only <name>] [-- --json <file>]
import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { runChecks } = await import("./checks/run.mjs");
process.exitCode = await runChecks(process.argv.slice(2));
