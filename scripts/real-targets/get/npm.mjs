import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { plainEnv } from "../../launch/env.mjs";
import { findNpm, npmReason } from "../../launch/npm.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { once } from "./once.mjs";

const FILES = ["package.json", "package-lock.json"];

/**
 * Installs what a target needs from npm, exactly as its own lock file says and without running any package's scripts.
 * None of it becomes a dependency of the project.
 * @param {string} name of the target
 * @param {string} source the folder with the target's package.json and package-lock.json
 * @returns {Promise<string>} the folder that holds node_modules
 * @throws {Sentence} why it could not be installed
 */
export function needNpm(name, source) {
  const wanted = FILES.map((file) => readFileSync(path.join(source, file), "utf8")).join("\n");
  return once("npm", name, wanted, async (folder) => {
    for (const file of FILES) copyFileSync(path.join(source, file), path.join(folder, file));
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const done = await run(process.execPath, [findNpm(), ...args], { cwd: folder, env: plainEnv(process.env) });
    if (done.code === 0) return;
    throw new Sentence(`the packages of ${name} could not be installed (${npmReason(done.output, folder)})`);
  });
}
