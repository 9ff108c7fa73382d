import type { Layer, Means } from "../../../lib/core/access/layer.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import { plainList } from "../../plain-list.ts";
import type { Tx } from "../../tx.ts";

/** A case of somebody a tool names, and one item of it in the systems named; without an item where there is none. */
export interface ClaimableRow {
  readonly identityId: string;
  readonly caseId: string;
  readonly caseNumber: number;
  readonly caseState: CaseState;
  readonly epoch: number;
  readonly effectiveAt: Instant;
  readonly openedAt: Instant;
  readonly engagedAt: Instant | null;
  readonly inventoried: boolean;
  readonly id: string | null;
  readonly systemId: string;
  readonly layer: Layer;
  readonly accessId: string | null;
  readonly label: string | null;
  /** Microseconds. */
  readonly dueAt: number;
  readonly observe: Means;
  readonly freshnessMicros: number;
  /** Who attested to the item or approved an exception of it. */
  readonly dutyHolders: readonly string[];
}

/** Items that tools' claims may be about. Nothing is claimed of a cancelled case: the person stays. */
export async function findClaimableItems(
  tx: Tx,
  identityIds: readonly string[],
  systemIds: readonly string[],
): Promise<ClaimableRow[]> {
  return await tx.sql<ClaimableRow[]>`
    select c.identity_id as "identityId", c.id as "caseId", c.number as "caseNumber", c.state as "caseState", c.epoch, micros(c.effective_at) as "effectiveAt",
      micros(c.opened_at) as "openedAt", micros(g.started_at) as "engagedAt", c.inventoried_at is not null as inventoried, i.id,
      i.system_id as "systemId", i.layer, i.access_id as "accessId", p.label, micros(i.due_at) as "dueAt", coalesce(l.observe, 'none') as observe,
      coalesce(l.freshness_micros, 0) as "freshnessMicros",
      array(select by from attestation where item_id = i.id union select approved_by from exception where item_id = i.id) as "dutyHolders"
    from leaver_case c join engagement g on g.id = c.engagement_id
    left join case_item i on i.case_id = c.id and i.system_id = any(${plainList(systemIds)}::uuid[])
    left join profile_access p on p.access_id = i.access_id
    left join system_layer l on l.system_id = i.system_id and l.layer = i.layer
    where c.identity_id = any(${plainList(identityIds)}::uuid[]) and c.state <> 'cancelled' order by c.number, i.id`;
}
