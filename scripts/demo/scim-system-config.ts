import type { SeedGroup, SeedPerson } from "./scim-store.ts";

/**
 * How a simulated system behaves.
 * honest: does what it says. slow: the same, after `delayMs`. lying: says yes and does nothing.
 * reviving: does it, and undoes it after `reviveSeconds`. recreating: the same under a new identifier.
 * lagging: does it, shows it only after `lagMs`. flaky: fails, throttles and drops replies after the effect.
 */
export const BEHAVIOURS = ["honest", "slow", "lying", "reviving", "recreating", "lagging", "flaky"] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export interface SystemConfig {
  readonly name: string;
  readonly behaviour?: Behaviour;
  /** Added to every reply. */
  readonly delayMs?: number;
  /** Added to the reply to a change, on top. */
  readonly writeDelayMs?: number;
  /** Requests at once; above it the answer is 429. */
  readonly maxInFlight?: number;
  readonly reviveSeconds?: number;
  /** Keys of the people whose accounts a lying system keeps; all of them when left out. */
  readonly liesAbout?: readonly string[];
  /** Seconds after which a reviving system brings back the accounts of these people, by key; all when left out. */
  readonly revives?: Readonly<Record<string, number>>;
  /** Keys of people whose accounts are there and not shown, until the company's own hand shows them. */
  readonly hides?: readonly string[];
  readonly lagMs?: number;
  readonly token?: string;
  readonly people: readonly SeedPerson[];
  readonly groups: readonly SeedGroup[];
  /** Entries kept of the request log. */
  readonly logMax?: number;
}

export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path below the SCIM base, with its query. */
  readonly path: string;
  readonly status: number;
}

/** How a system differs from its seed; accounts that were made anew are not in it. */
export interface KeptState {
  readonly inactive: readonly string[];
  readonly removed: readonly string[];
  /** Group and member. */
  readonly left: readonly (readonly [string, string])[];
  /** Accounts that will come back, each with the moment, milliseconds since 1970. */
  readonly reviving?: readonly (readonly [string, number])[];
  /** People who were hidden and are shown now. */
  readonly shown?: readonly string[];
  readonly tokenEnded?: boolean;
}
