import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fileSentence, noSpace, Sentence } from "./sentence.mjs";

/** The folder that holds package.json. */
export const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));

/** What belongs to this copy of the sources, whatever CLOSEOUT_DATA says: fetched Node, install lock. */
export const LOCAL = path.join(ROOT, ".data");

/**
 * Opens the data folder, creating it where it is missing.
 * @param {Record<string, string | undefined>} env the environment; CLOSEOUT_DATA names the folder
 * @param {number} [freeMegabytes] how much room is needed there
 * @returns {string} its absolute path
 * @throws {Sentence} where the folder cannot be created, read, written, or is on a full disk
 */
export function openDataFolder(env, freeMegabytes = 64) {
  const folder = path.resolve(ROOT, env.CLOSEOUT_DATA || ".data");
  try {
    // Others may pass through, to reach what is theirs (the database's own user), but cannot list the folder.
    makeFolder(folder);
    const facts = statSync(folder);
    if (!facts.isDirectory()) throw Object.assign(new Error("not a folder"), { code: "ENOTDIR" });
    // Root passes every check of the kernel: a folder closed to its own owner is closed for a reason.
    if ((facts.mode & 0o700) !== 0o700) throw Object.assign(new Error("closed"), { code: "EACCES" });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw fileSentence(error, folder);
  }
  requireSpace(folder, freeMegabytes);
  return folder;
}

/** Node's own `recursive` never comes back where the kernel says ENOENT for a folder that is there, as below /proc. */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    // A second start may have made it.
    if (error?.code !== "EEXIST") throw error;
  }
}

/**
 * @param {string} folder a folder that exists
 * @param {number} megabytes how much must be free on its disk
 * @throws {Sentence} when there is less
 */
export function requireSpace(folder, megabytes) {
  const disk = statfsSync(folder);
  if (disk.bavail * disk.bsize < megabytes * 1024 * 1024) throw new Sentence(noSpace(folder));
}

/**
 * Reads a small file, or writes it on the first call; only its owner may read it.
 * @param {string} file the path
 * @param {() => string} make gives the content of the first call
 * @returns {string} the content
 */
export function keep(file, make) {
  try {
    if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    // Another process may have written it in the meantime: then its content counts.
    if (error?.code !== "EEXIST") throw fileSentence(error, file);
  }
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw fileSentence(error, file);
  }
}

/**
 * @param {string} folder the data folder
 * @returns {string} an id that was drawn when the folder was first used
 */
export function folderId(folder) {
  return keep(path.join(folder, "id"), randomUUID).trim();
}
