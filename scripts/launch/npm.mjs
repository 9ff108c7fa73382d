import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { Sentence } from "./sentence.mjs";

/**
 * Finds npm's program file, to be run with a Node of our choice (the fetched Node brings no npm).
 * @returns {string} the path of npm-cli.js
 * @throws {Sentence} when there is no npm
 */
export function findNpm() {
  const beside = path.join(path.dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
  for (const file of [process.env.npm_execpath, onPath(), beside, "/usr/share/nodejs/npm/bin/npm-cli.js"]) {
    // npm_execpath may also be that of yarn or pnpm, which do not know `ci`.
    if (file && /npm-cli\.c?js$/.test(file) && existsSync(file)) return file;
  }
  throw new Sentence("npm was not found: install npm (Debian: apt-get install npm) and start again.");
}

function onPath() {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const file = path.join(folder, "npm");
    if (existsSync(file)) return realpathSync(file);
  }
  return undefined;
}

/**
 * Why npm failed, from what it printed.
 * @param {string} output npm's output
 * @param {string} folder where it wrote
 * @returns {string} half a sentence
 */
export function npmReason(output, folder) {
  if (/ENOSPC|no space left/i.test(output)) return `the disk that holds ${folder} is full`;
  if (/EACCES|EPERM/.test(output)) return `${folder} cannot be written by this user`;
  if (/E404|ETARGET|No matching version/.test(output)) return "the npm registry does not have the package";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ECONNRESET/.test(output)) {
    return "the npm registry could not be reached";
  }
  const lines = output.split("\n").map((each) => each.replace(/^npm (error|ERR!)\s*/, "").trim());
  return lines.find((each) => each !== "" && !/^code |^notice/.test(each)) ?? "npm gave no reason";
}
