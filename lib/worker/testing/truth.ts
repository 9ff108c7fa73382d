import type { ScimSystem } from "#scripts/demo/scim-system.ts";
import type { Stage } from "./stage.ts";

export interface ItemRow {
  readonly id: string;
  readonly caseId: string;
  readonly system: string;
  readonly layer: string;
  readonly nativeId: string;
  readonly nativeKey: string;
  readonly key: string;
}

const GREEN = new Set(["verified_disabled", "verified_removed", "verified_rotated", "verified_transferred"]);

/** Items with their verdict and what they are in their target. */
export async function items(stage: Stage): Promise<ItemRow[]> {
  return await stage.db.superuser.sql<ItemRow[]>`
    select i.id, i.case_id as "caseId", y.name as system, i.layer, coalesce(pa.native_id, '') as "nativeId",
      coalesce(px.native_key, '') as "nativeKey", coalesce(v.key, 'none') as key
    from case_item i join system y on y.id = i.system_id left join item_verdict v on v.item_id = i.id
    left join profile_access px on px.access_id = i.access_id left join profile_account pa on pa.account_id = i.account_id
    order by y.name, i.layer, i.id`;
}

/** Verdict keys of one system's items, sorted. */
export async function verdictsOf(stage: Stage, system: string): Promise<string[]> {
  return (await items(stage)).filter((row) => row.system === system).map((row) => row.key);
}

/** How many items have each verdict. */
export async function countVerdicts(stage: Stage): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { key } of await items(stage)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** Items that are green here and there all the same in their target's own truth: must always be empty. */
export async function falselyGreen(stage: Stage): Promise<ItemRow[]> {
  const systems = new Map(stage.server.systems.map((system) => [system.name, system]));
  return (await items(stage)).filter((item) => {
    const system = systems.get(item.system);
    return GREEN.has(item.key) && system !== undefined && isThere(system, item);
  });
}

function isThere(system: ScimSystem, item: ItemRow): boolean {
  if (item.layer === "group") return system.store.groups.get(item.nativeKey)?.members.has(item.nativeId) ?? false;
  return system.store.users.get(item.nativeId)?.active ?? false;
}

export interface StepRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly fence: number;
  readonly ownerId: string | null;
  readonly itemId: string | null;
}

/** Steps of every state, oldest first. */
export async function steps(stage: Stage): Promise<StepRow[]> {
  return await stage.db.superuser.sql<StepRow[]>`
    select id, kind, state, attempts, fence, owner_identity_id as "ownerId", item_id as "itemId" from step order by created_at, id`;
}

/** Steps that a worker still has to carry out. */
export async function unfinished(stage: Stage): Promise<StepRow[]> {
  return (await steps(stage)).filter(({ state }) => state === "ready" || state === "leased");
}

/** Open items that neither a step of their own nor a sibling's will ever move again: must always be empty. */
export async function stuck(stage: Stage): Promise<ItemRow[]> {
  const live = new Set(
    (await steps(stage))
      .filter(({ state }) => state === "ready" || state === "leased" || state === "waiting")
      .map(({ itemId }) => itemId),
  );
  return (await items(stage)).filter((item) => isOpen(item.key) && !live.has(item.id));
}

const OPEN = new Set(["came_back", "still_present", "missed_at_inventory", "latent", "not_started", "cannot_check"]);

function isOpen(key: string): boolean {
  return (
    key === "none" || key === "in_progress" || key === "reported_removed" || key === "self_checked" || OPEN.has(key)
  );
}
