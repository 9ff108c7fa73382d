import { readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { plainEnv } from "../../launch/env.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "./debian.mjs";
import { once } from "./once.mjs";

const INSTALL_MS = 600_000;

/**
 * Installs what a target needs from PyPI into a virtual environment of its own: exactly the versions that its
 * requirements.txt names, built ones alone, since building runs the package's own scripts.
 * @param {string} name of the target
 * @param {string} source the folder with the target's requirements.txt
 * @returns {Promise<string>} the folder that holds bin/
 * @throws {Sentence} why it could not be installed
 */
export function needPython(name, source) {
  const list = path.join(source, "requirements.txt");
  return once("python", name, readFileSync(list, "utf8"), async (folder) => {
    const env = plainEnv(process.env);
    if ((await makeEnvironment(folder, env)) !== 0) {
      await needDebian("/usr/lib/python3/dist-packages/ensurepip", ["python3-venv"]).catch(() => undefined);
      if ((await makeEnvironment(folder, env)) !== 0) {
        throw new Sentence("there is no Python 3 with venv (Debian: apt-get install python3-venv)");
      }
    }
    const pip = ["-m", "pip", "install", "--no-input", "--no-deps", "--only-binary", ":all:", "-r", list];
    const done = await run(path.join(folder, "bin/python"), pip, { cwd: folder, env, timeout: INSTALL_MS });
    if (done.code !== 0) throw new Sentence(`the packages of ${name} could not be installed (${reason(done.output)})`);
  });
}

async function makeEnvironment(folder, env) {
  return (await run("python3", ["-m", "venv", folder], { env, timeout: INSTALL_MS })).code;
}

function reason(output) {
  if (/Connection(?:Error| refused)|NewConnectionError|Name or service not known|timed out|Max retries/i.test(output))
    return "the package index could not be reached";
  if (/No matching distribution|Could not find a version/i.test(output))
    return "the package index does not have one of them for this Python";
  if (/no space left/i.test(output)) return "the disk is full";
  return /^ERROR: (.*)$/m.exec(output)?.[1] ?? "pip gave no reason";
}
