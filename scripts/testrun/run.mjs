import path from "node:path";
import { parseArgs } from "node:util";
import { endCommands } from "../launch/child.mjs";
import { plainEnv } from "../launch/env.mjs";
import { say, tell } from "../launch/progress.mjs";
import { findBrowser } from "./browser.mjs";
import { closingLine, failed, sum } from "./counts.mjs";
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
    const given = {
      folder: workspace.folder,
      env: testEnv(workspace.folder),
      browser: browserFor(names),
      filter: positionals,
    };
    const all = [];
    for (const name of names) if (!interrupted) all.push(await runPart(name, given));
    if (interrupted) all.push(failed("The run was interrupted."));
    return close(sum(all));
  } finally {
    await workspace.remove();
  }
}

/** Installing a browser takes a while and no processor: it goes on beside the first parts. */
function browserFor(names) {
  const needed = ["e2e", "gallery", "demo"].some((name) => names.includes(name));
  return needed ? findBrowser() : Promise.resolve({ path: undefined, reason: "", needsRoot: false });
}

function testEnv(folder) {
  // Tests and servers that start `node` by name must get this one.
  const found = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`;
  return {
    ...plainEnv(process.env),
    PATH: found,
    NODE_ENV: undefined,
    NODE_COMPILE_CACHE: path.join(folder, "compiled"),
  };
}

async function runPart(name, given) {
  say(`Part: ${name}`);
  try {
    const counts = await PARTS[name](given);
    say(`Part: ${name}: ${closingLine(counts)}`);
    return counts;
  } catch (error) {
    tell(error);
    return failed(`part ${name}: ${error instanceof Error ? error.message : error}`);
  }
}

function close(total) {
  for (const each of total.notRun) process.stdout.write(`not run: ${each}\n`);
  for (const each of total.failures) process.stdout.write(`failed: ${each}\n`);
  process.stdout.write(`${closingLine(total)}\n`);
  return total.failures.length === 0 ? 0 : 1;
}
