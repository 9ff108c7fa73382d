import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { lives, lookAt } from "./processes.mjs";

/**
 * Notes in the data folder which process runs the product where, for a later start that meets its port.
 * @param {string} data the data folder
 * @param {string} name main, demo or test
 * @param {{ port: number }} place where web listens
 * @returns {{ stop: () => Promise<void> }} takes the note away
 */
export function noteRun(data, name, { port }) {
  const file = path.join(data, `${name}-${port}-run.json`);
  const note = { pid: process.pid, started: lookAt(process.pid)?.started ?? "", port };
  writeFileSync(file, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  return { stop: async () => rmSync(file, { force: true }) };
}

/**
 * @param {string} data the data folder
 * @param {number} port a port that is taken
 * @returns {{ pid: number, alive: boolean } | undefined} the run of this data folder that took it, as far as is known
 */
export function runAt(data, port) {
  for (const file of readdirSync(data).filter((each) => each.endsWith(`-${port}-run.json`))) {
    const note = read(path.join(data, file));
    if (note) return { pid: note.pid, alive: lives(note.pid, note.started) };
  }
  return undefined;
}

/**
 * @param {string} data the data folder
 * @param {string} name main, demo or test
 * @returns {{ pid: number, started: string }[]} the runs of that name that left a note
 */
export function runsOf(data, name) {
  const files = readdirSync(data).filter((each) => each.startsWith(`${name}-`) && each.endsWith("-run.json"));
  return files.flatMap((file) => {
    const note = read(path.join(data, file));
    return note ? [{ pid: note.pid, started: note.started }] : [];
  });
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Being written or taken away this moment.
    return undefined;
  }
}
