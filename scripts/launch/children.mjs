import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ROOT } from "./data-folder.mjs";
import { say } from "./progress.mjs";

const LEASH = pathToFileURL(path.join(path.dirname(fileURLToPath(import.meta.url)), "leash.mjs")).href;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_MS = 60_000;
const PATIENCE_MS = 5_000;

/**
 * A process of the product.
 * @typedef {object} Child
 * @property {() => boolean} alive
 * @property {() => string} tail the last lines it printed
 * @property {() => Promise<void>} stop asks it to end, and ends it when it does not
 */

/**
 * Starts one process of the product under the launcher's own Node.
 * @param {object} what
 * @param {string} what.title as it is named to people
 * @param {string[]} what.args script and arguments, relative to the sources
 * @param {Record<string, string | undefined>} what.env its whole environment
 * @param {string} what.log file its output goes to
 * @param {boolean} what.restart whether it is started again when it ends by itself
 * @param {(reason: string, code: number | null) => void} [what.onEnd] called when it ended by itself and is not started
 *   again
 * @param {(line: string) => void} [what.onLine] called with every line it prints
 * @returns {Child}
 */
export function startChild({ title, args, env, log, restart, onEnd, onLine }) {
  const output = createWriteStream(log, { flags: "a", mode: 0o600 });
  const state = { child: undefined, stopping: false, failures: 0, timer: undefined, tail: "" };
  const launch = () => {
    const begun = Date.now();
    // Its own process group: Ctrl-C reaches the launcher alone, which ends its children in order.
    const child = spawn(process.execPath, ["--import", LEASH, ...args], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      detached: true,
    });
    state.child = child;
    child.on("error", (error) => output.write(`${error.stack}\n`));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output.write(data);
        state.tail = `${state.tail}${data}`.slice(-2000);
      });
    }
    if (onLine !== undefined) createInterface({ input: child.stdout }).on("line", onLine);
    child.on("exit", (code, signal) => {
      if (state.stopping) return;
      const reason = `${title} ended by itself (${signal ?? `exit code ${code}`}); its output is in ${log}`;
      if (!restart) return onEnd?.(reason, code);
      state.failures = Date.now() - begun > STEADY_MS ? 1 : state.failures + 1;
      const pause = Math.min(500 * 2 ** state.failures, LONGEST_PAUSE_MS);
      say(`${reason}. Starting it again in ${pause / 1000} s`);
      state.timer = setTimeout(launch, pause);
    });
  };
  launch();
  return { alive: () => running(state.child), tail: () => state.tail, stop: () => stop(state, output) };
}

const running = (child) => child !== undefined && child.exitCode === null && child.signalCode === null;

async function stop(state, output) {
  state.stopping = true;
  clearTimeout(state.timer);
  const { child } = state;
  if (running(child)) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const hard = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    await ended;
    clearTimeout(hard);
  }
  await new Promise((resolve) => output.end(resolve));
}
