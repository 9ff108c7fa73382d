import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { withLock } from "../launch/lock.mjs";
import { say } from "../launch/progress.mjs";
import { HOME, RUN } from "./folder.mjs";
import { TARGETS } from "./list.mjs";
import { endServed } from "./serve.mjs";

/**
 * Lets tests use real servers, one run at a time on this machine's folder, and ends the servers afterwards.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, told: string[] }>} `told`: one line a target that was asked for
 */
export async function withRealTargets(work) {
  mkdirSync(HOME, { recursive: true, mode: 0o711 });
  return withLock(
    path.join(HOME, "run.lock"),
    async () => {
      // What a killed run left still holds ports.
      await endAll();
      rmSync(RUN, { recursive: true, force: true });
      mkdirSync(RUN, { mode: 0o711 });
      try {
        const result = await work();
        return { result, told: notes().map(({ name, note }) => lineOf(TARGETS[name]?.title ?? name, note)) };
      } finally {
        await endAll();
        rmSync(RUN, { recursive: true, force: true });
      }
    },
    () => say("Another run uses the real servers; waiting for it"),
  );
}

function notes() {
  if (!existsSync(RUN)) return [];
  return readdirSync(RUN)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({ name: file.slice(0, -5), note: JSON.parse(readFileSync(path.join(RUN, file), "utf8")) }));
}

async function endAll() {
  await Promise.all(notes().flatMap(({ note }) => (note.runs ? note.served.map(endServed) : [])));
}

function lineOf(title, note) {
  return note.runs ? `ran: ${title} ${note.version}` : `could not run: ${title}: ${note.why}.`;
}
