import type { z } from "zod";
import type { CallFailure, Exchange, Finding, Look } from "../contract.ts";
import { type Seen, seen, unseen } from "./replies.ts";
import { parseRows } from "./rows.ts";
import { failureOf, type SqlAnswer, type SqlLine, type SqlValue } from "./sql-line.ts";

/** One look by statements, with everything it asked and heard. */
export class SqlLook {
  readonly #line: SqlLine;
  readonly #sought: string;
  readonly #answers: SqlAnswer[] = [];

  constructor(line: SqlLine, sought: string) {
    this.#line = line;
    this.#sought = sought;
  }

  /** Rows of a statement; null when it gave none that can be read, and nothing is known then. */
  async rows<T>(row: z.ZodType<T>, statement: string, values: readonly SqlValue[] = []): Promise<readonly T[] | null> {
    const answer = await this.#line.query(statement, values);
    this.#answers.push(answer);
    return parseRows(row, answer.rows);
  }

  seen(presence: Seen["presence"], facts: Look["facts"] = {}, completeness: Seen["completeness"] = "lookup"): Look {
    return seen(this.#sought, this.exchanges(), { presence, completeness, facts });
  }

  /** Nothing could be read: the last answer says why. */
  failed(): Look {
    return this.blind(this.failure());
  }

  /** An answer came, and proves nothing. */
  blind(failure: CallFailure | null, findings: readonly Finding[] = []): Look {
    return unseen(this.#sought, this.exchanges(), failure, findings);
  }

  failure(): CallFailure {
    const last = this.#answers.at(-1);
    return last === undefined ? "unexpected_shape" : failureOf(last);
  }

  exchanges(): readonly Exchange[] {
    return this.#answers.map(({ exchange }) => exchange);
  }
}
