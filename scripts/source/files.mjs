import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** Folders and root files that hold code of the project. */
const CODE_FOLDERS = ["app", "components", "lib", "db", "e2e", "scripts", "bench"];
const NOT_OURS = new Set([
  "node_modules",
  ".next",
  ".data",
  "coverage",
  "reports",
  "test-results",
  "playwright-report",
]);
const CODE = /\.(ts|tsx|mts|mjs|cjs|js|jsx)$/;
const DECLARATION = /\.d\.(ts|mts)$/;

/** A file that only a test run loads: tests, servers started for tests, end-to-end specs. */
export const TEST =
  /(\.(test|integ|real|spec)\.(ts|tsx|mjs)$|^e2e\/|(^|\/)testing\/|(^|\/)testing\.ts$|(^|\/)fixtures\/)/;

/** Code that ships in the product, as against tests, benches and developer tools. */
export const PRODUCT = /^(app|components|lib|db)\/|^[^/]+\.(ts|js)$/;

function walk(root, folder, found) {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (NOT_OURS.has(entry.name)) continue;
    if (entry.isDirectory()) walk(root, name, found);
    else if (CODE.test(entry.name) && !DECLARATION.test(entry.name)) found.push(name);
  }
}

/**
 * Every code file below `root`, as paths with "/" relative to it, sorted.
 * Reads the folders, not the version control: a planted or not yet added file counts too.
 */
export function codeFiles(root) {
  const found = [];
  for (const folder of CODE_FOLDERS) if (fs.existsSync(path.join(root, folder))) walk(root, folder, found);
  for (const entry of fs.readdirSync(root, { withFileTypes: true })) {
    if (entry.isFile() && CODE.test(entry.name) && !DECLARATION.test(entry.name)) found.push(entry.name);
  }
  return found.sort();
}

/** Files that version control tracks below `root` and that are still there; null where there is no repository. */
export function trackedFiles(root) {
  if (!fs.existsSync(path.join(root, ".git"))) return null;
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 });
  return listed.split("\0").filter((name) => name !== "" && fs.existsSync(path.join(root, name)));
}

/** True for a tracked path that `codeFiles` is bound to list. */
export function isCode(name) {
  const top = name.includes("/") ? name.slice(0, name.indexOf("/")) : null;
  return CODE.test(name) && !DECLARATION.test(name) && (top === null || CODE_FOLDERS.includes(top));
}
