import type { Tx } from "../../tx.ts";

/** The last complete listing of a system that was believed, and whether a later one is held for a person. */
export interface ListingState {
  readonly rows: number;
  readonly held: boolean;
  /** Accounts known of the system; the measure where nothing was listed yet. */
  readonly known: number;
  /** Accounts of it that were seen removed since that listing. */
  readonly removed: number;
}

/** Kept as the size once a person released a listing: the next one is believed whatever its size, also an empty one. */
export const RELEASED = -1;

/** Reads the state under a lock, so that two listings of one system are judged one after the other. */
export async function lockListing(tx: Tx, systemId: string): Promise<ListingState> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${systemId}, 21))`;
  const [row] = await tx.sql<ListingState[]>`
    select coalesce(l.row_count, 0) as rows, coalesce(not l.complete, false) as held,
      (select count(*)::int from account a where a.system_id = ${systemId}) as known,
      (select count(*)::int from case_item i join item_verdict v on v.item_id = i.id and v.key = 'verified_removed'
        where i.system_id = ${systemId} and i.layer = 'account' and v.first_seen_gone_at > l.listed_at) as removed
    from (select 1) one left join system_listing l on l.system_id = ${systemId}`;
  return row ?? { rows: 0, held: false, known: 0, removed: 0 };
}

/** Keeps the size of a believed listing, or marks that one is held: the believed size stays, a held one never counts. */
export async function keepListing(tx: Tx, systemId: string, rows: number, held: boolean): Promise<void> {
  await tx.sql`
    insert into system_listing as l (system_id, row_count, listed_at, complete) values (${systemId}, ${held ? 0 : rows}, clock_timestamp(), ${!held})
    on conflict (system_id) do update set complete = excluded.complete,
      row_count = case when excluded.complete then excluded.row_count else l.row_count end,
      listed_at = case when excluded.complete then excluded.listed_at else l.listed_at end`;
}

/** Ends a hold without saying anything about the size: the next listing is measured with the last one believed. */
export async function endListingHold(tx: Tx, systemId: string): Promise<void> {
  await tx.sql`update system_listing set complete = true where system_id = ${systemId}`;
}

/** Systems of a case of which a listing is held. */
export async function heldListings(
  tx: Tx,
  caseIds: readonly string[],
): Promise<{ readonly caseId: string; readonly systemId: string }[]> {
  return await tx.sql<{ caseId: string; systemId: string }[]>`
    select distinct i.case_id as "caseId", i.system_id as "systemId" from case_item i
    join system_listing l on l.system_id = i.system_id and not l.complete where i.case_id = any(${[...caseIds]}::uuid[])`;
}
