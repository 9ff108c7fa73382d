import type { VerdictKey } from "../../../lib/core/access/verdict-key.ts";
import type { Instant } from "../../../lib/core/instant.ts";
import type { CaseState } from "../../../lib/core/leaver/case-state.ts";
import type { Tx } from "../../tx.ts";
import { verdictNow } from "../steps/open-steps.ts";
import { type ClaimsNarrowed, narrowed } from "./claims-narrowed.ts";

/** What decides whether and by which step an item behind a contradicted claim gets an owner. */
export interface ContradictedState {
  readonly systemId: string;
  /** Whom the case is about. */
  readonly subjectId: string;
  readonly caseState: CaseState;
  readonly verdict: VerdictKey;
  readonly stepOpen: boolean;
  readonly ownerId: string | null;
  /** False where the owner has left. */
  readonly ownerHere: boolean;
}

export interface ContradictedItem extends ContradictedState {
  readonly itemId: string;
  readonly caseId: string;
  readonly epoch: number;
  readonly effectiveAt: Instant;
  readonly dueAt: Instant | null;
  /** The step that carries the owner; null where none is open. */
  readonly stepId: string | null;
}

/** Items that match are decided alike. */
export interface ContradictedGroup extends ContradictedState {
  readonly systemName: string;
  readonly steps: number;
}

/** Items behind the contradicted claims, each once, however many tools claimed it. */
const behind = (tx: Tx, which: ClaimsNarrowed) => tx.sql`
  select distinct s.item_id from claim_standing s where s.standing = 'contradicted' ${narrowed(tx, which)}`;

/** Of several steps of an item, the one that does something before the one that only looks. */
const state = (tx: Tx) => tx.sql`
  join case_item i on i.id = m.item_id
  join leaver_case c on c.id = i.case_id
  join system y on y.id = i.system_id
  left join item_verdict v on v.item_id = i.id
  left join lateral (
    select s.id, s.owner_identity_id from step s where s.item_id = i.id and s.state in ('ready','leased','waiting')
    order by s.kind = 'observe', s.id limit 1) o on true`;

const columns = (tx: Tx) => tx.sql`
  i.system_id as "systemId", c.identity_id as "subjectId", c.state as "caseState", ${verdictNow(tx)} as verdict,
  o.id is not null as "stepOpen", o.owner_identity_id as "ownerId",
  exists (select from engagement g where g.identity_id = o.owner_identity_id and (g.ended_at is null or g.ended_at > now())) as "ownerHere"`;

/** How many items are behind the contradicted claims, after an item in the order of ids. */
export async function countContradictedItems(tx: Tx, which: ClaimsNarrowed, afterId: string | null): Promise<number> {
  const { sql } = tx;
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (${behind(tx, which)}) m where ${afterId === null ? sql`true` : sql`m.item_id > ${afterId}`}`;
  return row?.count ?? 0;
}

/** Ids of the next of them, and of their cases. */
export async function pageContradictedItems(
  tx: Tx,
  which: ClaimsNarrowed,
  afterId: string | null,
  itemsMax: number,
): Promise<{ readonly itemId: string; readonly caseId: string }[]> {
  const { sql } = tx;
  return await sql<{ itemId: string; caseId: string }[]>`
    select m.item_id as "itemId", i.case_id as "caseId" from (${behind(tx, which)}) m join case_item i on i.id = m.item_id
    where ${afterId === null ? sql`true` : sql`m.item_id > ${afterId}`} order by m.item_id limit ${itemsMax}`;
}

/** Where these items stand, in the order of ids. */
export async function loadContradictedItems(tx: Tx, itemIds: readonly string[]): Promise<ContradictedItem[]> {
  const { sql } = tx;
  return await sql<ContradictedItem[]>`
    select ${columns(tx)}, i.id as "itemId", i.case_id as "caseId", c.epoch, micros(c.effective_at) as "effectiveAt",
      micros(i.due_at) as "dueAt", o.id as "stepId"
    from unnest(${[...itemIds]}::uuid[]) as m(item_id) ${state(tx)} order by i.id`;
}

/** All of them, counted by what decides on their owner. */
export async function groupContradictedItems(tx: Tx, which: ClaimsNarrowed): Promise<ContradictedGroup[]> {
  return await tx.sql<ContradictedGroup[]>`
    select "systemId", "systemName", "subjectId", "caseState", verdict, "stepOpen", "ownerId", "ownerHere", count(*)::int as steps
    from (select ${columns(tx)}, y.name as "systemName" from (${behind(tx, which)}) m ${state(tx)}) found
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
}
