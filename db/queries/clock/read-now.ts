import { type Instant, instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** The database's clock at this statement (`clock_timestamp()`), to the microsecond. */
export async function readNow(tx: Tx): Promise<Instant> {
  const [row] = await tx.sql<{ at: number }[]>`select micros(clock_timestamp()) as at`;
  if (row === undefined) throw new Error("the database's clock gave no row");
  return instant(row.at);
}
