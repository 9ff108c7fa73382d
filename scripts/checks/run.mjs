import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { run } from "../launch/child.mjs";
import { CHECKS } from "./list.mjs";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** Runs one check to its end: `{name, passed, ms, output}`. */
async function runOne({ name, commands }) {
  const begun = performance.now();
  let output = "";
  let passed = true;
  for (const command of commands) {
    const done = await run(process.execPath, command, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    output += done.output;
    passed = done.code === 0;
    if (!passed) break;
  }
  const ms = Math.round(performance.now() - begun);
  console.log(`${passed ? "passed" : "FAILED"}  ${name}  (${(ms / 1000).toFixed(1)} s)`);
  if (!passed) console.log(output.trim().replace(/^/gm, "    "));
  return { name, passed, ms, output };
}

/**
 * Runs the checks, as many at once as the machine has processors, each to its end.
 * @param {string[]} args `--json <file>` also writes the results as a list; `--only <part of a name>` runs some
 * @returns the exit code: 1 when one failed
 */
export async function runChecks(args) {
  const { values } = parseArgs({ args, options: { json: { type: "string" }, only: { type: "string" } } });
  const begun = performance.now();
  const waiting = CHECKS.filter(({ name }) => values.only === undefined || name.includes(values.only));
  if (waiting.length === 0)
    throw new Error(`No check has "${values.only}" in its name: ${CHECKS.map(({ name }) => name).join(", ")}.`);
  const results = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await runOne(next));
  };
  await Promise.all(Array.from({ length: Math.min(os.availableParallelism(), waiting.length) }, lane));
  if (values.json !== undefined) fs.writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  const failed = results.filter(({ passed }) => !passed).length;
  console.log(
    `${results.length - failed} checks passed, ${failed} failed, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  return failed === 0 ? 0 : 1;
}
