import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

export interface NewObservation {
  readonly id: string;
  readonly accessId: string | null;
  readonly systemId: string;
  readonly layer: string;
  readonly caseId: string | null;
  readonly stepId: string | null;
  /** Microseconds; database clock, read before the call. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly presence: string;
  readonly completeness: string;
  readonly independence: string;
  readonly origin: string;
  readonly facts: object;
  readonly sought: string;
  readonly failure: string | null;
  readonly observer: string;
  readonly rawBlobId: string | null;
}

/** Adds looks at targets. */
export async function addObservations(tx: Tx, looks: readonly NewObservation[]): Promise<void> {
  if (looks.length === 0) return;
  await tx.sql`
    insert into observation (id, access_id, system_id, layer, case_id, step_id, started_at, ended_at, presence, completeness,
      independence, origin, facts, sought, failure, observer, raw_blob_id)
    select id, access_id, system_id, layer, case_id, step_id, instant(started_at), instant(ended_at), presence, completeness,
      independence, origin, facts::jsonb, sought, failure, observer, raw_blob_id
    from unnest(${plainList(looks.map((o) => o.id))}::uuid[], ${plainList(looks.map((o) => o.accessId))}::uuid[], ${plainList(looks.map((o) => o.systemId))}::uuid[],
      ${plainList(looks.map((o) => o.layer))}::text[], ${plainList(looks.map((o) => o.caseId))}::uuid[], ${plainList(looks.map((o) => o.stepId))}::uuid[],
      ${plainList(looks.map((o) => o.startedAt))}::bigint[], ${plainList(looks.map((o) => o.endedAt))}::bigint[],
      ${plainList(looks.map((o) => o.presence))}::text[], ${plainList(looks.map((o) => o.completeness))}::text[],
      ${plainList(looks.map((o) => o.independence))}::text[], ${plainList(looks.map((o) => o.origin))}::text[],
      ${looks.map((o) => JSON.stringify(o.facts))}::text[], ${looks.map((o) => o.sought)}::text[],
      ${plainList(looks.map((o) => o.failure))}::text[], ${looks.map((o) => o.observer)}::text[], ${plainList(looks.map((o) => o.rawBlobId))}::uuid[])
      as t(id, access_id, system_id, layer, case_id, step_id, started_at, ended_at, presence, completeness, independence,
        origin, facts, sought, failure, observer, raw_blob_id)`;
}
