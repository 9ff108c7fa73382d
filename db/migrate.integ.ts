import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, it } from "vitest";
import { openDatabase } from "./client.ts";
import { migrateDatabase } from "./migrate.ts";
import { readHealth } from "./queries/health/read-health.ts";
import { createTestDatabase } from "./testing.ts";

it("on a server that lets no roles be created, start goes on and health names the protection that is missing", async () => {
  const test = await createTestDatabase();
  const name = `poor_${randomBytes(4).toString("hex")}`;
  const file = join(tmpdir(), `${name}.json`);
  const { sql } = test.superuser;
  await sql.unsafe(`create role ${name} login password 'poor-password'`);
  await sql.unsafe(`create database ${name} owner ${name}`);
  const url = new URL(test.url);
  [url.username, url.password, url.pathname] = [name, "poor-password", `/${name}`];
  try {
    const report = await migrateDatabase(url.href, file);
    expect(report.missing).toEqual([expect.stringContaining("row security")]);
    const database = openDatabase({ url: report.web, connectionsMax: 1, applicationName: "test" });
    expect(await readHealth(database)).toMatchObject({ migrated: true, protectionsMissing: report.missing });
    await database.end();
  } finally {
    const admin = postgres(test.url, { max: 1 });
    await admin.unsafe(`drop database if exists ${name} with (force)`);
    await admin.unsafe(`drop role if exists ${name}`);
    await admin.end();
    rmSync(file, { force: true });
    await test.drop();
  }
});

it("a database at another migration is not ready, whatever tables it has", async () => {
  const test = await createTestDatabase();
  expect(await readHealth(test.web)).toMatchObject({ migrated: true, protectionsMissing: [] });
  await test.superuser.sql`update setting set value = '"0000_tables"' where name = 'schema'`;
  expect(await readHealth(test.web)).toMatchObject({ migrated: false });
  await test.drop();
});
