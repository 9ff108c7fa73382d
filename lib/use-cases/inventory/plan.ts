import type { NewItem } from "#db/queries/inventory/add-items.ts";
import type { InventoryScope, LayerScope } from "#db/queries/inventory/load-scope.ts";
import type { NewStep } from "#db/queries/steps/add-steps.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { Presence } from "#lib/core/access/observation.ts";
import { dueAt } from "#lib/core/leaver/deadlines.ts";
import { type AccountKind, actsAutomatically, goalFor } from "#lib/core/leaver/goal.ts";

/** One access found, under the ids it has in the database. */
export interface FoundAccess {
  readonly accessId: string;
  readonly accountId: string;
  readonly layer: Layer;
  /** What the read saw of it. */
  readonly presence: Presence;
  readonly kind: AccountKind;
  /** How many identities use the account. */
  readonly users: number;
}

export interface Plan {
  readonly items: NewItem[];
  readonly steps: NewStep[];
  /** Access that stays, since another live engagement carries it. */
  readonly kept: { readonly accessId: string; readonly reason: string }[];
}

interface Read {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly complete: boolean;
}

/**
 * Plans one system of one case: an item for each access found, less what other live engagements carry, and one for
 * each layer that may exist and showed nothing. A layer nobody can look at stays in the count until somebody can.
 */
export function planSystem(
  scope: InventoryScope,
  found: readonly FoundAccess[],
  read: Read,
  newId: () => string,
): Plan {
  const plan: Plan = { items: [], steps: [], kept: [] };
  for (const access of found) {
    const carried = scope.carried.find(({ layer }) => layer === "*" || layer === access.layer);
    if (carried !== undefined) plan.kept.push({ accessId: access.accessId, reason: carried.reason });
    else addAccess(plan, scope, access, read, newId);
  }
  for (const layer of scope.layers) addLayer(plan, scope, layer, found, read, newId);
  return plan;
}

function addAccess(plan: Plan, scope: InventoryScope, access: FoundAccess, read: Read, newId: () => string): void {
  const { accessId, accountId, layer } = access;
  const item = itemOf(scope, layer, read, newId(), {
    accountId,
    accessId,
    goal: goalFor(layer, access.kind),
    foundAt: read.startedAt,
  });
  plan.items.push(item);
  const means = scope.layers.find((one) => one.layer === layer);
  const automatic = scope.acting && means?.act === "connector" && actsAutomatically(access.kind, access.users);
  // Nothing is touched before the effective end.
  const notBefore = Math.max(scope.effectiveAt, read.endedAt);
  plan.steps.push(stepOf(scope, item, automatic ? "act" : "person", notBefore, newId()));
  if (!automatic && means?.observe === "connector") plan.steps.push(stepOf(scope, item, "observe", notBefore, newId()));
}

function addLayer(
  plan: Plan,
  scope: InventoryScope,
  layer: LayerScope,
  found: readonly FoundAccess[],
  read: Read,
  newId: () => string,
): void {
  if (layer.exists === "no" || found.some((access) => access.layer === layer.layer)) return;
  // Without an account there is nothing that a session or group could hang on.
  if (found.length === 0 && layer.layer !== "account" && read.complete) return;
  const accountId = found.find((access) => access.layer === "account")?.accountId ?? null;
  const goal = goalFor(layer.layer, "human");
  const item = itemOf(scope, layer.layer, read, newId(), { accountId, accessId: null, goal, foundAt: null });
  plan.items.push(item);
  const seen = read.complete && layer.observe === "connector";
  if (!seen) plan.steps.push(stepOf(scope, item, "person", read.endedAt, newId()));
}

type Part = Pick<NewItem, "accountId" | "accessId" | "goal" | "foundAt">;

function itemOf(scope: InventoryScope, layer: Layer, read: Read, id: string, part: Part): NewItem {
  return {
    id,
    caseId: scope.caseId,
    systemId: scope.systemId,
    layer,
    inventoriedAt: read.complete ? read.endedAt : null,
    dueAt: dueAt(scope.effectiveAt, scope.tier, layer),
    ...part,
  };
}

/** Sign-in first: an account that is closed takes the most with it. */
const ACT_PRIORITY = { account: 30, other: 40 } as const;

function stepOf(
  scope: InventoryScope,
  item: NewItem,
  kind: "act" | "observe" | "person",
  notBefore: number,
  id: string,
): NewStep {
  return {
    id,
    kind,
    state: kind === "person" ? "waiting" : "ready",
    caseId: scope.caseId,
    itemId: item.id,
    systemId: scope.systemId,
    epoch: scope.epoch,
    priority: kind === "act" ? ACT_PRIORITY[item.layer === "account" ? "account" : "other"] : 60,
    notBefore,
    dueAt: item.dueAt,
    ownerIdentityId: null,
    ownerReason: null,
  };
}
