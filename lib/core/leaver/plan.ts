import type { AccountKind, Relation } from "../access/account.ts";
import type { Goal } from "../access/goal.ts";
import type { Layer } from "../access/layer.ts";

/** Why an end is planned: for good, or for a time. */
export type Occasion = "leaving" | "leave_of_absence" | "retirement";

/** What is known of the account that an access hangs on. */
export interface PlannedAccount {
  readonly kind: AccountKind;
  /** Identities that use the account or know its secret, the leaver included. */
  readonly users: number;
  readonly relation: Relation;
}

/** What is planned for one access. `automatic` false: a person must release the act. */
export type PlannedGoal =
  | { readonly kind: "goal"; readonly goal: Goal; readonly automatic: boolean }
  | { readonly kind: "kept"; readonly because: "not_personal" | "stays_on_leave" }
  | { readonly kind: "held"; readonly because: "several_users" | "system_account" };

const OF_A_PERSON: Readonly<Record<Layer, Goal>> = {
  account: "disabled",
  session: "invalidated",
  credential: "invalidated",
  group: "absent",
  entitlement: "absent",
  delegation: "absent",
  machine_identity: "reassigned",
  custody: "reassigned",
};

/** Rotated and transferred, never disabled: others and their machines live on it. `null` stays as it is. */
const OF_SEVERAL: Readonly<Record<Layer, Goal | null>> = {
  account: "reassigned",
  session: "invalidated",
  credential: "invalidated",
  group: null,
  entitlement: null,
  delegation: "absent",
  machine_identity: "reassigned",
  custody: "reassigned",
};

/** The goal for one access by its layer and the kind of account it hangs on, or why there is none. */
export function planGoal(layer: Layer, account: PlannedAccount, occasion: Occasion): PlannedGoal {
  if (account.kind === "system") return { kind: "held", because: "system_account" };
  if (account.kind === "human" || account.kind === "unknown") return planPersonal(layer, account, occasion);
  const goal = occasion === "retirement" && layer === "account" ? "disabled" : OF_SEVERAL[layer];
  if (goal === null) return { kind: "kept", because: "not_personal" };
  // Rotating a shared secret cuts off everybody who uses it: a person chooses the moment.
  return { kind: "goal", goal, automatic: false };
}

function planPersonal(layer: Layer, account: PlannedAccount, occasion: Occasion): PlannedGoal {
  if (account.users > 1) return { kind: "held", because: "several_users" };
  const automatic = account.kind === "human" && account.relation === "personal";
  if (occasion !== "leave_of_absence") return { kind: "goal", goal: OF_A_PERSON[layer], automatic };
  if (layer === "account") return { kind: "goal", goal: "suspended", automatic };
  if (layer === "session") return { kind: "goal", goal: "invalidated", automatic };
  return { kind: "kept", because: "stays_on_leave" };
}
