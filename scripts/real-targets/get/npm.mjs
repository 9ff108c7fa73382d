import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { withLock } from "../../launch/lock.mjs";
import { findNpm, npmReason } from "../../launch/npm.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { HOME } from "../folder.mjs";

const INSTALL_MS = 300_000;

/**
 * Sees to it that a package is there in exactly this version, with what it needs and without running any of their
 * scripts. It is kept for later runs, beside and not in what the product installs.
 * @param {string} name of the package
 * @param {string} version
 * @returns {Promise<string>} the folder that holds its node_modules
 * @throws {Sentence} why it could not be installed
 */
export async function needNpm(name, version) {
  const folder = path.join(HOME, "npm", `${name.replace(/\W+/g, "-")}-${version}`);
  mkdirSync(path.dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await install(name, version, folder);
  });
  return folder;
}

async function install(name, version, folder) {
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  writeFileSync(path.join(unfinished, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
  const args = [findNpm(), "install", ...flags, `${name}@${version}`];
  const done = await run(process.execPath, args, { cwd: unfinished, timeout: INSTALL_MS });
  if (done.code !== 0)
    throw new Sentence(`${name} ${version} could not be installed (${npmReason(done.output, folder)})`);
  renameSync(unfinished, folder);
}
