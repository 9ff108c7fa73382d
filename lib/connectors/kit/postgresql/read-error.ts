import type { CallFailure } from "../../contract.ts";
import { BlockedAddressError } from "../../http/connect.ts";
import type { SqlError } from "../sql-line.ts";

/** SQLSTATE classes and codes after which nothing was done, and nothing is known. */
const FAILURES: readonly (readonly [prefix: string, failure: CallFailure])[] = [
  ["28", "unauthorised"],
  ["53", "rate_limited"],
  ["57014", "timeout"],
  ["57P", "server_error"],
  ["58", "server_error"],
  ["XX", "server_error"],
  ["08", "connection"],
];

/** Reads an error of the library `postgres`. What the server itself refuses keeps its SQLSTATE and its own words. */
export function readError(error: unknown, stopped: boolean): SqlError {
  if (error instanceof BlockedAddressError) {
    return { kind: "failure", failure: "blocked_address", code: "blocked", words: error.message };
  }
  const words = wordsOf(error);
  const code = codeOf(error);
  if (stopped) return { kind: "failure", failure: "timeout", code, words };
  if (!(error instanceof Error) || error.name !== "PostgresError") {
    return { kind: "failure", failure: "connection", code, words };
  }
  const failure = FAILURES.find(([prefix]) => code.startsWith(prefix))?.[1];
  return failure === undefined ? { kind: "refusal", code, words } : { kind: "failure", failure, code, words };
}

/** The message with its detail: what still depends on a role stands in the detail alone. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const detail: unknown = Reflect.get(error, "detail");
  return typeof detail === "string" && detail !== "" ? `${error.message} (${detail})` : error.message;
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : "unknown";
}
