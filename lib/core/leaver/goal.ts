import type { Goal } from "../access/goal.ts";
import type { Layer } from "../access/layer.ts";

export const ACCOUNT_KINDS = ["human", "service", "shared", "break_glass", "system", "unknown"] as const;
/** What an account is. Only `human` with one user is disabled automatically. */
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** What must be seen of access on `layer` of an account of `kind` when its user leaves. */
export function goalFor(layer: Layer, kind: AccountKind): Goal {
  switch (layer) {
    case "account":
      return kind === "human" || kind === "unknown" ? "disabled" : "invalidated";
    case "session":
    case "credential":
      return "invalidated";
    case "group":
    case "entitlement":
    case "delegation":
      return "absent";
    case "machine_identity":
    case "custody":
      return "reassigned";
  }
}

/** Whether a machine may act on it without a person: one human user and a kind that is known. */
export function actsAutomatically(kind: AccountKind, users: number): boolean {
  return kind === "human" && users <= 1;
}
