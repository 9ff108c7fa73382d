import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "./database.mjs";
import { leaveDemo } from "./leave-demo.mjs";
import { removePostgres } from "./postgres.mjs";

let data: string;
const opened: { stop(): Promise<void> }[] = [];

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "closeout-leave-"));
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
  for (const name of ["main", "demo"]) await removePostgres({ dataDir: data, name });
  rmSync(data, { recursive: true, force: true });
});

async function open(name: string, databaseUrl?: string): Promise<string> {
  const database = await openDatabase({ data, name, databaseUrl });
  opened.push(database);
  return database.url;
}

async function ask(url: string, query: string): Promise<readonly Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1 });
  try {
    return await sql.unsafe(query);
  } finally {
    await sql.end();
  }
}

test("leaving the demo drops its database and files; what npm start has is untouched", async () => {
  const main = await open("main");
  await ask(main, "create table kept as select 42 as answer");
  const demo = await open("demo");
  await ask(demo, "create table invented as select 1 as one");
  const files = ["demo-seal-private.pem", "demo-session.key", "demo-notebook.json", "demo-systems.json"];
  for (const name of [...files, "main-seal-private.pem"]) writeFileSync(path.join(data, name), "secret");
  await opened.pop()?.stop();
  await leaveDemo({ CLOSEOUT_DATA: data });
  expect(readdirSync(data).filter((name) => name.includes("demo"))).toEqual([]);
  expect(existsSync(path.join(data, "main-seal-private.pem"))).toBe(true);
  expect(await ask(main, "select answer from kept")).toEqual([{ answer: 42 }]);
  await expect(ask(demo, "select 1")).rejects.toThrow();
});

test("on a server of one's own only the database beside the named one is dropped, whoever is connected to it", async () => {
  const server = await open("main");
  await ask(server, "create table kept as select 42 as answer");
  const demo = await open("demo", server);
  expect(new URL(demo).pathname).toBe("/closeout_demo");
  await ask(demo, "create table invented as select 1 as one");
  const busy = postgres(demo, { max: 1, onclose: () => undefined });
  await busy`select 1`;
  await leaveDemo({ CLOSEOUT_DATA: data, DATABASE_URL: server });
  await busy.end({ timeout: 1 });
  const names = await ask(server, "select datname from pg_database where datname like 'closeout%' order by 1");
  expect(names).toEqual([{ datname: "closeout" }]);
  expect(await ask(server, "select answer from kept")).toEqual([{ answer: 42 }]);
});
