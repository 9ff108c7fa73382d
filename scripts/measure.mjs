// The numbers that are watched: npm run measure [-- --json] [-- --gate]
import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { report } = await import("./measure/report.mjs");
process.exitCode = await report(process.argv.slice(2));
