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

/** Takes the step of a run out of the queue, whoever holds it. */
export async function cancelRunStep(tx: Tx, runId: string): Promise<void> {
  await tx.sql`
    update step set state = 'cancelled', ended_at = clock_timestamp(), lease_until = null, leased_by = null
    where id = ${runId} and state in ('ready', 'leased')`;
}
