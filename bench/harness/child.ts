import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "#scripts/launch/data-folder.mjs";
import { onEnd } from "./cleanup.ts";

const READY_MS = 60_000;
const PATIENCE_MS = 8_000;
const LEASH = pathToFileURL(path.join(ROOT, "scripts/launch/leash.mjs")).href;

export interface Child {
  readonly pid: number;
  /** The line of JSON it printed when it was ready. */
  readonly ready: unknown;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly title: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** File its errors go to. */
  readonly log: string;
}

/**
 * Starts a Node process that prints one line of JSON when it is ready. It ends with the bench, also when the bench is
 * killed. @throws Error with the place of its log when it is not ready in time
 */
export async function startChild({ title, args, env, log }: ChildOptions): Promise<Child> {
  const child = spawn(process.execPath, ["--import", LEASH, ...args], {
    cwd: ROOT,
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  const stop = () => end(child);
  onEnd(stop);
  child.stderr?.on("data", (data) => appendFileSync(log, data));
  const ready = await firstLine(child, title, log);
  return { pid: child.pid ?? 0, ready, stop };
}

function firstLine(child: ChildProcess, title: string, log: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${title} was not ready in time; see ${log}`)), READY_MS);
    let text = "";
    const take = (data: Buffer) => {
      text += data;
      const line = /^\{.*\}$/m.exec(text)?.[0];
      if (line === undefined) return;
      clearTimeout(late);
      child.stdout?.off("data", take).resume();
      resolve(JSON.parse(line));
    };
    child.stdout?.on("data", take);
    child.once("exit", (code) => {
      clearTimeout(late);
      reject(new Error(`${title} ended with code ${code}; see ${log}`));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await ended;
  clearTimeout(hard);
}
