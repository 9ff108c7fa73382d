import type { Layer } from "../access/layer.ts";
import { isRunning } from "../identity/engagement.ts";
import type { AccessId, AccountId, EngagementId } from "../ids.ts";
import type { Instant } from "../instant.ts";

/** One access that the leaver actually has. */
export interface ActualAccess {
  readonly access: AccessId;
  readonly account: AccountId;
  readonly layer: Layer;
}

/** A span of employment, as far as it carries access. */
export interface CarryingEngagement {
  readonly engagement: EngagementId;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Access that this engagement gives a reason for, by policy or approval. */
  readonly carries: readonly AccessId[];
}

/** Why an access stays although an engagement ends. */
export type KeepReason = "carried" | "account_of_carried" | "opens_kept_account";

export interface KeptAccess {
  readonly access: AccessId;
  readonly engagement: EngagementId;
  readonly reason: KeepReason;
}

/** The plan of a case: what must end, and what another live engagement carries. Together they are all there is. */
export interface Scope {
  readonly end: readonly ActualAccess[];
  readonly keep: readonly KeptAccess[];
}

/** Layers that are the way into an account: they live and end with it. */
const WAY_IN: ReadonlySet<Layer> = new Set(["session", "credential"]);

/**
 * Actual access minus what other engagements carry that still run at T0, each with its reason.
 * The account that a carried access hangs on is kept with it, and so is the way into a kept account:
 * a person with two engagements never loses what the other one carries.
 */
export function scopeOf(
  actual: readonly ActualAccess[],
  ending: EngagementId,
  engagements: readonly CarryingEngagement[],
  effectiveAt: Instant,
): Scope {
  const carriers = carriersOf(ending, engagements, effectiveAt);
  const accounts = keptAccounts(actual, carriers);
  const end: ActualAccess[] = [];
  const keep: KeptAccess[] = [];
  for (const access of actual) {
    const kept = keptBecause(access, carriers, accounts);
    if (kept === null) end.push(access);
    else keep.push(kept);
  }
  return { end, keep };
}

type Carriers = ReadonlyMap<string, EngagementId>;

function carriersOf(ending: EngagementId, engagements: readonly CarryingEngagement[], at: Instant): Carriers {
  const carriers = new Map<string, EngagementId>();
  for (const engagement of engagements) {
    if (engagement.engagement === ending || !isRunning(engagement, at)) continue;
    for (const access of engagement.carries) carriers.set(access, engagement.engagement);
  }
  return carriers;
}

function keptAccounts(actual: readonly ActualAccess[], carriers: Carriers): Carriers {
  const accounts = new Map<string, EngagementId>();
  for (const { access, account } of actual) {
    const engagement = carriers.get(access);
    if (engagement !== undefined) accounts.set(account, engagement);
  }
  return accounts;
}

function keptBecause(access: ActualAccess, carriers: Carriers, accounts: Carriers): KeptAccess | null {
  const carrier = carriers.get(access.access);
  if (carrier !== undefined) return { access: access.access, engagement: carrier, reason: "carried" };
  const engagement = accounts.get(access.account);
  if (engagement === undefined) return null;
  if (access.layer === "account") return { access: access.access, engagement, reason: "account_of_carried" };
  return WAY_IN.has(access.layer) ? { access: access.access, engagement, reason: "opens_kept_account" } : null;
}
