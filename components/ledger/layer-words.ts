import type { Layer } from "#lib/core/access/layer.ts";
import { LAYER_HEAD } from "#lib/core/access/layer-word.ts";

/** Column heads of the ledger. */
export const LAYER_WORD: Readonly<Record<Layer, string>> = LAYER_HEAD;

/** The same in full, for labels and tooltips. */
export const LAYER_FULL: Readonly<Record<Layer, string>> = {
  account: "Account",
  session: "Sessions and tokens",
  credential: "Credentials (keys, tokens, certificates, factors)",
  group: "Groups",
  entitlement: "Entitlements (roles, licences)",
  delegation: "Delegated access",
  machine_identity: "Owned non-human identities",
  custody: "Custody (data and duties)",
};
