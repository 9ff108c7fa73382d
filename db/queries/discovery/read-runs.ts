import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface RunRow {
  readonly id: string;
  readonly systemId: string;
  readonly state: string;
  readonly changedSince: Instant | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly pages: number;
  readonly rows: number;
  readonly unreadable: number;
  readonly total: number | null;
  readonly failure: string | null;
  readonly complete: boolean | null;
  readonly accounts: number | null;
  readonly uncorrelated: number | null;
  readonly ofLeavers: number | null;
  readonly gone: number | null;
}

/** Runs of a system, latest first. */
export async function readRuns(tx: Tx, systemId: string, runsMax: number): Promise<RunRow[]> {
  return await tx.sql<RunRow[]>`
    select id, system_id as "systemId", state, micros(changed_since) as "changedSince", micros(started_at) as "startedAt",
      micros(ended_at) as "endedAt", pages, rows, unreadable, total_last as total, failure, complete, accounts, uncorrelated,
      of_leavers as "ofLeavers", gone
    from discovery_run where system_id = ${systemId} order by started_at desc, id desc limit ${runsMax}`;
}
