// Mutation score of lib/core: npm run mutation [-- --mutate "lib/core/leaver/**/*.ts"]
// Breaks the core on purpose, one place at a time, and asks the tests; takes minutes, so it is no part of npm test.
import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { become } = await import("./launch/child.mjs");
const { ROOT } = await import("./launch/data-folder.mjs");
const stryker = `${ROOT}/node_modules/@stryker-mutator/core/bin/stryker.js`;
await become(process.execPath, [stryker, "run", "--concurrency", "2", ...process.argv.slice(2)], process.env);
