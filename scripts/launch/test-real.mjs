import { globSync } from "node:fs";
import { become } from "./child.mjs";
import { ROOT } from "./data-folder.mjs";

/** Runs the tests against real third-party servers; they need root and Debian packages, so `npm test` leaves them out. */
export async function testReal() {
  const files = globSync("{lib,db,scripts}/**/*.real.ts", { cwd: ROOT });
  if (files.length === 0) {
    process.stdout.write(
      "There are no tests against installed third-party servers yet; nothing was run.\n0 passed, 0 failed\n",
    );
    return;
  }
  await become(process.execPath, [`${ROOT}/node_modules/vitest/vitest.mjs`, "run", "--project", "real"], process.env);
}
