import { chmodSync } from "node:fs";
import { fileSentence, Sentence } from "./sentence.mjs";

const LOCKED = 5;
const FULL = 13;
const CANNOT_OPEN = 14;
const READ_ONLY = 8;
const PAUSE_MS = 40;

/**
 * Runs `work` while no other process on this machine holds the same lock. The lock is SQLite's own file lock, so the
 * kernel releases it when its holder dies, also by kill -9: there is no stale lock to be judged by age or process id.
 * @template T
 * @param {string} file the lock file; it is created and stays
 * @param {() => Promise<T>} work what is done under the lock
 * @param {() => void} [onWait] called once when somebody else holds the lock
 * @returns {Promise<T>} what `work` returned
 */
export async function withLock(file, work, onWait) {
  // Loaded late: older Node releases, under which this file must still load, do not have it.
  const { DatabaseSync } = await import("node:sqlite");
  const handle = await acquire(() => new DatabaseSync(file), file, onWait);
  try {
    return await work();
  } finally {
    handle.close();
  }
}

async function acquire(open, file, onWait) {
  for (let tries = 0; ; tries++) {
    let handle;
    try {
      handle = open();
      chmodSync(file, 0o600);
      // No journal: the file never holds data, and a journal left by a killed holder must not need recovery.
      handle.exec("PRAGMA journal_mode=OFF; BEGIN EXCLUSIVE");
      return handle;
    } catch (error) {
      handle?.close();
      if (error?.errcode !== LOCKED) throw explain(error, file);
      if (tries === 0) onWait?.();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

function explain(error, file) {
  if (error?.errcode === FULL) return fileSentence(Object.assign(new Error(error.message), { code: "ENOSPC" }), file);
  if (error?.errcode === CANNOT_OPEN || error?.errcode === READ_ONLY) {
    return new Sentence(`${file} cannot be opened for writing: give its folder to the user who starts Closeout.`, {
      cause: error,
    });
  }
  return fileSentence(error, file);
}
