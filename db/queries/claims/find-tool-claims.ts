import type { Instant } from "../../../lib/core/instant.ts";
import type { Tx } from "../../tx.ts";

/** A statement that a source made before. */
export interface KnownToolClaim {
  readonly id: string;
  readonly externalDigest: string;
  readonly state: string;
  readonly statedAt: Instant | null;
  readonly inputHash: string;
  /** Short number of the leaver whose items it was matched to; null while it waits. */
  readonly caseNumber: number | null;
  readonly items: number;
}

/** What `source` said before of tasks it names by these digests. */
export async function findToolClaims(tx: Tx, source: string, digests: readonly string[]): Promise<KnownToolClaim[]> {
  return await tx.sql<KnownToolClaim[]>`
    select t.id, t.external_digest as "externalDigest", t.state, micros(t.stated_at) as "statedAt", t.input_hash as "inputHash",
      m.number as "caseNumber", coalesce(m.items, 0) as items
    from tool_claim t
    left join lateral (select max(l.number) as number, count(*)::int as items from claim c join leaver_case l on l.id = c.case_id
      where c.tool_claim_id = t.id) m on true
    where t.source = ${source} and t.external_digest = any(${[...digests]}::text[])`;
}
