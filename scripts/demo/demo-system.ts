import type { SystemConfig } from "./scim-system-config.ts";

/** A demo system with what a person would know who connects it. */
export interface DemoSystem extends SystemConfig {
  /** Harm it carries: 0 the most, 3 the least. */
  readonly tier: 0 | 1 | 2 | 3;
  readonly purpose: string;
  /** Key of the accountable owner; null: nobody answers for it. */
  readonly owner: string | null;
  /** scim: has an API. lists: has none, its users are exported by hand. */
  readonly reachedBy: "scim" | "lists";
  /** Whether somebody has switched acting on. */
  readonly acting: boolean;
  /** Layers of which nobody has said yet whether they exist here; of the others it is known that they do not. */
  readonly unstated: readonly string[];
  /** Calls at once that Closeout may make. */
  readonly inFlightMax?: number;
}
