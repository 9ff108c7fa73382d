import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** A run that goes on, under the lease of its step. */
export interface LockedRun {
  readonly id: string;
  readonly systemId: string;
  readonly cursor: string | null;
  readonly changedSince: Instant | null;
  readonly pages: number;
  readonly rows: number;
  readonly unreadable: number;
  readonly totalFirst: number | null;
  readonly totalLast: number | null;
}

/** Whether every account listed of a system was listed by this very run: then a page has none that is known. */
export async function isFirstRun(tx: Tx, run: { readonly id: string; readonly systemId: string }): Promise<boolean> {
  const rows = await tx.sql`
    select from profile_listed_account where system_id = ${run.systemId} and run_id <> ${run.id} limit 1`;
  return rows.length === 0;
}

/**
 * A run for whoever holds its step; undefined when it is over, or somebody else holds it: a worker that was taken for
 * dead and lives on must not write a page beside its successor.
 */
export async function lockRun(tx: Tx, stepId: string, fence: number): Promise<LockedRun | undefined> {
  const [row] = await tx.sql<LockedRun[]>`
    select r.id, r.system_id as "systemId", r.cursor, micros(r.changed_since) as "changedSince", r.pages, r.rows,
      r.unreadable, r.total_first as "totalFirst", r.total_last as "totalLast"
    from discovery_run r join step s on s.id = r.id and s.fence = ${fence} and s.state = 'leased'
    where r.id = ${stepId} and r.state = 'running' for update`;
  return row;
}
