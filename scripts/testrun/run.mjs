import path from "node:path";
import { parseArgs } from "node:util";
import { endCommands } from "../launch/child.mjs";
import { plainEnv } from "../launch/env.mjs";
import { say, tell } from "../launch/progress.mjs";
import { findBrowser } from "./browser.mjs";
import { closingLine, sum } from "./counts.mjs";
import { build, checks, demo, e2e, gallery, integ, unit } from "./parts.mjs";
import { openWorkspace } from "./workspace.mjs";

const PARTS = { check: checks, unit, integ, build, gallery, e2e, demo };

/**
 * Runs every test there is and closes with one line, `N passed, N failed`.
 * @param {string[]} args `--only <part>` runs one of check, unit, integ, build, gallery, e2e, demo; file names narrow that part
 * @returns {Promise<number>} the exit code: 0 when nothing failed
 */
export async function runTests(args) {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { only: { type: "string" } } });
  const names = Object.keys(PARTS).filter((name) => values.only === undefined || name === values.only);
  if (names.length === 0) throw new Error(`--only takes one of ${Object.keys(PARTS).join(", ")}.`);
  const workspace = await openWorkspace();
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupted = true;
      endCommands();
    });
  }
  try {
    const given = { folder: workspace.folder, env: testEnv(), browser: browserFor(names), filter: positionals };
    const all = [];
    for (const name of names) if (!interrupted) all.push(await runPart(name, given));
    return close(sum(all), interrupted);
  } finally {
    await workspace.remove();
  }
}

/** Installing a browser takes a while and no processor: it goes on beside the first parts. */
function browserFor(names) {
  const needed = ["e2e", "gallery", "demo"].some((name) => names.includes(name));
  return needed ? findBrowser() : Promise.resolve({ path: undefined, reason: "", needsRoot: false });
}

function testEnv() {
  // Tests and servers that start `node` by name must get this one.
  const found = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`;
  return { ...plainEnv(process.env), PATH: found, NODE_ENV: undefined };
}

async function runPart(name, given) {
  say(`Part: ${name}`);
  try {
    const counts = await PARTS[name](given);
    say(`Part: ${name}: ${closingLine(counts)}`);
    return counts;
  } catch (error) {
    tell(error);
    return { passed: 0, failed: 1, notRun: [] };
  }
}

function close(total, interrupted) {
  for (const each of total.notRun) process.stdout.write(`not run: ${each}\n`);
  const failed = total.failed + (interrupted ? 1 : 0);
  if (interrupted) process.stdout.write("The run was interrupted.\n");
  process.stdout.write(`${closingLine({ ...total, failed })}\n`);
  return failed === 0 ? 0 : 1;
}
