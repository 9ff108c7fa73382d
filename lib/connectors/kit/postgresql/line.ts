import { isIP } from "node:net";
import postgres from "postgres";
import { addressGuard } from "../../http/address-guard.ts";
import { redactor } from "../../http/redact.ts";
import { pinnedSocket } from "../../net/pinned-socket.ts";
import { withDeadline } from "../deadline.ts";
import { type SqlLine, type SqlValue, sqlLine } from "../sql-line.ts";
import type { Signing } from "../sql-session.ts";
import { readError } from "./read-error.ts";

/** Where a server listens, and the database to sign in to. */
export interface PostgresqlAddress {
  readonly host: string;
  readonly port: number;
  /** verify: the certificate must be trusted and name the host. off: only to ranges that the operator allowed. */
  readonly tls: "verify" | "off";
  readonly database: string;
}

/**
 * Opens one connection, runs one operation on it and closes it. It is made with the first statement, to the judged
 * address, and never made a second time: the library's own attempts at a new connection find no socket.
 */
export async function onLine<T>(
  signing: Signing<PostgresqlAddress>,
  signal: AbortSignal,
  run: (line: SqlLine) => Promise<T>,
  database = signing.config.database,
): Promise<T> {
  return withDeadline(signing.deadlineMs, signal, async (stop) => {
    const sql = postgres(optionsOf(signing, database, stop));
    try {
      return await run(
        sqlLine({
          url: `postgres://${signing.config.host}:${signing.config.port}/${encodeURIComponent(database)}`,
          redact: redactor(signing.secrets),
          // Without values the simple protocol is spoken: several statements are then one transaction.
          run: async (statement, values) => [...(await sql.unsafe(statement, values.map(parameter)))],
          read: (error) => readError(error, stop.aborted),
        }),
      );
    } finally {
      // Not waited for: an operation that was cut off must not wait for a farewell.
      void sql.end({ timeout: 0 });
    }
  });
}

/** The library sends a list as an array only by a type it was told; written as PostgreSQL writes it, it needs none. */
function parameter(value: SqlValue): string | number | boolean | null {
  if (value === null || typeof value !== "object") return value;
  return `{${value.map((one) => `"${one.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
}

function optionsOf(signing: Signing<PostgresqlAddress>, database: string, stop: AbortSignal) {
  const { config, user, password, caCertificate, allowPrivateTargets, deadlineMs } = signing;
  const guard = addressGuard(allowPrivateTargets);
  const isProtected = config.tls === "verify";
  const named = isIP(config.host) === 0 ? { servername: config.host } : {};
  let asked = false;
  const socket = () => {
    if (asked) throw new Error("one operation has one connection");
    asked = true;
    return pinnedSocket({ host: config.host, port: config.port, guard, isProtected }, stop);
  };
  return {
    host: config.host,
    port: config.port,
    database,
    username: user,
    password,
    ssl: isProtected && {
      ...named,
      host: config.host,
      rejectUnauthorized: true,
      ...(caCertificate === null ? {} : { ca: caCertificate }),
    },
    socket,
    max: 1,
    prepare: false,
    fetch_types: false,
    connect_timeout: Math.ceil(deadlineMs / 1000) + 1,
    onnotice: () => undefined,
    connection: {
      application_name: "closeout",
      // Whoever may create functions in a database must not be called by us in place of PostgreSQL's own.
      search_path: "pg_catalog",
    },
  };
}
