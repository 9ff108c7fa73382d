import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { cruiseTree } from "../boundaries/cruise.mjs";
import { codeFiles, TEST } from "../source/files.mjs";
import { importsOf } from "../source/parse.mjs";

/** Cycles, breaches of the import law, and what the core imports from outside. */
export async function lawFigures(root) {
  const rules = createRequire(import.meta.url)(path.join(root, "dependency-cruiser.cjs"));
  const { violations, unread } = await cruiseTree(root, rules);
  const inCycle = new Set(violations.filter(({ rule }) => rule === "no-cycles").map(({ from }) => from));
  const breaches = violations.filter(({ rule }) => rule !== "no-cycles");
  const core = codeFiles(root).filter((name) => name.startsWith("lib/core/") && !TEST.test(name));
  const foreign = core.flatMap((name) =>
    importsOf(name, fs.readFileSync(path.join(root, name), "utf8")).filter(
      (named) => !/^(\.|#lib\/core\/)/.test(named),
    ),
  );
  return [
    { what: "cycle_files", unit: "files", value: inCycle.size, goal: { most: 0 }, red: { over: 0 } },
    {
      what: "boundary_violations",
      unit: "imports",
      value: breaches.length,
      goal: { most: 0 },
      red: { over: 0 },
      where: breaches.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`),
    },
    { what: "files_not_checked", unit: "files", value: unread.length, goal: { most: 0 }, red: { over: 0 } },
    { what: "core_foreign_imports", unit: "imports", value: foreign.length, goal: { most: 0 }, red: { over: 0 } },
  ];
}
