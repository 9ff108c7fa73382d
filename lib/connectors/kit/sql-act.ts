import type { z } from "zod";
import type { RevokeOutcome, RevokeResult } from "../contract.ts";
import { acted } from "./replies.ts";
import { parseRows } from "./rows.ts";
import type { SqlAnswer, SqlLine, SqlValue } from "./sql-line.ts";

/** One act by statements, with everything it said and heard. */
export class SqlAct {
  readonly #line: SqlLine;
  readonly #gone: readonly string[];
  readonly #answers: SqlAnswer[] = [];

  /** @param gone the server's codes for "what this names is not there (any more)". */
  constructor(line: SqlLine, gone: readonly string[]) {
    this.#line = line;
    this.#gone = gone;
  }

  /** Rows of a statement; null when it gave none that can be read. */
  async rows<T>(row: z.ZodType<T>, statement: string, values: readonly SqlValue[]): Promise<readonly T[] | null> {
    const answer = await this.#line.exec(statement, values);
    this.#answers.push(answer);
    return parseRows(row, answer.rows);
  }

  /** Runs statements in order up to the first that is refused; what is gone already is no refusal. */
  async run(statements: readonly string[]): Promise<RevokeResult> {
    let changed = false;
    for (const statement of statements) {
      const answer = await this.#line.exec(statement);
      this.#answers.push(answer);
      const isGone = answer.refusal !== null && this.#gone.includes(answer.code ?? "");
      if (answer.rows === null && !isGone) return this.failed();
      changed ||= !isGone;
    }
    return this.result({ kind: changed ? "accepted" : "already_absent" });
  }

  /** What the last answer, which gave no rows, comes to. */
  failed(): RevokeResult {
    const last = this.#answers.at(-1);
    if (last?.refusal != null) return this.result({ kind: "refused", reason: last.refusal });
    return this.result({ kind: "unknown", cause: last?.failure ?? "unexpected_shape" });
  }

  result(outcome: RevokeOutcome): RevokeResult {
    return acted(
      outcome,
      this.#answers.map(({ exchange }) => exchange),
    );
  }
}
