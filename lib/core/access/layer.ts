/** Control layers of a system, in the order in which policy acts on them and screens show them. */
export const LAYERS = [
  "account",
  "session",
  "credential",
  "group",
  "entitlement",
  "delegation",
  "machine_identity",
  "custody",
] as const;

export type Layer = (typeof LAYERS)[number];

/** Tier of a system: 0 carries the most harm, 3 the least. */
export type Tier = 0 | 1 | 2 | 3;

/** Whether a layer exists in a system. `no` is stated by the owner or seen by a complete read, and expires. */
export type LayerExists = "yes" | "no" | "unknown";

/** How a layer can be acted on or looked at. */
export type Means = "connector" | "snapshot" | "manual" | "none";
