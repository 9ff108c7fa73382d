// Proves that the linter's house rules bite: plants a breach of each in a folder of its own, under the project's
// own biome.json, and expects the linter to name that rule for that file.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const lines = (count) => Array.from({ length: count }, (_, at) => `  x += ${at};`).join("\n");
const nested =
  "if (a) { for (const b of [1]) { if (b) { for (const c of [1]) { if (c) { if (b > c) { a = 1; } } } } } }";

/** rule → [file, text] */
const PLANTS = {
  noExcessiveLinesPerFunction: ["lib/ui/long.ts", `export function f(x: number) {\n${lines(61)}\n  return x;\n}\n`],
  noExcessiveLinesPerFile: ["lib/ui/tall.ts", `export let x = 0;\n${lines(301)}\n`],
  noExcessiveCognitiveComplexity: ["lib/ui/tangle.ts", `export function f(a: number) {\n  ${nested}\n  return a;\n}\n`],
  noExplicitAny: ["lib/ui/any.ts", "export const f = (x: any) => String(x);\n"],
  noNonNullAssertion: ["lib/ui/bang.ts", "export const f = (x?: string) => x!.length;\n"],
  noBarrelFile: ["lib/ui/barrel.ts", 'export { f } from "./any.ts";\n'],
  noReExportAll: ["lib/ui/all.ts", 'export * from "./any.ts";\n'],
  noFloatingPromises: [
    "lib/ui/float.ts",
    "async function f() {\n  await Promise.resolve();\n}\nexport const g = () => {\n  f();\n};\n",
  ],
  useExhaustiveSwitchCases: [
    "lib/ui/switch.ts",
    'export function f(k: "a" | "b") {\n  switch (k) {\n    case "a":\n      return 1;\n  }\n  return 2;\n}\n',
  ],
  useFilenamingConvention: ["lib/ui/CamelCase.ts", "export const x = 1;\n"],
  useImportExtensions: ["lib/ui/bare.ts", 'import { f } from "./any";\nf(1);\n'],
  noRestrictedGlobals: ["lib/core/clock.ts", "export const now = () => Date.now();\n"],
  noProcessEnv: ["lib/worker/env.ts", 'export const home = process.env["HOME"];\n'],
  noConsole: ["lib/worker/print.ts", 'console.log("x");\n'],
  noEnum: ["lib/ui/enum.ts", "export enum E {\n  A,\n}\n"],
  noFocusedTests: ["lib/ui/only.test.ts", 'import { it } from "vitest";\nit.only("x", () => undefined);\n'],
  noEmptyBlockStatements: ["lib/ui/empty.ts", "export const f = () => {};\n"],
};
/** What must pass although it looks alike: the exemptions are part of the rules. */
const ALLOWED = {
  "lib/runtime/env.ts": 'export const home = process.env["HOME"];\n',
  "lib/core/long.test.ts": `export function f(x: number) {\n${lines(70)}\n  return x;\n}\n`,
  "app/leavers/[leaverId]/page.tsx": "export const x = 1;\n",
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "closeout-lint-"));
try {
  const { vcs: _vcs, ...config } = JSON.parse(fs.readFileSync(path.join(root, "biome.json"), "utf8"));
  fs.writeFileSync(path.join(folder, "biome.json"), JSON.stringify(config));
  for (const [name, text] of [...Object.values(PLANTS), ...Object.entries(ALLOWED)]) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=500", "."];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  const { diagnostics } = JSON.parse(run.stdout.slice(run.stdout.indexOf("{")));
  const found = diagnostics
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ category, location }) => ({ rule: category.split("/").pop(), file: location.path.file ?? location.path }));
  const missed = Object.entries(PLANTS)
    .filter(([rule, [file]]) => !found.some((one) => one.rule === rule && one.file === file))
    .map(([rule, [file]]) => `${rule} did not fire in ${file}`);
  const wrong = found
    .filter(({ file }) => file in ALLOWED)
    .map(({ rule, file }) => `${rule} fired in ${file}, which may`);
  for (const sentence of [...missed, ...wrong]) console.log(sentence);
  console.log(
    `${Object.keys(PLANTS).length} breaches planted, ${missed.length} not caught, ${wrong.length} wrongly caught`,
  );
  process.exitCode = missed.length + wrong.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
