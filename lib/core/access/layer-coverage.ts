import type { Instant } from "../instant.ts";
import type { LayerExists, Means, Tier } from "./layer.ts";

/** What a connector can do with one layer, as its manifest has it. */
export interface Ability {
  readonly act: boolean;
  readonly observe: boolean;
}

/** What the inventory states of one layer of one system. */
export interface StatedLayer {
  readonly exists: LayerExists;
  /** End of an attested `no`; null when it does not expire. */
  readonly existsUntil: Instant | null;
  readonly act: Means;
  readonly observe: Means;
}

/** Whoever looks after the system by itself. Every source that speaks of the layer must allow what it is said to do. */
export interface ConnectorReach {
  /** The last check came through; null before the first. */
  readonly checkOk: boolean | null;
  /** Abilities on this layer: by the connector's own manifest, and by what the last check learned of this very system. */
  readonly abilities: readonly Ability[];
}

/** Why a layer is covered as it is, with the sentence that stands in a tooltip. */
export const COVERAGE_REASON_WORD = {
  attested_absent: "Somebody attests that it does not exist.",
  nobody_knows: "Nobody knows whether it exists.",
  statement_expired: "The statement that it does not exist has expired.",
  check_failed: "The last check failed: the connector can do nothing here now.",
  connector_cannot_look: "The connector cannot look at it in this system.",
  connector_cannot_act: "The connector cannot act on it: its owner does it by hand.",
  by_hand: "People do it, and a second person attests to what they saw.",
  tier_takes_no_word: "Nothing looks at it, and on tiers 0 and 1 nobody's word counts.",
} as const;

export type CoverageReason = keyof typeof COVERAGE_REASON_WORD;

/** How one layer of one system can be acted on and observed now. */
export interface LayerCoverage {
  /** An expired `no` is unknown again. */
  readonly exists: LayerExists;
  readonly act: Means;
  readonly observe: Means;
  /** It exists, or may, and nothing would show what is left of it. */
  readonly blind: boolean;
  readonly because: CoverageReason | null;
}

/**
 * How a layer is covered: what the inventory states, cut down to what the connector can do. A connector counts only where
 * its last check did not fail and everything that is known of its abilities agrees. A person's word counts where an
 * attestation would, and not of a layer of which nobody knows whether it is there: nobody looks for that.
 * @param connector null: the system has none, or this process does not know it
 */
export function layerCoverage(
  stated: StatedLayer,
  connector: ConnectorReach | null,
  tier: Tier,
  now: Instant,
): LayerCoverage {
  const isExpired = stated.exists === "no" && stated.existsUntil !== null && stated.existsUntil <= now;
  const exists = isExpired ? "unknown" : stated.exists;
  if (exists === "no") return { exists, act: "none", observe: "none", blind: false, because: "attested_absent" };
  const observe = observeBy(stated.observe, connector, tier);
  const blind = observe === "none" || (exists === "unknown" && observe === "manual");
  return {
    exists,
    act: actBy(stated.act, connector),
    observe: blind ? "none" : observe,
    blind,
    because: isExpired && blind ? "statement_expired" : reason(stated, connector, exists, observe),
  };
}

function can(what: keyof Ability, connector: ConnectorReach | null): boolean {
  if (connector === null || connector.checkOk === false || connector.abilities.length === 0) return false;
  return connector.abilities.every((ability) => ability[what]);
}

function observeBy(stated: Means, connector: ConnectorReach | null, tier: Tier): Means {
  if (stated === "connector") return can("observe", connector) ? "connector" : "none";
  if (stated === "snapshot") return "snapshot";
  return tier >= 2 ? "manual" : "none";
}

function actBy(stated: Means, connector: ConnectorReach | null): Means {
  if (stated === "connector") return can("act", connector) ? "connector" : "none";
  return stated;
}

function reason(
  stated: StatedLayer,
  connector: ConnectorReach | null,
  exists: LayerExists,
  observe: Means,
): CoverageReason | null {
  if (stated.observe === "connector" && observe === "none")
    return connector?.checkOk === false ? "check_failed" : "connector_cannot_look";
  if (exists === "unknown" && observe !== "connector" && observe !== "snapshot") return "nobody_knows";
  if (observe === "none") return "tier_takes_no_word";
  if (observe === "manual") return "by_hand";
  return connector !== null && stated.act !== "connector" ? "connector_cannot_act" : null;
}
