import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";
import type { ClaimsNarrowed } from "./claims-narrowed.ts";
import { waiting } from "./count-standings.ts";
import type { WaitingClaim } from "./find-waiting.ts";

/** A waiting claim with what a person needs to find out why. */
export interface WaitingRow extends WaitingClaim {
  readonly source: string;
  readonly externalId: string;
  readonly title: string | null;
  readonly receivedAt: Instant;
}

/** A page of what tools said that is about no item yet, newest first. The cursor is the last row's id. */
export async function listWaiting(
  tx: Tx,
  { tool, period }: Pick<ClaimsNarrowed, "tool" | "period">,
  beforeId: string | null,
  rowsMax: number,
): Promise<WaitingRow[]> {
  const { sql } = tx;
  return await sql<WaitingRow[]>`
    select t.id, t.kind, t.state, t.layer, micros(t.stated_at) as "statedAt", t.by, t.source, micros(t.received_at) as "receivedAt",
      w.person_key as "personKey", w.email, coalesce(w.system_name, '') as "systemName", w.access_name as "accessName", coalesce(w.external_id, '') as "externalId",
      w.title
    from tool_claim t left join profile_tool_claim w on w.claim_id = t.id
    where ${waiting(tx, period)}
      ${tool === null ? sql`` : sql`and t.source = ${tool}`} ${beforeId === null ? sql`` : sql`and t.id < ${beforeId}`}
    order by t.id desc limit ${rowsMax}`;
}
