import type {
  AttestationFact,
  ClaimFact,
  ExceptionFact,
  HoldFact,
  ItemFacts,
  ObservationFact,
} from "#db/queries/verdicts/load-facts.ts";
import { claimsInForce } from "#lib/core/access/claims-in-force.ts";
import type { Independence } from "#lib/core/access/observation.ts";
import type { ReadAccessEnd } from "#lib/core/access/read-access-end.ts";
import type { Sibling, VerdictInput } from "#lib/core/access/verdict-input.ts";
import type { Instant } from "#lib/core/instant.ts";

export interface FactsOfItem {
  readonly claims: readonly ClaimFact[] | undefined;
  readonly observations: readonly ObservationFact[] | undefined;
  readonly attestations: readonly AttestationFact[] | undefined;
  readonly exceptions: readonly ExceptionFact[] | undefined;
  readonly holds: readonly HoldFact[] | undefined;
  readonly siblings: readonly Sibling[];
  readonly readAccess: ReadAccessEnd | null;
}

/** Tiers 0–1 refuse a look by whoever acted; below them it is enough that somebody looked. */
export function minIndependenceOf(tier: number): Independence {
  return tier <= 1 ? "same_credential" : "self";
}

/** Rows as the core's verdict takes them. The latest approved exception and hold count: they replace one another. */
export function verdictInput(item: ItemFacts, now: Instant, facts: FactsOfItem): VerdictInput {
  return {
    layer: item.layer,
    goal: item.goal,
    tier: item.tier,
    effectiveAt: item.effectiveAt,
    dueAt: item.dueAt,
    foundAt: item.foundAt,
    inventoriedAt: item.inventoriedAt,
    createdAt: item.createdAt,
    acting: item.acting,
    closedAt: item.closedAt,
    coverage: {
      exists: item.exists,
      existsUntil: item.existsUntil,
      observe: item.observe,
      act: item.act,
      freshness: item.freshness,
      staleAfter: item.staleAfter,
    },
    minIndependence: minIndependenceOf(item.tier),
    claims: claimsInForce(facts.claims ?? [], item.closedAt),
    observations: facts.observations ?? [],
    attestations: facts.attestations ?? [],
    exception: latest(facts.exceptions, (row) => row.approvedAt),
    hold: latest(facts.holds, (row) => row.orderedAt),
    siblings: facts.siblings,
    readAccessEndedAt: facts.readAccess?.endedAt ?? null,
    readAccessValidUntil: facts.readAccess?.validUntil ?? null,
    placeSince: item.placeSince,
    foundHereAt: item.foundHereAt,
    now,
  };
}

function latest<Row>(rows: readonly Row[] | undefined, at: (row: Row) => number): Row | null {
  if (rows === undefined) return null;
  return rows.reduce<Row | null>((last, row) => (last === null || at(row) > at(last) ? row : last), null);
}
