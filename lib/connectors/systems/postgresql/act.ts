import { z } from "zod";
import type { RevokeOutcome, RevokeResult } from "../../contract.ts";
import { acted } from "../../kit/replies.ts";
import type { SqlAnswer, SqlLine, SqlValue } from "../../kit/sql-line.ts";
import { parseRows } from "./schema.ts";

const writtenRow = z.object({ statement: z.string(), own: z.boolean() });

/** SQLSTATE of a role or object that is not there (any more). */
const UNDEFINED_OBJECT = "42704";

/** One act on one role, with everything it said and heard. */
export class Act {
  readonly oid: string;
  readonly #line: SqlLine;
  readonly #answers: SqlAnswer[] = [];

  constructor(line: SqlLine, oid: string) {
    this.#line = line;
    this.oid = oid;
  }

  /** Rows of a statement; null when it gave none that can be read. */
  async rows<T>(row: z.ZodType<T>, statement: string, values: readonly SqlValue[]): Promise<readonly T[] | null> {
    const answer = await this.#line.exec(statement, values);
    this.#answers.push(answer);
    return parseRows(row, answer.rows);
  }

  /**
   * Lets the server write a statement with the role's present name in it, and runs it. The role with which Closeout
   * itself signs in is not touched: it would lock itself out half-way through.
   * @param template a constant SQL text literal for format(); %I is the role.
   */
  async written(template: string): Promise<RevokeResult> {
    const rows = await this.rows(
      writtenRow,
      `select format(${template}, rolname) as statement, rolname = session_user as own from pg_roles where oid::text = $1`,
      [this.oid],
    );
    if (rows === null) return this.failed();
    const [row] = rows;
    if (row === undefined) return this.result({ kind: "already_absent" });
    if (row.own) return this.result({ kind: "refused", reason: "this is the role with which Closeout signs in here" });
    return this.run([row.statement]);
  }

  /** Runs statements in order up to the first that is refused. */
  async run(statements: readonly string[]): Promise<RevokeResult> {
    for (const statement of statements) {
      const answer = await this.#line.exec(statement);
      this.#answers.push(answer);
      if (answer.code === UNDEFINED_OBJECT) return this.result({ kind: "already_absent" });
      if (answer.rows === null) return this.failed();
    }
    return this.result({ kind: "accepted" });
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
