import type { OpenOptions } from "../../contract.ts";
import { type AtOnce, atOnce } from "../../kit/at-once.ts";
import type { SqlLine } from "../../kit/sql-line.ts";
import type { PostgresqlConfig } from "./config.ts";
import { type Dialect, parseDialect } from "./dialect.ts";
import { onLine, type Signing } from "./line.ts";

/** One opened PostgreSQL server. Holds no state of its own; every operation has a connection of its own. */
export interface PgSession {
  readonly config: PostgresqlConfig;
  readonly dialect: Dialect;
  /** Runs an operation on a connection of the role that looks. */
  look<T>(signal: AbortSignal, run: (line: SqlLine) => Promise<T>): Promise<T>;
  /** Runs an operation on a connection of the role that acts; another database than the configured one by its name. */
  act<T>(signal: AbortSignal, run: (line: SqlLine) => Promise<T>, database?: string): Promise<T>;
}

const DEADLINE_MS = 15_000;

/** Joins settings, secrets and dialect. Nothing is connected before the first operation. */
export function pgSession(options: OpenOptions, config: PostgresqlConfig): PgSession {
  const { secrets } = options;
  const place = {
    config,
    secrets: Object.values(secrets),
    caCertificate: secrets["caCertificate"] ?? null,
    allowPrivateTargets: options.allowPrivateTargets ?? [],
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
  };
  const lanes: AtOnce = atOnce(options.connectionsMax);
  const acting: Signing = { ...place, user: config.user, password: secrets["password"] ?? "" };
  const observing: Signing = {
    ...place,
    user: config.observeUser ?? config.user,
    password: secrets["observePassword"] ?? acting.password,
  };
  return {
    config,
    dialect: parseDialect(options.dialect),
    look: (signal, run) => lanes(() => onLine(observing, config.database, signal, run)),
    act: (signal, run, database) => lanes(() => onLine(acting, database ?? config.database, signal, run)),
  };
}
