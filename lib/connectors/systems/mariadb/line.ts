import type { Socket } from "node:net";
import { type Connection, createConnection } from "mysql2";
import { addressGuard } from "../../http/address-guard.ts";
import { redactor } from "../../http/redact.ts";
import { withDeadline } from "../../kit/deadline.ts";
import { type SqlLine, type SqlValue, sqlLine } from "../../kit/sql-line.ts";
import type { Signing } from "../../kit/sql-session.ts";
import { pinnedSocket } from "../../net/pinned-socket.ts";
import type { MariadbConfig } from "./config.ts";
import { readError } from "./read-error.ts";

/** Opens one connection with the first statement, to the judged address, runs one operation on it and closes it. */
export async function onLine<T>(
  signing: Signing<MariadbConfig>,
  signal: AbortSignal,
  run: (line: SqlLine) => Promise<T>,
): Promise<T> {
  const { config, secrets, deadlineMs } = signing;
  return withDeadline(deadlineMs, signal, async (stop) => {
    let opened: Promise<Connection> | null = null;
    const stopped = new AbortController();
    const cut = AbortSignal.any([stop, stopped.signal]);
    const connected = async () => {
      const { host, port, tls, allowPrivateTargets } = { ...config, ...signing };
      const guard = addressGuard(allowPrivateTargets);
      const socket = await pinnedSocket({ host, port, guard, isProtected: tls === "verify" }, cut);
      const connection = createConnection(optionsOf(signing, socket));
      // What goes wrong reaches the statement under way; an error that nobody hears of would end the process.
      connection.on("error", () => undefined);
      // Quoting and comparison must not depend on what the server's own settings make of a backslash or a quote.
      await connection.promise().query("set session sql_mode = ''");
      return connection;
    };
    try {
      return await run(
        sqlLine({
          url: `mysql://${config.host}:${config.port}`,
          redact: redactor(secrets),
          run: async (statement, values) => {
            opened ??= connected();
            const connection = (await opened).promise();
            const [rows] =
              values.length === 0
                ? await connection.query(statement)
                : await connection.execute(statement, values.map(parameter));
            return Array.isArray(rows) ? rows : [];
          },
          read: (error) => readError(error, stop.aborted),
        }),
      );
    } finally {
      // Cut, not said farewell to: an operation that ran into its deadline must not wait for an answer.
      stopped.abort();
    }
  });
}

/** Lists are never asked by: the tables are read whole. */
function parameter(value: SqlValue): string | number | boolean | null {
  return value !== null && typeof value === "object" ? JSON.stringify(value) : value;
}

function optionsOf(signing: Signing<MariadbConfig>, socket: Socket) {
  const { config, user, password, caCertificate, deadlineMs } = signing;
  // The library names no host to the check of a certificate for a bare address; Node then asks the socket.
  Reflect.set(socket, "_host", config.host);
  const trust = caCertificate === null ? {} : { ca: caCertificate };
  const ssl = { rejectUnauthorized: true, verifyIdentity: true, minVersion: "TLSv1.2", ...trust };
  return {
    stream: socket,
    host: config.host,
    port: config.port,
    user,
    password,
    charset: "utf8mb4",
    connectTimeout: deadlineMs,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    disableEval: true,
    ...(config.tls === "verify" ? { ssl } : {}),
  };
}
