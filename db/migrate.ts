import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { PgBoss } from "pg-boss";
import postgres from "postgres";
import { SCHEMA_VERSION } from "./schema-version.ts";

const PROCESSES = ["web", "worker", "sequencer"] as const;
type Process = (typeof PROCESSES)[number];

/** What the launcher hands to each process. `missing` names protections this server does not grant. */
export interface MigrationReport {
  readonly web: string;
  readonly worker: string;
  readonly sequencer: string;
  readonly listen: string;
  readonly missing: readonly string[];
}

const ONE_USER =
  "This server does not let Closeout create roles: web and worker share one database user, so row security and insert-only rights are not enforced by the database.";

const here = (path: string) => new URL(path, import.meta.url).pathname;

/** Passwords of the process roles, kept beside the data and readable by its owner only. */
function rolePasswords(file: string): Record<Process, string> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const made = Object.fromEntries(PROCESSES.map((name) => [name, randomBytes(24).toString("base64url")]));
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  // Made from PROCESSES themselves; Object.fromEntries widens the keys to string.
  return made as Record<Process, string>;
}

async function createRoles(sql: postgres.Sql, passwords: Record<Process, string>): Promise<boolean> {
  try {
    const existing = new Set(
      (await sql`select rolname from pg_roles where rolname like 'closeout\\_%'`).map((r) => r.rolname),
    );
    if (!existing.has("closeout_owner")) await sql.unsafe("create role closeout_owner nologin");
    await sql.unsafe("grant closeout_owner to current_user");
    for (const name of PROCESSES) {
      const verb = existing.has(`closeout_${name}`) ? "alter" : "create";
      // base64url has no quote to escape
      await sql.unsafe(`${verb} role closeout_${name} login nosuperuser nocreaterole password '${passwords[name]}'`);
    }
    // The worker sends the same few statements with lists of any length, all by keys: planned once and not for each list,
    // and never planned to read a whole table because it was small at the time.
    for (const setting of ["plan_cache_mode = force_generic_plan", "enable_seqscan = off", "random_page_cost = 1.1"])
      await sql.unsafe(`alter role closeout_worker set ${setting}`);
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === "42501") return false;
    throw error;
  }
}

function urlFor(base: string, name: Process, password: string): string {
  const url = new URL(base);
  url.username = `closeout_${name}`;
  url.password = password;
  return url.href;
}

/**
 * Brings a database to this version: roles, tables, guards, rights, job queue. Safe to repeat, and safe when two start at once.
 * @throws when the server is older than 15 or a migration fails; nothing of a failed migration stays.
 */
export async function migrateDatabase(url: string, passwordsFile: string): Promise<MigrationReport> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { TimeZone: "UTC" } });
  try {
    const [version] = await sql`select current_setting('server_version_num')::int as number`;
    if (version?.number < 150_000) throw new Error("SERVER_TOO_OLD: Closeout needs PostgreSQL 15 or newer.");
    await sql`select pg_advisory_lock(hashtext('closeout migrate'))`;
    const passwords = rolePasswords(passwordsFile);
    const separate = await createRoles(sql, passwords);
    if (separate) {
      const [db] = await sql`select quote_ident(current_database()) as name`;
      await sql.unsafe(
        `grant create, connect on database ${db?.name} to closeout_owner; grant all on schema public to closeout_owner`,
      );
      await sql.unsafe(`grant connect on database ${db?.name} to closeout_web, closeout_worker, closeout_sequencer`);
      await sql.unsafe("set role closeout_owner");
    }
    await migrate(drizzle(sql), { migrationsFolder: here("./migrations") });
    if (separate) await sql.unsafe(readFileSync(here("./grants.sql"), "utf8"));
    const missing = separate ? [] : [ONE_USER];
    await stateSchema(sql, missing);
    await sql.unsafe("reset role");
    await startQueue(url, sql, separate);
    const of = (name: Process) => (separate ? urlFor(url, name, passwords[name]) : url);
    return {
      web: of("web"),
      worker: of("worker"),
      sequencer: of("sequencer"),
      listen: of("web"),
      missing,
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** What health compares with the code, and tells: the last migration, and protections that this server does not grant. */
async function stateSchema(sql: postgres.Sql, missing: readonly string[]): Promise<void> {
  const facts = { schema: SCHEMA_VERSION, protections_missing: missing };
  for (const [name, value] of Object.entries(facts)) {
    await sql`
      insert into setting (name, value) values (${name}, ${JSON.stringify(value)}::text::jsonb)
      on conflict (name) do update set value = excluded.value`;
  }
}

async function startQueue(url: string, sql: postgres.Sql, separate: boolean): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: "pgboss", supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ graceful: false });
  if (!separate) return;
  await sql.unsafe(
    "grant usage, create on schema pgboss to closeout_worker; grant all on all tables in schema pgboss to closeout_worker; grant all on all sequences in schema pgboss to closeout_worker; grant execute on all functions in schema pgboss to closeout_worker",
  );
}

if (process.argv[1] === here("./migrate.ts")) {
  const url = process.env.DATABASE_URL;
  const file = process.env.CLOSEOUT_ROLE_PASSWORDS_FILE;
  if (!url || !file) throw new Error("migrate needs DATABASE_URL and CLOSEOUT_ROLE_PASSWORDS_FILE");
  process.stdout.write(`${JSON.stringify(await migrateDatabase(url, file))}\n`);
}
