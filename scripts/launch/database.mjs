import { createHash } from "node:crypto";
import path from "node:path";
import { removePostgres, startPostgres } from "./postgres.mjs";
import { probe } from "./postgres-probe.mjs";
import { say, step } from "./progress.mjs";
import { Sentence } from "./sentence.mjs";

const OLDEST = 150_000;

/**
 * The database a start works with.
 * @typedef {object} Opened
 * @property {string} url the migrator's address
 * @property {string} passwordsFile where the passwords of the process roles are kept (roles belong to a whole server)
 * @property {number | undefined} pid the embedded server's process
 * @property {() => Promise<void>} stop ends the embedded server; nothing for a server of one's own
 */

/**
 * Opens the server that DATABASE_URL names, else the embedded one. The demo always has a database of its own.
 * @param {{ data: string, name: string, databaseUrl: string | undefined }} options name: main, demo or test
 * @returns {Promise<Opened>}
 * @throws {Sentence} what is wrong with the address, the server or the machine, and what to do
 */
export async function openDatabase({ data, name, databaseUrl }) {
  return databaseUrl ? external({ data, name, databaseUrl }) : embedded({ data, name });
}

async function embedded({ data, name }) {
  const server = await step("Starting the embedded PostgreSQL", () =>
    startPostgres({ dataDir: data, name, onWait: () => say("Another start is at the database; waiting for it") }),
  );
  if (server.reused) say("PostgreSQL was running already");
  const url = await ensureDatabase(server.url, "closeout");
  return { url, passwordsFile: path.join(data, `${name}-roles.json`), pid: server.pid, stop: server.stop };
}

async function external({ data, name, databaseUrl }) {
  const target = parse(databaseUrl);
  await requireServer(databaseUrl, target);
  const url = name === "demo" ? await ensureDatabase(databaseUrl, demoOf(target)) : databaseUrl;
  const server = createHash("sha256").update(target.host).digest("hex").slice(0, 12);
  return {
    url,
    passwordsFile: path.join(data, `server-${server}-roles.json`),
    pid: undefined,
    stop: async () => undefined,
  };
}

/**
 * Drops the demo's database and nothing else: the embedded server's own one, or, on a server of one's own, the database
 * that was made beside the one in DATABASE_URL.
 * @param {{ data: string, databaseUrl: string | undefined }} options
 * @throws {Sentence} when the server cannot be reached
 */
export async function dropDemo({ data, databaseUrl }) {
  if (!databaseUrl) return await removePostgres({ dataDir: data, name: "demo" });
  const target = parse(databaseUrl);
  await requireServer(databaseUrl, target);
  const { default: postgres } = await import("postgres");
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined, fetch_types: false });
  try {
    await sql`drop database if exists ${sql(demoOf(target))} with (force)`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function demoOf({ database }) {
  return `${database}_demo`;
}

function parse(databaseUrl) {
  try {
    const url = new URL(databaseUrl);
    if (!/^postgres(ql)?:$/.test(url.protocol) || url.hostname === "") throw new Error("another scheme");
    const database = decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username);
    return { host: url.host, database, user: decodeURIComponent(url.username) };
  } catch (error) {
    throw new Sentence(
      "DATABASE_URL is not the address of a PostgreSQL server: it reads postgres://user:password@host:5432/database.",
      { cause: error },
    );
  }
}

/**
 * @param {string} databaseUrl the address
 * @param {{ host: string, database: string, user: string }} target its parts, for the sentence
 * @throws {Sentence} when the server cannot be used
 */
async function requireServer(databaseUrl, target) {
  const found = await probe(databaseUrl);
  if (found.ok && found.version >= OLDEST) return;
  if (found.ok) {
    throw new Sentence(
      `The server at ${target.host} is PostgreSQL ${Math.floor(found.version / 10_000)} and Closeout needs 15 or newer: upgrade it, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  throw new Sentence(refused(found.error, target), { cause: found.error });
}

/** The address is named without its password. */
function refused(error, { host, database, user }) {
  const code = String(error?.code ?? error?.errno ?? "");
  if (code === "28P01" || code === "28000") {
    return `The server at ${host} does not let user "${user}" in (DATABASE_URL): check the user, the password and the server's pg_hba.conf.`;
  }
  if (code === "3D000") {
    return `The server at ${host} has no database "${database}" (DATABASE_URL): create it, or name one that exists.`;
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return `DATABASE_URL names the host ${host}, which is not known here: check its spelling and the name service.`;
  }
  if (code === "53300")
    return `The server at ${host} has no connection left (DATABASE_URL): raise max_connections or end some.`;
  const why = error instanceof Error && error.message ? error.message.split("\n")[0] : code || "no answer";
  return `The server at ${host} cannot be reached (DATABASE_URL; ${why}): start it, correct the address, or unset DATABASE_URL to use the embedded one.`;
}

/**
 * @param {string} url an address on the server, of a user who may create databases
 * @param {string} name the database to create where it is missing
 * @returns {Promise<string>} its address
 */
async function ensureDatabase(url, name) {
  const { default: postgres } = await import("postgres");
  const sql = postgres(url, { max: 1, onnotice: () => undefined, fetch_types: false });
  try {
    const [found] = await sql`select 1 as there from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)} template template0 encoding 'UTF8'`;
  } catch (error) {
    // 42P04: a second start made it in the meantime.
    if (error?.code === "42501") {
      throw new Sentence(
        `The user of DATABASE_URL may not create the database "${name}": create it for that user, or unset DATABASE_URL.`,
        { cause: error },
      );
    }
    if (error?.code !== "42P04" && error?.code !== "23505") throw error;
  } finally {
    await sql.end({ timeout: 5 });
  }
  const made = new URL(url);
  made.pathname = `/${encodeURIComponent(name)}`;
  return made.href;
}
