import { type Instant, instant } from "../instant.ts";
import type { Layer } from "./layer.ts";
import type { Verdict } from "./verdict-input.ts";
import type { VerdictKey } from "./verdict-key.ts";

/** An item of the leaver in the system that keeps a secret, other than such secrets themselves. */
export interface WayIn {
  readonly layer: Layer;
  readonly verdict: Pick<Verdict, "key" | "endProvedAt" | "validUntil">;
}

/** When the leaver could last read what a system keeps, as far as looks show it. */
export interface ReadAccessEnd {
  /** End of the first look of this case by which every way in had been seen ended after every claim, and stayed so. */
  readonly endedAt: Instant;
  /** From then on it must be derived again; null = it does not age. */
  readonly validUntil: Instant | null;
}

/** Groups, rights and duties open nothing by themselves: whoever cannot get in cannot use them. */
const LETS_IN: ReadonlySet<Layer> = new Set(["account", "session", "credential", "delegation", "machine_identity"]);

/** Seen ended. That somebody states it, allows it or holds it is no look. */
const SEEN_ENDED: ReadonlySet<VerdictKey> = new Set([
  "verified_removed",
  "verified_disabled",
  "verified_rotated",
  "verified_transferred",
]);

/** There is no such way. */
const NO_WAY: ReadonlySet<VerdictKey> = new Set(["never_found", "not_applicable"]);

/** Whether an item on this layer can let somebody into a system. */
export function letsIn(layer: Layer): boolean {
  return LETS_IN.has(layer);
}

/**
 * When the leaver's read access to what a system keeps was seen to have ended: once an account of theirs and every other
 * way in are seen ended. null as long as one way is open or unknown, or none is known by which they came in at all:
 * then nobody can say what they went on reading. The latest of all ways counts.
 */
export function readAccessEnd(all: readonly WayIn[]): ReadAccessEnd | null {
  const ways = all.filter(({ layer }) => LETS_IN.has(layer));
  const used = ways.filter(({ verdict }) => !NO_WAY.has(verdict.key));
  const ends: Instant[] = [];
  for (const { verdict } of used) {
    if (!SEEN_ENDED.has(verdict.key) || verdict.endProvedAt === null) return null;
    ends.push(verdict.endProvedAt);
  }
  if (!used.some(({ layer }) => layer === "account")) return null;
  const validity = ways.flatMap(({ verdict }) => verdict.validUntil ?? []);
  return {
    endedAt: instant(Math.max(...ends)),
    validUntil: validity.length === 0 ? null : instant(Math.min(...validity)),
  };
}
