import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";
import type { ClaimFact } from "../verdicts/load-facts.ts";

/** A claim of another tool or of a person, with the tool it counts for. */
export interface CountedClaim extends ClaimFact {
  readonly id: string;
  readonly tool: string;
}

/** Claims on items that the report counts: all but those of our own connectors. */
export async function loadCountedClaims(tx: Tx, itemIds: readonly string[], own: string): Promise<CountedClaim[]> {
  return await tx.sql<CountedClaim[]>`
    select c.id, c.item_id as "itemId", c.state, c.source, c.actor, micros(c.at) as at, coalesce(t.source, ${own}) as tool
    from claim c left join tool_claim t on t.id = c.tool_claim_id
    where c.item_id = any(${plainList(itemIds)}::uuid[]) and c.source <> 'connector'`;
}
