import type { CallFailure, Exchange } from "../contract.ts";
import { exchangeOf } from "./exchange.ts";

export type SqlValue = string | number | boolean | null | readonly string[];

/** What a database answered to one statement. Exactly one of `rows`, `refusal` and `failure` is not null. */
export interface SqlAnswer {
  readonly rows: readonly unknown[] | null;
  /** The server's own words for not doing it, its code first. */
  readonly refusal: string | null;
  /** The server's code of the refusal, or the network's of the failure; null when it worked. */
  readonly code: string | null;
  /** Why there is no usable answer; what an act did is then unknown. */
  readonly failure: CallFailure | null;
  readonly exchange: Exchange;
}

/** How a driver's error is read. `refusal`: the server itself answered no. */
export type SqlError =
  | { readonly kind: "refusal"; readonly code: string; readonly words: string }
  | { readonly kind: "failure"; readonly failure: CallFailure; readonly code: string; readonly words: string };

/** One open connection to one database. Statements run one after the other. */
export interface SqlLine {
  /** Reads. */
  query(statement: string, values?: readonly SqlValue[]): Promise<SqlAnswer>;
  /** Acts. */
  exec(statement: string, values?: readonly SqlValue[]): Promise<SqlAnswer>;
}

export interface SqlDriver {
  /** Address without credentials, such as postgres://host:5432/sales. */
  readonly url: string;
  readonly redact: (text: string) => string;
  run(statement: string, values: readonly SqlValue[]): Promise<readonly unknown[]>;
  read(error: unknown): SqlError;
}

/** Wraps a driver so that every statement leaves its exchange and no error escapes. */
export function sqlLine(driver: SqlDriver): SqlLine {
  const ask = async (verb: "QUERY" | "EXEC", statement: string, values: readonly SqlValue[]): Promise<SqlAnswer> => {
    const request =
      values.length === 0 ? statement : `${statement}\n${values.map((one) => `-- ${JSON.stringify(one)}`).join("\n")}`;
    const spoken = { verb, url: driver.url, request };
    try {
      const rows = await driver.run(statement, values);
      const exchange = exchangeOf({ ...spoken, reply: JSON.stringify(rows), status: 0, failure: null }, driver.redact);
      return { rows, refusal: null, code: null, failure: null, exchange };
    } catch (error) {
      return refused(driver.read(error), spoken, driver.redact);
    }
  };
  return {
    query: (statement, values = []) => ask("QUERY", statement, values),
    exec: (statement, values = []) => ask("EXEC", statement, values),
  };
}

function refused(
  error: SqlError,
  spoken: { readonly verb: "QUERY" | "EXEC"; readonly url: string; readonly request: string },
  redact: (text: string) => string,
): SqlAnswer {
  if (error.kind === "failure") {
    const exchange = exchangeOf({ ...spoken, reply: null, status: null, failure: error.failure }, redact);
    return { rows: null, refusal: null, code: error.code, failure: error.failure, exchange };
  }
  const { code, words } = error;
  const reply = JSON.stringify({ code, message: words });
  const exchange = exchangeOf({ ...spoken, reply, status: 1, failure: null }, redact);
  return { rows: null, refusal: redact(`${code}: ${words}`).slice(0, 300), code, failure: null, exchange };
}

/** Why an answer that should have had rows has none that can be read. */
export function failureOf(answer: Pick<SqlAnswer, "failure" | "refusal">): CallFailure {
  if (answer.failure !== null) return answer.failure;
  return answer.refusal === null ? "unexpected_shape" : "unauthorised";
}
