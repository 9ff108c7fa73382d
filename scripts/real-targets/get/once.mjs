import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLock } from "../../launch/lock.mjs";
import { HOME } from "../folder.mjs";

/**
 * Fills a folder once for what it is asked to hold, however many ask at the same time. A folder that was left half
 * filled, or that holds something else, is emptied first.
 * @param {string} kind npm
 * @param {string} name of the target
 * @param {string} wanted what the folder is to hold, as text; another text fills it anew
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the folder
 */
export async function once(kind, name, wanted, fill) {
  const home = path.join(HOME, kind);
  const folder = path.join(home, name);
  const stamp = path.join(folder, ".wanted");
  mkdirSync(home, { recursive: true, mode: 0o711 });
  await withLock(path.join(home, `${name}.lock`), async () => {
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o711 });
    await fill(folder);
    writeFileSync(stamp, wanted);
  });
  return folder;
}
