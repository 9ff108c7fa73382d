import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removePostgres, startPostgres } from "./postgres.mjs";
import { clusterFolder } from "./postgres-folder.mjs";
import { unprivileged } from "./postgres-program.mjs";
import { lookAt, until } from "./processes.mjs";

const MODULE = new URL("./postgres.mjs", import.meta.url).href;
let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "closeout-pg-"));
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await removePostgres({ dataDir, name: "test" });
  rmSync(dataDir, { recursive: true, force: true });
});

const start = (fsync = false) => startPostgres({ dataDir, name: "test", fsync });
const pidFile = () => path.join(clusterFolder(dataDir, "test", unprivileged()), "postmaster.pid");

async function ask(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`select 40 + 2 as answer`;
  await sql.end();
  return row?.answer;
}

/** A start in a process of its own; resolves with the first line it prints. */
function startElsewhere(): Promise<{ child: ChildProcess; url: string; pid: number; reused: boolean }> {
  const code = `const s = await (await import(${JSON.stringify(MODULE)})).startPostgres(${JSON.stringify({ dataDir, name: "test", fsync: false })});
    console.log(JSON.stringify(s)); process.on("SIGTERM", async () => { await s.stop(); process.exit(0); }); setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("the other start ended")));
    child.stdout?.once("data", (line) => resolve({ child, ...JSON.parse(String(line)) }));
  });
}

async function ended(child: ChildProcess, signal: NodeJS.Signals) {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exit;
}

const gone = (pid: number) => until(() => lookAt(pid) === undefined || lookAt(pid)?.zombie === true, 10_000);

test("starts, answers, ends, and starts again with its data and its address", async () => {
  const first = await start();
  const sql = postgres(first.url, { max: 1 });
  await sql`create table kept (id int)`;
  await sql.end();
  await first.stop();
  expect(await gone(first.pid)).toBe(true);
  const second = await start();
  expect(second.url).toBe(first.url);
  const again = postgres(second.url, { max: 1 });
  expect(await again`select count(*)::int as n from kept`).toEqual([{ n: 0 }]);
  await again.end();
  await second.stop();
});

test("the password stands in a file only its owner reads, and a wrong one is refused", async () => {
  const server = await start();
  expect(statSync(path.join(dataDir, "test-postgres.json")).mode & 0o777).toBe(0o600);
  const wrong = new URL(server.url);
  wrong.password = "guess";
  await expect(ask(wrong.href)).rejects.toMatchObject({ code: "28P01" });
  await server.stop();
});

test("listens on the loopback alone and opens no socket file", async () => {
  const server = await start();
  const sql = postgres(server.url, { max: 1 });
  const rows =
    await sql`select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories') order by 1`;
  expect(rows.map((row) => row.setting)).toEqual(["127.0.0.1", ""]);
  await sql.end();
  await server.stop();
});

test("kill -9 of the server: the next start recovers what was committed", async () => {
  const server = await start(true);
  const sql = postgres(server.url, { max: 1 });
  await sql`create table kept as select generate_series(1, 1000) as id`;
  process.kill(server.pid, "SIGKILL");
  await sql.end({ timeout: 1 });
  const again = await start(true);
  expect(again.reused).toBe(false);
  const after = postgres(again.url, { max: 1 });
  expect(await after`select count(*)::int as n from kept`).toEqual([{ n: 1000 }]);
  await after.end();
  await again.stop();
});

test("kill -9 of the launcher: the next start joins the server it left, and ends it", async () => {
  const first = await startElsewhere();
  await ended(first.child, "SIGKILL");
  const second = await start();
  expect(second).toMatchObject({ reused: true, pid: first.pid, url: first.url });
  expect(await ask(second.url)).toBe(42);
  await second.stop();
  expect(await gone(first.pid)).toBe(true);
});

test("kill -9 of launcher and server at once: the next start recovers", async () => {
  const first = await startElsewhere();
  process.kill(first.pid, "SIGKILL");
  await ended(first.child, "SIGKILL");
  const second = await start();
  expect(await ask(second.url)).toBe(42);
  await second.stop();
});

test("two starts at once share one server; it ends with the last of them", async () => {
  const [one, other] = await Promise.all([startElsewhere(), startElsewhere()]);
  expect(one.pid).toBe(other.pid);
  expect([one.reused, other.reused].sort()).toEqual([false, true]);
  await ended(one.child, "SIGTERM");
  expect(await ask(other.url)).toBe(42);
  await ended(other.child, "SIGTERM");
  expect(await gone(other.pid)).toBe(true);
});

test.each([
  ["a living program that is not PostgreSQL", () => process.pid],
  ["a process id that is not in use", () => 4_194_303],
])("a pid file that names %s is stale", async (_name, pid) => {
  const first = await start();
  const left = readFileSync(pidFile(), "utf8");
  await first.stop();
  writeFileSync(pidFile(), left.replace(/^\d+/, String(pid())), { mode: 0o600 });
  const again = await start();
  expect(await ask(again.url)).toBe(42);
  await again.stop();
});

// A zombie answers signal 0, so that PostgreSQL itself takes it for a living server.
test.runIf(process.platform === "linux")("a pid file that names a zombie is stale", async () => {
  const first = await start();
  const left = readFileSync(pidFile(), "utf8");
  await first.stop();
  // The child ends when `sleep` has replaced the shell, which never reaps it; the shell itself might have.
  const parent = spawn("/bin/sh", ["-c", "sleep 1 & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.push(parent);
  const zombie = await new Promise<number>((resolve) => parent.stdout?.once("data", (line) => resolve(Number(line))));
  expect(await until(() => lookAt(zombie)?.zombie === true, 5000)).toBe(true);
  writeFileSync(pidFile(), left.replace(/^\d+/, String(zombie)), { mode: 0o600 });
  const again = await start();
  expect(await ask(again.url)).toBe(42);
  await again.stop();
});

test("the remembered port taken by another program: another one is chosen", async () => {
  const first = await start();
  await first.stop();
  const { createServer } = await import("node:net");
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(Number(new URL(first.url).port), "127.0.0.1", () => resolve()));
  const second = await start();
  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url)).toBe(42);
  await second.stop();
  squatter.close();
});

test("a folder that is no cluster is left alone, with a sentence", async () => {
  const folder = clusterFolder(dataDir, "test", unprivileged());
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "somebody's file"), "kept");
  await expect(start()).rejects.toThrow(/is not a PostgreSQL folder/);
  expect(readdirSync(folder)).toEqual(["somebody's file"]);
});

test("a set-up that was killed half way leaves nothing that stops the next start", async () => {
  const half = `${clusterFolder(dataDir, "test", unprivileged())}.half`;
  mkdirSync(path.join(half, "base"), { recursive: true });
  const server = await start();
  expect(await ask(server.url)).toBe(42);
  await server.stop();
});
