import type { Layer } from "../access/layer.ts";

const ACT_WORD: Readonly<Record<Layer, string>> = {
  account: "Disable account",
  session: "End sessions",
  credential: "Revoke credentials",
  group: "Remove group membership",
  entitlement: "Remove entitlement",
  delegation: "Withdraw delegated access",
  machine_identity: "Transfer non-human identity",
  custody: "Hand over custody",
};

/** What a step is about; no layer while nothing was read yet. */
export interface StepSubject {
  readonly kind: string;
  readonly layer: Layer | null;
  /** Name of the access in the system; null where a whole layer is meant. */
  readonly label: string | null;
  /** The item in words a person knows, for looks. */
  readonly named: string;
}

/** What a step does, in words: `Disable account`, `Remove group membership “Finance”`. */
export function stepTitle({ kind, layer, label, named }: StepSubject): string {
  if (kind === "inventory") return "Take inventory";
  if (kind === "restore") return "Check what a call in flight took away";
  if (layer === null) return "Look at the system";
  if (kind === "observe") return `Look again: ${named}`;
  return label === null || layer === "account" ? ACT_WORD[layer] : `${ACT_WORD[layer]} “${label}”`;
}
