import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

export interface NewRun {
  readonly id: string;
  readonly systemId: string;
  readonly askedBy: string;
  readonly changedSince: Instant | null;
}

/** Lists are long and nobody waits for them: everything else of the system goes first. */
const PRIORITY = 90;
const ATTEMPTS_MAX = 8;

/** Starts a run with its step, or finds the one that is under way. @returns its id */
export async function startRun(tx: Tx, { id, systemId, askedBy, changedSince }: NewRun): Promise<string> {
  const [live] = await tx.sql<{ id: string }[]>`
    select id from discovery_run where system_id = ${systemId} and state = 'running'`;
  if (live !== undefined) return live.id;
  await tx.sql`
    insert into discovery_run (id, system_id, state, asked_by, changed_since, started_at)
    values (${id}, ${systemId}, 'running', ${askedBy}, instant(${changedSince}), clock_timestamp())`;
  await tx.sql`
    insert into step (id, kind, state, system_id, priority, not_before, attempts_max, created_at)
    values (${id}, 'discovery', 'ready', ${systemId}, ${PRIORITY}, clock_timestamp(), ${ATTEMPTS_MAX}, clock_timestamp())`;
  return id;
}

/** When the last run that saw everybody where the connection leads now began, microseconds; null: there is none to go on from. */
export async function lastWholeRun(tx: Tx, systemId: string): Promise<Instant | null> {
  const [row] = await tx.sql<{ at: Instant }[]>`
    select micros(r.started_at) as at from discovery_run r join system y on y.id = r.system_id
    where r.system_id = ${systemId} and r.state = 'finished' and r.complete and (y.place_since is null or r.started_at > y.place_since)
    order by r.started_at desc limit 1`;
  return row?.at ?? null;
}
