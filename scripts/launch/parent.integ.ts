import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lookAt, until } from "./processes.mjs";

const MODULE = new URL("./parent.mjs", import.meta.url).href;
let folder: string;
let top: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "closeout-parent-"));
  const body = "(await import('node:fs')).writeFileSync(new URL('./pid', import.meta.url), String(process.pid));";
  const script = `import { stayWithParent } from ${JSON.stringify(MODULE)}; stayWithParent(); ${body} setInterval(() => 0, 1000);`;
  writeFileSync(path.join(folder, "script.mjs"), script);
});

afterEach(() => {
  top.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** As npm does it: a process that starts a shell that starts the script. */
function asNpm(env: Record<string, string>) {
  const script = path.join(folder, "script.mjs");
  // The shell stays: what follows its command keeps it from being replaced.
  const inner = JSON.stringify([process.execPath, script].join(" "));
  const code = `require("node:child_process").spawn("/bin/sh", ["-c", ${inner} + "; true"], { stdio: "ignore" }); setInterval(() => 0, 1000);`;
  top = spawn(process.execPath, ["-e", code], {
    stdio: "ignore",
    env: { NODE_ENV: "production", PATH: process.env.PATH, ...env },
  });
}

async function scriptPid(): Promise<number> {
  const file = path.join(folder, "pid");
  const written = await until(() => {
    try {
      return readFileSync(file, "utf8") !== "";
    } catch {
      return false;
    }
  }, 10_000);
  expect(written).toBe(true);
  return Number(readFileSync(file, "utf8"));
}

const gone = (pid: number) => lookAt(pid) === undefined || lookAt(pid)?.zombie === true;

test("kill -9 of npm ends what it started, although the shell between them lives on", async () => {
  asNpm({ npm_lifecycle_event: "start" });
  const pid = await scriptPid();
  top.kill("SIGKILL");
  expect(await until(() => gone(pid), 10_000)).toBe(true);
});

test("what was not started by npm outlives the terminal it was started from", async () => {
  asNpm({});
  const pid = await scriptPid();
  top.kill("SIGKILL");
  expect(await until(() => lookAt(lookAt(pid)?.parent ?? 0)?.parent !== top.pid, 10_000)).toBe(true);
  // Twice as long as a look takes.
  expect(await until(() => gone(pid), 600)).toBe(false);
  process.kill(pid, "SIGKILL");
});
