import type { CallFailure } from "../../contract.ts";
import { BlockedAddressError } from "../../http/connect.ts";
import type { SqlError } from "../../kit/sql-line.ts";

/** The server's error numbers after which nothing was done, and nothing is known. */
const FAILURES: ReadonlyMap<number, CallFailure> = new Map([
  [1040, "rate_limited"],
  [1045, "unauthorised"],
  [1129, "rate_limited"],
  [1130, "unauthorised"],
  [1203, "rate_limited"],
  [1226, "rate_limited"],
  [1698, "unauthorised"],
  [1820, "unauthorised"],
  [1862, "unauthorised"],
  [1927, "connection"],
  [3118, "unauthorised"],
  [3159, "unauthorised"],
  [4151, "unauthorised"],
  [1053, "server_error"],
  [1205, "timeout"],
  [1969, "timeout"],
  [3024, "timeout"],
]);

/** Reads an error of the library `mysql2`. What the server itself refuses keeps its number and its own words. */
export function readError(error: unknown, stopped: boolean): SqlError {
  if (error instanceof BlockedAddressError) {
    return { kind: "failure", failure: "blocked_address", code: "blocked", words: error.message };
  }
  const words = error instanceof Error ? error.message : String(error);
  const number: unknown = error instanceof Error ? Reflect.get(error, "errno") : undefined;
  const state: unknown = error instanceof Error ? Reflect.get(error, "sqlState") : undefined;
  const name: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const code = typeof name === "string" ? name : "unknown";
  if (stopped) return { kind: "failure", failure: "timeout", code, words };
  // Only an error that the server sent carries a state; the network's own numbers are negative.
  if (typeof number !== "number" || number < 1000 || typeof state !== "string") {
    return { kind: "failure", failure: "connection", code, words };
  }
  const failure = FAILURES.get(number);
  const answered = String(number);
  return failure === undefined
    ? { kind: "refusal", code: answered, words }
    : { kind: "failure", failure, code: answered, words };
}
