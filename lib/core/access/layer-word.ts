import type { Layer } from "./layer.ts";

/** Heads of the eight columns, on screen and on paper. */
export const LAYER_HEAD: Readonly<Record<Layer, string>> = {
  account: "Account",
  session: "Sessions",
  credential: "Credentials",
  group: "Groups",
  entitlement: "Entitlements",
  delegation: "Delegated",
  machine_identity: "Non-human",
  custody: "Custody",
};
