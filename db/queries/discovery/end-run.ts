import type { Tx } from "../../tx.ts";

export interface RunEnd {
  readonly id: string;
  readonly state: string;
  readonly failure: string | null;
  readonly complete: boolean;
  readonly accounts: number;
  readonly uncorrelated: number;
  readonly ofLeavers: number;
  readonly gone: number;
}

/** Ends a run with what it came to. */
export async function endRun(tx: Tx, end: RunEnd): Promise<void> {
  await tx.sql`
    update discovery_run set state = ${end.state}, ended_at = clock_timestamp(), cursor = null, failure = ${end.failure},
      complete = ${end.complete}, accounts = ${end.accounts}, uncorrelated = ${end.uncorrelated},
      of_leavers = ${end.ofLeavers}, gone = ${end.gone}
    where id = ${end.id} and state = 'running'`;
}

/** Locks a run until commit, before its step, as every page of it does. @returns false when it is over */
export async function lockRunning(tx: Tx, runId: string): Promise<boolean> {
  const rows = await tx.sql`select from discovery_run where id = ${runId} and state = 'running' for update`;
  return rows.length === 1;
}

/** Takes the step of a run out of the queue, whoever holds it. */
export async function cancelRunStep(tx: Tx, runId: string): Promise<void> {
  await tx.sql`
    update step set state = 'cancelled', ended_at = clock_timestamp(), lease_until = null, leased_by = null
    where id = ${runId} and state in ('ready', 'leased')`;
}
