import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { type Database, openDatabase } from "./client.ts";
import { type MigrationReport, migrateDatabase } from "./migrate.ts";

export interface TestDatabase {
  /** One pool a process role, and the superuser's for looking behind the scenes. */
  readonly web: Database;
  readonly worker: Database;
  readonly sequencer: Database;
  readonly superuser: Database;
  readonly urls: MigrationReport;
  /** URL of the superuser, for what starts a process of its own. */
  readonly url: string;
  drop(): Promise<void>;
}

function clusterUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL names no cluster: run `npm test`, or start one and set it");
  return url;
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Same migrations, same template: a changed migration makes a new one. */
function templateName(): string {
  const folder = new URL("./migrations/", import.meta.url).pathname;
  const hash = createHash("sha256");
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort())
    hash.update(readFileSync(join(folder, file)));
  hash.update(readFileSync(new URL("./grants.sql", import.meta.url)));
  return `template_${hash.digest("hex").slice(0, 12)}`;
}

/** The cluster's role passwords; test files run in parallel, so they are shared and made under a lock. */
function passwordsFile(url: string): string {
  const { host } = new URL(url);
  return join(tmpdir(), `closeout-test-roles-${process.getuid?.() ?? 0}-${host.replace(/\W/g, "-")}.json`);
}

async function ensureTemplate(admin: postgres.Sql, template: string): Promise<MigrationReport> {
  const url = named(clusterUrl(), template);
  const connection = await admin.reserve();
  try {
    await connection`select pg_advisory_lock(hashtext('closeout test template'))`;
    const found = await connection`select 1 from pg_database where datname = ${template}`;
    if (found.length === 0) await connection.unsafe(`create database ${template}`);
    // Repeated on purpose: another cluster on this port may have left other passwords in the file.
    return await migrateDatabase(url, passwordsFile(url));
  } finally {
    await connection`select pg_advisory_unlock(hashtext('closeout test template'))`;
    connection.release();
  }
}

/** A migrated database of its own on the test cluster, from a template; drop it when the file ends. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = postgres(named(clusterUrl(), "postgres"), { max: 2, onnotice: () => undefined });
  const template = templateName();
  const report = await ensureTemplate(admin, template);
  const name = `test_${randomBytes(6).toString("hex")}`;
  await createFrom(admin, template, name);
  const url = named(clusterUrl(), name);
  const open = (target: string, role: string) =>
    openDatabase({ url: named(target, name), connectionsMax: 8, applicationName: `test-${role}` });
  const pools = {
    web: open(report.web, "web"),
    worker: open(report.worker, "worker"),
    sequencer: open(report.sequencer, "sequencer"),
    superuser: openDatabase({ url, connectionsMax: 4, applicationName: "test-superuser" }),
  };
  return {
    ...pools,
    url,
    urls: {
      web: named(report.web, name),
      worker: named(report.worker, name),
      sequencer: named(report.sequencer, name),
      listen: named(report.listen, name),
      missing: report.missing,
    },
    drop: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end({ timeout: 5 });
    },
  };
}

/** Copies the template under the lock: PostgreSQL refuses a template that anybody is connected to. */
async function createFrom(admin: postgres.Sql, template: string, name: string): Promise<void> {
  const connection = await admin.reserve();
  try {
    await connection`select pg_advisory_lock(hashtext('closeout test template'))`;
    await connection.unsafe(`create database ${name} template ${template}`);
    // Database-level rights are not copied with a template.
    await connection.unsafe(`grant connect on database ${name} to closeout_web, closeout_worker, closeout_sequencer`);
  } finally {
    await connection`select pg_advisory_unlock(hashtext('closeout test template'))`;
    connection.release();
  }
}
