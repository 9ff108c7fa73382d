import type { Layer } from "../../../lib/core/access/layer.ts";
import type { SnapshotFinding } from "../../../lib/core/snapshot/finding.ts";
import type { SnapshotKind } from "../../../lib/core/snapshot/snapshot.ts";
import type { Tx } from "../../tx.ts";

/** A list that may be accepted. Instants in microseconds. */
export interface LockedSnapshot {
  readonly id: string;
  readonly systemId: string;
  readonly kind: SnapshotKind;
  readonly state: "read" | "held" | "released" | "accepted";
  readonly version: number;
  readonly extractedAt: number;
  readonly receivedAt: number;
  /** When people and accounts were read to match its rows with. */
  readonly matchedAt: number;
  readonly zone: string;
  readonly rowsRead: number;
  readonly accounts: number;
  readonly complete: boolean;
  readonly layers: readonly Layer[];
  readonly dates: unknown;
  readonly findings: readonly SnapshotFinding[];
  readonly sample: readonly number[];
  readonly suppliedBy: string;
  /** The second person who released it after it was held; null when nobody did. */
  readonly releasedBy: string | null;
  readonly digest: string;
  /** Everything that was kept until now is still there. */
  readonly whole: boolean;
}

/** Locks a list of a system until commit; undefined when it is not there or out of scope. */
export async function lockSnapshot(tx: Tx, systemId: string, snapshotId: string): Promise<LockedSnapshot | undefined> {
  // Lists of one system are judged one after the other.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${systemId}, 22))`;
  const [row] = await tx.sql<LockedSnapshot[]>`
    select s.id, s.system_id as "systemId", s.kind, s.state, s.version, micros(s.extracted_at) as "extractedAt",
      micros(s.received_at) as "receivedAt", micros(s.matched_at) as "matchedAt", s.zone, s.rows_read as "rowsRead", s.accounts, s.complete, s.layers, s.dates, s.findings,
      s.sketch as sample, s.supplied_by as "suppliedBy", s.released_by as "releasedBy", s.digest,
      (select count(*) from snapshot_row r where r.snapshot_id = s.id) = s.rows_kept
        and (select count(*) from snapshot_subject j where j.snapshot_id = s.id) = s.subjects_kept as whole
    from snapshot s where s.id = ${snapshotId} and s.system_id = ${systemId} for no key update`;
  return row;
}

/** Moves a list on; `by` is who did it. */
export async function moveSnapshot(
  tx: Tx,
  snapshotId: string,
  state: "held" | "released" | "accepted",
  by: string,
): Promise<void> {
  await tx.sql`
    update snapshot set state = ${state}, version = version + 1,
      held_at = case when ${state} = 'held' then clock_timestamp() else held_at end,
      released_at = case when ${state} = 'released' then clock_timestamp() else released_at end,
      released_by = case when ${state} = 'released' then ${by} else released_by end,
      accepted_at = case when ${state} = 'accepted' then clock_timestamp() else accepted_at end,
      accepted_by = case when ${state} = 'accepted' then ${by} else accepted_by end
    where id = ${snapshotId}`;
}

/**
 * Keeps titles and mapping of an accepted list, to be proposed for the next of its kind. Of columns `guarded` the earlier
 * title stays where the list has none, and of those `unchanged` also where it has another.
 */
export async function rememberMapping(
  tx: Tx,
  snapshotId: string,
  { guarded, unchanged }: { readonly guarded: readonly string[]; readonly unchanged: readonly string[] },
): Promise<void> {
  await tx.sql`
    insert into snapshot_mapping (system_id, kind, titles, mapping)
    select s.system_id, s.kind, p.titles, p.mapping from snapshot s join profile_snapshot p on p.snapshot_id = s.id
    where s.id = ${snapshotId}
    on conflict (system_id, kind) do update set titles = excluded.titles,
      mapping = coalesce((select jsonb_object_agg(b.key, b.value) from jsonb_each(snapshot_mapping.mapping) b
        where b.key = any(${[...guarded]}::text[])), '{}') || (excluded.mapping - ${[...unchanged]}::text[])`;
}
