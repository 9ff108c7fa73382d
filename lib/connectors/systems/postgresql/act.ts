import { z } from "zod";
import type { RevokeResult } from "../../contract.ts";
import { SqlAct } from "../../kit/sql-act.ts";
import type { SqlLine } from "../../kit/sql-line.ts";

const writtenRow = z.object({ statement: z.string(), own: z.boolean() });

/** SQLSTATE of a role or object that is not there (any more). */
const UNDEFINED_OBJECT = "42704";

/** One act on one role. */
export class Act extends SqlAct {
  readonly oid: string;

  constructor(line: SqlLine, oid: string) {
    super(line, [UNDEFINED_OBJECT]);
    this.oid = oid;
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
}
