import type { Tx } from "../../tx.ts";

export interface StatedLayer {
  readonly systemId: string;
  readonly layer: string;
  readonly exists: string;
  /** Microseconds; null when it does not expire. */
  readonly existsUntil: number | null;
  /** Who states that it is not there; null otherwise. */
  readonly by: string | null;
  readonly observe: string;
  /** Microseconds; null leaves it as it is. */
  readonly staleAfter: number | null;
}

/** How a layer of a system is looked at; undefined when the system has no such layer. */
export async function findObserve(tx: Tx, systemId: string, layer: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ observe: string }[]>`
    select observe from system_layer where system_id = ${systemId} and layer = ${layer}`;
  return row?.observe;
}

/** Whether an account of the system was ever seen. */
export async function hasAccounts(tx: Tx, systemId: string): Promise<boolean> {
  const rows = await tx.sql`select from account where system_id = ${systemId} limit 1`;
  return rows.length > 0;
}

/** Whether a live case with an item of the system is about `who`, or about whom a bot of that name answers to. */
export async function hasOwnCase(tx: Tx, systemId: string, who: string): Promise<boolean> {
  const rows = await tx.sql`
    select from leaver_case c
    where c.state in ('scheduled', 'open', 'reopened')
      and (c.identity_id::text = ${who}
        or c.identity_id = (select b.accountable_identity_id from identity b where b.id::text = ${who}))
      and exists (select from case_item i where i.case_id = c.id and i.system_id = ${systemId}) limit 1`;
  return rows.length > 0;
}

/**
 * Writes what a person states of a layer, and asks the gate of every live case with an item of the system.
 * @returns the system's new version, and the cases asked
 */
export async function stateLayer(
  tx: Tx,
  stated: StatedLayer,
): Promise<{ readonly version: number; readonly caseIds: readonly string[] }> {
  const { systemId, layer, exists, existsUntil, by, observe, staleAfter } = stated;
  await tx.sql`
    update system_layer set exists = ${exists}, exists_until = instant(${existsUntil}::bigint), attested_by = ${by},
      observe = ${observe}, stale_after_micros = coalesce(${staleAfter}::bigint, stale_after_micros)
    where system_id = ${systemId} and layer = ${layer}`;
  const [system] = await tx.sql<{ version: number }[]>`
    update system set version = version + 1 where id = ${systemId} returning version`;
  const cases = await tx.sql<{ id: string }[]>`
    update leaver_case c set settle_at = now() where c.state in ('scheduled', 'open', 'reopened')
      and exists (select from case_item i where i.case_id = c.id and i.system_id = ${systemId})
    returning c.id`;
  return { version: system?.version ?? 0, caseIds: cases.map((row) => row.id) };
}
