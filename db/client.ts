import postgres from "postgres";
import { patientSockets } from "./patient-socket.ts";

export interface Database {
  readonly sql: postgres.Sql;
  end(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly connectionsMax: number;
  readonly applicationName: string;
  /** Off behind a transaction pooler, which cannot keep prepared statements. */
  readonly prepare?: boolean;
}

/**
 * Opens a pool. bigint columns come back as JavaScript numbers (microseconds and counters stay below 2^53);
 * timestamptz as text in UTC, which `instantFromPg` reads to the microsecond.
 */
export function openDatabase(options: DatabaseOptions): Database {
  const sql = postgres(options.url, {
    max: options.connectionsMax,
    prepare: options.prepare ?? true,
    onnotice: () => undefined,
    // An option of the driver that its types leave out.
    ...({ socket: patientSockets() } as object),
    connection: { TimeZone: "UTC", application_name: options.applicationName },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  return { sql, end: () => sql.end({ timeout: 5 }) };
}
