import type { ClaimFact, ObservationFact } from "#db/queries/verdicts/load-facts.ts";
import type { ItemRow, SystemRow } from "#db/queries/views/read-rows.ts";
import { LAYERS, type Layer } from "#lib/core/access/layer.ts";
import { VERDICT_GROUP, VERDICTS, type VerdictKey } from "#lib/core/access/verdict-key.ts";
import type { Instant } from "#lib/core/instant.ts";
import type { CellView, LedgerRowView, MarkView } from "#lib/core/views/ledger.ts";
import { isoUtc } from "../../_kit/times.ts";
import { failureWord } from "./exchanges.ts";
import { itemExposure, widest, worstDeadline } from "./exposures.ts";
import { suggestedOwner } from "./owners.ts";

export interface RowFacts {
  readonly effectiveAt: Instant;
  readonly zone: string;
  readonly now: Instant;
  readonly looks: ReadonlyMap<string, readonly ObservationFact[]>;
  readonly claims: ReadonlyMap<string, readonly ClaimFact[]>;
}

/** Place in the order worst first. */
export function rankOf(key: VerdictKey): number {
  return VERDICTS.indexOf(key);
}

/** One system of one leaver: eight cells, exposure, deadline, marks. */
export function ledgerRow(
  system: SystemRow,
  items: readonly ItemRow[],
  facts: RowFacts,
  others: readonly SystemRow[],
): LedgerRowView {
  const counted = items.filter((item) => VERDICT_GROUP[item.key] !== "outside");
  const exposures = counted.map((item) => itemExposure(facts.effectiveAt, facts.looks.get(item.id) ?? [], facts.now));
  return {
    systemId: system.id,
    systemVersion: system.version,
    name: system.name,
    tier: system.tier,
    owner: system.ownerId === null ? null : { id: system.ownerId, name: system.ownerName ?? "Erased person" },
    suggestedOwner: suggestedOwner(system, others),
    cells: LAYERS.map((layer) => cell(system, layer, items)),
    exposure: widest(exposures, facts.effectiveAt, facts.now),
    deadline: worstDeadline(counted, facts.zone, facts.now),
    marks: marks(counted, facts),
    lastLookIso: isoUtc(system.lastLookAt),
    lookFailure: failureWord(system.lookFailure),
  };
}

function cell(system: SystemRow, layer: Layer, all: readonly ItemRow[]): CellView {
  const items = all.filter((item) => item.layer === layer).sort((a, b) => rankOf(a.key) - rankOf(b.key));
  const [worst] = items;
  if (worst === undefined) {
    return { layer, verdict: emptyCell(system, layer, all), count: 0, worstCount: 0, untilIso: null, items: [] };
  }
  const alike = items.filter((item) => item.key === worst.key);
  return {
    layer,
    verdict: worst.key,
    count: items.length,
    worstCount: alike.length,
    untilIso: isoUtc(worst.key === "expires_by" ? lastEnd(alike) : worst.until),
    items: items.map((item) => ({ id: item.id, label: labelOf(item), verdict: item.key })),
  };
}

/** Of several things that end by themselves a cell names the last end: it must not promise an earlier one. */
function lastEnd(items: readonly ItemRow[]): Instant | null {
  return items.reduce<Instant | null>(
    (last, { until }) => (until !== null && (last === null || until > last) ? until : last),
    null,
  );
}

/** A layer without items: it does not exist here, the person has no account here, or nothing was read yet. */
function emptyCell(system: SystemRow, layer: Layer, all: readonly ItemRow[]): VerdictKey {
  if (system.absent.includes(layer)) return "not_applicable";
  return all.some((item) => item.layer === "account" && item.key === "never_found") ? "never_found" : "not_started";
}

/** What the item is, in words a person knows. */
export function labelOf(item: Pick<ItemRow, "layer" | "label" | "accountLabel">): string {
  return (
    item.label ??
    (item.accountLabel === null ? LAYER_WORD[item.layer] : `${LAYER_WORD[item.layer]} of ${item.accountLabel}`)
  );
}

/** Names of layers in sentences. */
export const LAYER_WORD: Readonly<Record<Layer, string>> = {
  account: "Account",
  session: "Sessions",
  credential: "Credentials",
  group: "Groups",
  entitlement: "Entitlements",
  delegation: "Delegated access",
  machine_identity: "Non-human identities",
  custody: "Custody",
};

const MARKS_MAX = 12;

function marks(items: readonly ItemRow[], facts: RowFacts): readonly MarkView[] {
  const found: { readonly at: Instant; readonly kind: MarkView["kind"]; readonly label: string }[] = [];
  for (const item of items) {
    for (const claim of facts.claims.get(item.id) ?? []) {
      if (claim.state === "removed" || claim.state === "already_absent")
        found.push({ at: claim.at, kind: "claim", label: `${labelOf(item)}: reported removed` });
    }
    if (item.firstSeenGoneAt !== null && VERDICT_GROUP[item.key] === "verified") {
      found.push({ at: item.firstSeenGoneAt, kind: "verified", label: `${labelOf(item)}: seen gone` });
    }
    if (item.key === "came_back" && item.lastSeenUsableAt !== null) {
      found.push({ at: item.lastSeenUsableAt, kind: "came_back", label: `${labelOf(item)}: came back` });
    }
  }
  found.sort((a, b) => a.at - b.at);
  return found.slice(-MARKS_MAX).map(({ at, kind, label }) => ({ kind, atIso: isoUtc(at), label }));
}
