import type { OpenOptions } from "../contract.ts";
import { ReadOnlyError } from "../http/client.ts";
import { atOnce } from "./at-once.ts";
import type { SqlLine } from "./sql-line.ts";

/** Who signs in, where, and under which limits. */
export interface Signing<Config> {
  readonly config: Config;
  readonly user: string;
  readonly password: string;
  /** Every secret of the system, to be taken out of what is kept. */
  readonly secrets: readonly string[];
  readonly caCertificate: string | null;
  readonly allowPrivateTargets: readonly string[];
  readonly deadlineMs: number;
}

/** Opens one connection, runs one operation on it and closes it. */
export type OnLine<Config> = <T>(
  signing: Signing<Config>,
  signal: AbortSignal,
  run: (line: SqlLine) => Promise<T>,
  database?: string,
) => Promise<T>;

/** One opened database server. Holds no state of its own; every operation has a connection of its own. */
export interface SqlSession<Config> {
  readonly config: Config;
  /** Runs an operation on a connection of whoever looks. */
  look<T>(signal: AbortSignal, run: (line: SqlLine) => Promise<T>): Promise<T>;
  /** Runs an operation on a connection of whoever acts; another database than the configured one by its name. */
  act<T>(signal: AbortSignal, run: (line: SqlLine) => Promise<T>, database?: string): Promise<T>;
}

const DEADLINE_MS = 15_000;

/** Joins settings and secrets. Nothing is connected before the first operation. */
export function sqlSession<Config extends { readonly user: string; readonly observeUser?: string | undefined }>(
  options: OpenOptions,
  config: Config,
  onLine: OnLine<Config>,
): SqlSession<Config> {
  const { secrets } = options;
  const acting: Signing<Config> = {
    config,
    user: config.user,
    password: secrets["password"] ?? "",
    secrets: Object.values(secrets),
    caCertificate: secrets["caCertificate"] || null,
    allowPrivateTargets: options.allowPrivateTargets ?? [],
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
  };
  const { observeUser } = config;
  const observing =
    observeUser === undefined
      ? acting
      : { ...acting, user: observeUser, password: secrets["observePassword"] ?? acting.password };
  const lanes = atOnce(options.connectionsMax);
  const allowed = options.readOnly === true ? onlyReads : (line: SqlLine) => line;
  return {
    config,
    look: (signal, run) => lanes(() => onLine(observing, signal, (line) => run(allowed(line)))),
    act: (signal, run, database) => lanes(() => onLine(acting, signal, (line) => run(allowed(line)), database)),
  };
}

/** Statements that act do not leave, whoever asks for them. */
function onlyReads(line: SqlLine): SqlLine {
  return { query: line.query, exec: () => Promise.reject(new ReadOnlyError("the statement was not sent")) };
}
