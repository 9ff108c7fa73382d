import { prepare } from "./launch/prepare.mjs";

await prepare(import.meta.url);
const { testReal } = await import("./launch/test-real.mjs");
process.exit(await testReal(process.argv.slice(2)));
