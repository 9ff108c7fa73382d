import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startChild } from "./children.mjs";
import { lookAt, until } from "./processes.mjs";

let folder: string;
let script: string;
let log: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "closeout-children-"));
  script = path.join(folder, "child.mjs");
  log = path.join(folder, "log");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const env = { PATH: process.env.PATH };
const gone = (pid: number) => lookAt(pid) === undefined || lookAt(pid)?.zombie === true;

/** The process ids the child wrote, one for each time it was started. */
const starts = () => {
  try {
    return readFileSync(path.join(folder, "pids"), "utf8").trim().split("\n").map(Number);
  } catch {
    return [];
  }
};
const WRITE_PID =
  "import fs from 'node:fs'; fs.appendFileSync(new URL('./pids', import.meta.url), process.pid + '\\n');";

test("kill -9 of the launcher ends its children, so that the port is free for the next start", async () => {
  writeFileSync(script, `${WRITE_PID} setInterval(() => 0, 1000);`);
  const module = new URL("./children.mjs", import.meta.url).href;
  const what = JSON.stringify({ title: "A child", args: [script], env, log, restart: true });
  const code = `(await import(${JSON.stringify(module)})).startChild(${what}); setInterval(() => 0, 1000);`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: "ignore" });
  expect(await until(() => starts().length === 1, 10_000)).toBe(true);
  launcher.kill("SIGKILL");
  expect(await until(() => gone(starts()[0] ?? 0), 10_000)).toBe(true);
});

test("a worker that ends by itself is started again", async () => {
  writeFileSync(script, `${WRITE_PID} process.exit(1);`);
  const child = startChild({ title: "A child", args: [script], env, log, restart: true });
  expect(await until(() => starts().length >= 2, 20_000)).toBe(true);
  await child.stop();
});

test("a part that cannot be started again is reported with its exit code and where its output is", async () => {
  writeFileSync(script, "process.exit(7);");
  const reason = await new Promise((resolve) =>
    startChild({ title: "Web", args: [script], env, log, restart: false, onEnd: resolve }),
  );
  expect(reason).toBe(`Web ended by itself (exit code 7); its output is in ${log}`);
});

test("stopping ends a child that was asked and one that does not listen", async () => {
  writeFileSync(script, `${WRITE_PID} process.on('SIGTERM', () => 0); setInterval(() => 0, 1000);`);
  const child = startChild({ title: "A child", args: [script], env, log, restart: true });
  expect(await until(() => starts().length === 1, 10_000)).toBe(true);
  await child.stop();
  expect(gone(starts()[0] ?? 0)).toBe(true);
});
