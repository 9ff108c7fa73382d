import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "../launch/lock.mjs";
import { Sentence } from "../launch/sentence.mjs";
import { RUN } from "./folder.mjs";
import { TARGETS } from "./list.mjs";

/**
 * What became of a target in this run.
 * @typedef {({ runs: true } & import("./list.mjs").Running) | { runs: false, why: string }} RealTarget
 */

/**
 * The server of this name, started by whichever test file of the run asks first and shared by all. The run ends it.
 * @param {string} name a key of TARGETS
 * @returns {Promise<RealTarget>} `why` is a sentence without its full stop
 */
export async function realTarget(name) {
  const target = TARGETS[name];
  if (target === undefined) throw new Error(`There is no target "${name}".`);
  if (!existsSync(RUN)) throw new Error("Servers of other makers are started in a run: npm run test:real.");
  return withLock(path.join(RUN, `${name}.lock`), async () => {
    const note = path.join(RUN, `${name}.json`);
    if (existsSync(note)) return JSON.parse(readFileSync(note, "utf8"));
    const folder = path.join(RUN, name);
    // Servers with a user of their own pass through, to what is theirs.
    mkdirSync(folder, { mode: 0o711 });
    const became = await attempt(target, folder);
    writeFileSync(note, JSON.stringify(became), { mode: 0o600 });
    return became;
  });
}

async function attempt(target, folder) {
  try {
    return { runs: true, ...(await target.start(folder)) };
  } catch (error) {
    if (error instanceof Sentence) return { runs: false, why: error.message };
    throw error;
  }
}
