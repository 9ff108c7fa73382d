import type postgres from "postgres";
import type { Database } from "./client.ts";

/** Whose rows the database may show: row security reads it, as the second lock behind the use case. */
export interface Scope {
  /** `all` sees every row; `owned` only systems whose owner or deputy is `identityId`. */
  readonly rows: "all" | "owned";
  readonly identityId: string | null;
}

export const ALL_ROWS: Scope = { rows: "all", identityId: null };

/** An open transaction. Only `withTx` makes one, so no query can run outside a scope. */
export interface Tx {
  readonly sql: postgres.TransactionSql;
}

/**
 * A process that is stopped in the middle of a transaction must give its locks up before its leases end: another one
 * that takes its steps over would wait for them. Set in the transaction itself, since a pooler takes no such parameter.
 */
const IDLE_IN_TRANSACTION_MS = "5000";

// Nothing is compiled: row security makes short statements look costly, and compiling them takes longer than they do.

/**
 * Runs `run` in one transaction with the scope set for row security. `read` transactions refuse writes.
 * Rolls back and rethrows when `run` throws. Never call out (HTTP, mail, timers) inside.
 */
export async function withTx<Result>(
  database: Database,
  scope: Scope,
  mode: "read" | "write",
  run: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const options = mode === "read" ? "isolation level repeatable read read only" : "isolation level read committed";
  const result = await database.sql.begin(options, async (sql) => {
    // Sent ahead and not waited for: one connection carries statements out in order, so nothing runs before it; where it
    // fails the transaction is broken, and so is whatever follows in it.
    const scoped =
      sql`select set_config('closeout.rows', ${scope.rows}, true), set_config('closeout.identity', ${scope.identityId ?? ""}, true),
      set_config('idle_in_transaction_session_timeout', ${IDLE_IN_TRANSACTION_MS}, true), set_config('jit', 'off', true)`.execute();
    scoped.catch(() => undefined);
    try {
      return await run({ sql });
    } finally {
      // Its failure is the cause of whatever failed after it.
      await scoped;
    }
  });
  // postgres.js types what `begin` gives back as if it were always rows.
  return result as Result;
}
