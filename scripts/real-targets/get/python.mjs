import { writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../launch/child.mjs";
import { Sentence } from "../../launch/sentence.mjs";
import { needDebian } from "./debian.mjs";
import { once } from "./once.mjs";

/**
 * Makes a Python environment with what a target needs from PyPI. Each line pins a version and the digest of its wheel,
 * as `pip` writes them; nothing is built from source, so that nobody's code runs while it is installed.
 * @param {string} name of the target
 * @param {readonly string[]} requirements such as "pyjwt==2.10.1 --hash=sha256:…"
 * @returns {Promise<string>} the environment's folder; programs are in bin
 * @throws {Sentence} why it could not be made
 */
export async function needPython(name, requirements) {
  await needDebian("/usr/bin/python3", ["python3", "python3-venv"]);
  const wanted = requirements.join("\n");
  return once("python", name, wanted, async (folder) => {
    const made = await run("/usr/bin/python3", ["-m", "venv", folder]);
    if (made.code !== 0) throw new Sentence(`a Python environment could not be made: install python3-venv`);
    const list = path.join(folder, "requirements.txt");
    writeFileSync(list, `${wanted}\n`);
    const args = ["install", "--require-hashes", "--only-binary", ":all:", "--quiet", "-r", list];
    const done = await run(path.join(folder, "bin/pip"), args);
    if (done.code !== 0)
      throw new Sentence(`the Python packages of ${name} could not be installed (${reason(done.output)})`);
  });
}

function reason(output) {
  if (/hashes|THESE PACKAGES DO NOT MATCH/i.test(output)) return "a package is not the one that is pinned";
  if (/No matching distribution/i.test(output)) return "PyPI does not have one of them for this machine";
  if (/connection|resolve|timed out|unreachable/i.test(output)) return "PyPI is out of reach";
  return output.trim().split("\n").pop() || "pip gave no reason";
}
