import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { compileCache } from "#lib/runtime/testing.ts";

/** A worker as the product runs it: a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** What it wrote to its log. */
  readonly lines: readonly string[];
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** kill -9, and waits until the process is gone. Does nothing to one that is. */
  kill(): Promise<void>;
  /** Stops it in the middle of whatever it does; it does not notice. */
  freeze(): void;
  thaw(): void;
  /** The way a start script ends it. @returns its exit code */
  end(): Promise<number | null>;
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));
/** A worker ends with whoever started it: a test run that is killed leaves none behind. */
const LEASH = new URL("../../../scripts/launch/leash.mjs", import.meta.url).href;
const LINES_MAX = 2_000;

/** Starts the worker and waits until it says that it is ready. @throws Error with its log when it ends before that. */
export async function startWorkerProcess(env: Readonly<Record<string, string>>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ["--import", LEASH, MAIN], {
    env: { NODE_ENV: "test", NODE_NO_WARNINGS: "1", ...compileCache(), ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("the worker process could not be started");
  const lines: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const isReady = new Promise<true>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      // Both are pipes, as asked for above.
      if (stream === null) throw new Error("a worker without its output");
      createInterface({ input: stream }).on("line", (line) => {
        if (lines.length < LINES_MAX) lines.push(line);
        if (line.startsWith('{"ready":true')) resolve(true);
      });
    }
  });
  const first = await Promise.race([isReady, exited]);
  if (first !== true) throw new Error(`the worker ended with code ${first} before it was ready:\n${lines.join("\n")}`);
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    lines,
    exited,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    kill: async () => {
      if (!gone()) child.kill("SIGKILL");
      await exited;
    },
    end: async () => {
      child.kill("SIGTERM");
      return exited;
    },
  };
}
