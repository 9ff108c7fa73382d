import type { SnapshotFinding } from "../../../lib/core/snapshot/finding.ts";
import type { Tx } from "../../tx.ts";

/** A list as it was supplied, with what became of it. Instants in microseconds. */
export interface SnapshotRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly extractedAt: number;
  readonly zone: string;
  readonly receivedAt: number;
  readonly acceptedAt: number | null;
  readonly digest: string;
  readonly format: unknown;
  readonly rows: number;
  readonly broken: number;
  readonly stated: number | null;
  readonly matched: number;
  readonly complete: boolean;
  readonly layers: readonly string[];
  readonly findings: readonly SnapshotFinding[];
  readonly suppliedBy: string;
  readonly extractor: string | null;
  readonly query: string | null;
  readonly titles: readonly string[] | null;
  readonly mapping: unknown;
}

/** Lists of a system, latest first. */
export async function listSnapshots(tx: Tx, systemId: string, limit: number): Promise<SnapshotRow[]> {
  return await tx.sql<SnapshotRow[]>`
    select s.id, s.kind, s.state, s.version, micros(s.extracted_at) as "extractedAt", s.zone,
      micros(s.received_at) as "receivedAt", micros(s.accepted_at) as "acceptedAt", s.digest, s.format, s.rows_read as rows,
      s.rows_broken as broken, s.rows_stated as stated, s.rows_matched as matched, s.complete, s.layers, s.findings,
      s.supplied_by as "suppliedBy", p.extractor, p.query, p.titles, p.mapping
    from snapshot s left join profile_snapshot p on p.snapshot_id = s.id
    where s.system_id = ${systemId} order by s.received_at desc, s.id desc limit ${limit}`;
}
