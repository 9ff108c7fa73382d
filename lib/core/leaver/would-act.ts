import type { AccountKind } from "../access/account.ts";
import type { Layer, Means } from "../access/layer.ts";
import { PASSING } from "../access/passing.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import { planGoal } from "./plan.ts";

/** What is known of an item when it is asked whether acting would touch it. */
export interface ActQuestion {
  readonly layer: Layer;
  /** How the layer is acted on in this system. */
  readonly act: Means;
  /** An access was read; without one there is nothing that a call could name. */
  readonly read: boolean;
  readonly kind: AccountKind;
  /** Identities that use the account. */
  readonly users: number;
  readonly verdict: VerdictKey;
}

/** Why nothing would be called for an item, in words as they stand in a table. */
export const NO_CALL_WORD = {
  passed: "Nothing is left to do",
  reported: "Reported removed: it is looked at first",
  not_read: "No access has been read here, so there is nothing to call for",
  by_hand: "The connector cannot act on this layer: its owner does it by hand",
  several_users: "Several people use the account: a person decides",
  not_personal: "The account is not one person's own: a person decides",
} as const;
export type NoCallReason = keyof typeof NO_CALL_WORD;

/** Whether acting would call out for an item, or why not. */
export type ActAnswer = { readonly calls: true } | { readonly calls: false; readonly because: NoCallReason };

const WAITS_FOR_A_LOOK: ReadonlySet<VerdictKey> = new Set([
  "reported_removed",
  "in_progress",
  "self_checked",
  "expires_by",
]);

/**
 * Whether acting would call out for an item that is known now. Only a person's own account, with nobody else on it, is
 * touched without a person's say.
 */
export function wouldAct(item: ActQuestion): ActAnswer {
  const because = obstacle(item);
  return because === null ? { calls: true } : { calls: false, because };
}

function obstacle({ layer, act, read, kind, users, verdict }: ActQuestion): NoCallReason | null {
  if (PASSING.has(verdict)) return "passed";
  if (!read) return "not_read";
  const planned = planGoal(layer, { kind, users, relation: "personal" }, "leaving");
  if (planned.kind === "held") return planned.because === "several_users" ? "several_users" : "not_personal";
  if (planned.kind === "kept" || !planned.automatic) return "not_personal";
  if (act !== "connector") return "by_hand";
  return WAITS_FOR_A_LOOK.has(verdict) ? "reported" : null;
}

/** What a call does on each layer: to say what acting will do, and what one row of a dry run stands for. */
export const CALL_WORD: Readonly<Record<Layer, { readonly one: string; readonly many: string }>> = {
  account: { one: "Disable the account", many: "disable accounts" },
  session: { one: "End the sessions", many: "end sessions" },
  credential: { one: "Revoke the credential", many: "revoke credentials" },
  group: { one: "Remove the group membership", many: "remove group memberships" },
  entitlement: { one: "Remove the entitlement", many: "remove entitlements" },
  delegation: { one: "Withdraw the delegated access", many: "withdraw delegated access" },
  machine_identity: { one: "Transfer the non-human identity", many: "transfer non-human identities" },
  custody: { one: "Hand over custody", many: "hand over custody" },
};
