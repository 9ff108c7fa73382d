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

const asIs = (value: string): string => value;

/**
 * What the driver would make of values, and we do not: times keep their microseconds as text, a list of them is read by
 * whoever asks for one, and what is JSON already is not written as a JSON text once more.
 */
const PLAIN = {
  date: { to: 1184, from: [1082, 1083, 1114, 1184], parse: asIs, serialize: asIs },
  dates: { to: 1185, from: [1115, 1182, 1185], parse: asIs, serialize: asIs },
  numbers: { to: 1231, from: [1231], parse: asIs, serialize: asIs },
  json: { to: 114, from: [114, 3802], parse: (text: string): unknown => JSON.parse(text), serialize: asIs },
};

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
    types: { ...PLAIN, bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  });
  return { sql, end: () => sql.end({ timeout: 5 }) };
}
