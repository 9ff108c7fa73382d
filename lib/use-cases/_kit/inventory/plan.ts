import type { NewItem } from "#db/queries/inventory/add-items.ts";
import type { InventoryScope, LayerScope } from "#db/queries/inventory/load-scope.ts";
import type { NewStep } from "#db/queries/steps/add-steps.ts";
import type { AccountKind } from "#lib/core/access/account.ts";
import type { Goal } from "#lib/core/access/goal.ts";
import type { Layer } from "#lib/core/access/layer.ts";
import type { ObservedFacts, Presence } from "#lib/core/access/observation.ts";
import { idOf } from "#lib/core/ids.ts";
import { dueAt } from "#lib/core/leaver/deadlines.ts";
import { type ActualAccess, type KeptAccess, scopeOf } from "#lib/core/leaver/keep-set.ts";
import { planGoal } from "#lib/core/leaver/plan.ts";

/** One access found, under the ids it has in the database. */
export interface FoundAccess {
  readonly accessId: string;
  readonly accountId: string;
  readonly layer: Layer;
  /** What the read saw of it. */
  readonly presence: Presence;
  readonly facts: ObservedFacts;
  readonly kind: AccountKind;
  /** How many identities use the account. */
  readonly users: number;
}

export interface Plan {
  readonly items: NewItem[];
  readonly steps: NewStep[];
  /** Access that stays: another live engagement carries it, or it is not the person's own. */
  readonly kept: { readonly accessId: string; readonly reason: string }[];
}

/** How and when a system was read; microseconds. */
export interface Read {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly complete: boolean;
  /** Whether this read shows a layer: a list of users says nothing about keys. */
  readonly shows: (layer: LayerScope) => boolean;
}

/** A connector shows every layer that it looks at. */
export function isConnected({ observe }: LayerScope): boolean {
  return observe === "connector";
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
  const kept = new Map(keptOf(scope, found).map((one) => [one.access as string, one.reason]));
  for (const access of found) {
    const reason = kept.get(access.accessId);
    if (reason === undefined) addAccess(plan, scope, access, read, newId);
    else plan.kept.push({ accessId: access.accessId, reason });
  }
  for (const layer of scope.layers) addLayer(plan, scope, layer, found, read, newId);
  return plan;
}

/** What other engagements of the person that still run carry here. */
function keptOf(scope: InventoryScope, found: readonly FoundAccess[]): readonly KeptAccess[] {
  if (scope.carried.length === 0) return [];
  const actual = found.map(
    ({ accessId, accountId, layer }): ActualAccess => ({ access: idOf(accessId), account: idOf(accountId), layer }),
  );
  const engagements = scope.carried.map(({ engagementId, layer }) => ({
    engagement: idOf<"engagement">(engagementId),
    startedAt: null,
    endedAt: null,
    carries: actual.filter((access) => layer === "*" || layer === access.layer).map((access) => access.access),
  }));
  return scopeOf(actual, idOf(scope.engagementId), engagements, scope.effectiveAt).keep;
}

/** A person's own account, and nobody else's: what is planned for it when they leave. */
const OWN = { kind: "human", users: 1, relation: "personal" } as const;

function addAccess(plan: Plan, scope: InventoryScope, access: FoundAccess, read: Read, newId: () => string): void {
  const { accessId, accountId, layer, kind, users } = access;
  const planned = planGoal(layer, { kind, users, relation: "personal" }, "leaving");
  if (planned.kind === "kept") {
    plan.kept.push({ accessId, reason: planned.because });
    return;
  }
  // What is held for a person keeps its place in the count, under the goal it would have as a personal account.
  const goal = planned.kind === "goal" ? planned.goal : ownGoal(layer);
  const item = itemOf(scope, layer, read, newId(), { accountId, accessId, goal, foundAt: read.startedAt });
  plan.items.push(item);
  const means = scope.layers.find((one) => one.layer === layer);
  const automatic = scope.acting && means?.act === "connector" && planned.kind === "goal" && planned.automatic;
  // Nothing is touched before the effective end.
  const notBefore = Math.max(scope.effectiveAt, read.endedAt);
  plan.steps.push(stepOf(scope, item, automatic ? "act" : "person", notBefore, newId()));
  if (!automatic && means?.observe === "connector") plan.steps.push(stepOf(scope, item, "observe", notBefore, newId()));
}

function ownGoal(layer: Layer): Goal {
  const planned = planGoal(layer, OWN, "leaving");
  return planned.kind === "goal" ? planned.goal : "absent";
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
  if (found.length === 0 && layer.layer !== "account" && read.complete && showsAccounts(scope, read)) return;
  const accountId = found.find((access) => access.layer === "account")?.accountId ?? null;
  const goal = ownGoal(layer.layer);
  // No inventory will ever read what neither connector nor file can show: it waits for means, not for a reading.
  const unreadable = layer.observe !== "connector" && layer.observe !== "snapshot";
  const seen = read.complete && read.shows(layer);
  const item = itemOf(scope, layer.layer, { ...read, complete: seen || unreadable }, newId(), {
    accountId,
    accessId: null,
    goal,
    foundAt: null,
  });
  plan.items.push(item);
  if (!seen) plan.steps.push(stepOf(scope, item, "person", read.endedAt, newId()));
}

function showsAccounts(scope: InventoryScope, read: Read): boolean {
  return scope.layers.some((layer) => layer.layer === "account" && read.shows(layer));
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
