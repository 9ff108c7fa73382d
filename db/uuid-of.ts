import type postgres from "postgres";
import type { Tx } from "./tx.ts";

/**
 * A text column as the id of an identity, or of a user that is tied to none, null where it holds none: who answers may
 * also be an operator or a credential. Compared this
 * way round, an index of ids serves; ids made into text would have every person read.
 * @param column with its table's name before it, from our own code
 */
export function uuidOf(tx: Tx, column: string): postgres.PendingQuery<postgres.Row[]> {
  const name = tx.sql(column);
  return tx.sql`case when ${name} ~ '^(user:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then right(${name}, 36)::uuid end`;
}
