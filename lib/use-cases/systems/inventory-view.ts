import type { CoverageRow, LayerRow } from "#db/queries/views/list-coverage.ts";
import type { SystemListRow } from "#db/queries/views/list-systems.ts";
import { lastLook } from "#lib/core/access/last-look.ts";
import { LAYERS, type Layer, type Tier } from "#lib/core/access/layer.ts";
import { COVERAGE_REASON_WORD, type ConnectorReach, layerCoverage } from "#lib/core/access/layer-coverage.ts";
import { VERDICT_GROUP, VERDICTS } from "#lib/core/access/verdict-key.ts";
import type { Instant } from "#lib/core/instant.ts";
import { skippedBy, type ToolReach } from "#lib/core/intake/skipped-by.ts";
import { credentialStanding } from "#lib/core/ownership/credential-owner.ts";
import type { CredentialOwnerView, InventoryRowView, LayerCoverageView } from "#lib/core/views/inventory.ts";
import type { ConnectorCatalogue } from "#lib/runtime/context.ts";
import { isoUtc } from "../_kit/times.ts";
import { systemRowView } from "./system-view.ts";

/** Verdicts with which an item is no access: nothing was found, or the layer does not exist. */
export const NO_ACCESS = VERDICTS.filter((key) => VERDICT_GROUP[key] === "outside");

/** What the rows of an inventory are judged with. */
export interface Beside {
  readonly connectors: ConnectorCatalogue;
  readonly reaches: readonly ToolReach[];
  readonly now: Instant;
}

const UNCOVERED: Pick<CoverageRow, "layers" | "learned" | "lookedAt" | "attestedAt" | "leavers"> = {
  layers: [],
  learned: null,
  lookedAt: null,
  attestedAt: null,
  leavers: 0,
};

/** One system with its coverage, as screens show it. */
export function inventoryRowView(
  row: SystemListRow,
  stored: CoverageRow | undefined,
  beside: Beside,
): InventoryRowView {
  const { layers, learned, lookedAt, attestedAt, leavers } = stored ?? UNCOVERED;
  const ofLayer = new Map(layers.map((layer) => [layer.layer, layer]));
  const reach = reachOf(row, learned, beside.connectors);
  const coverage = LAYERS.map((layer) => coverageView(layer, ofLayer.get(layer), reach(layer), row.tier, beside.now));
  const look = lastLook(
    { lookedAt, attestedAt },
    coverage.map(({ observe }) => observe),
    row.tier,
    beside.now,
  );
  return {
    ...systemRowView(row),
    coverage,
    lastLook: { atIso: isoUtc(look.at), byHand: look.byHand, isOverdue: look.isOverdue },
    skippedBy: skippedBy(row.id, beside.reaches),
    credentialOwner: stored === undefined ? null : credentialOwnerView(stored, beside.now),
    leavers,
  };
}

/** A layer that the system has no row of is one of which nobody knows. */
const NOTHING_STATED: Omit<LayerRow, "layer"> = {
  exists: "unknown",
  existsUntil: null,
  act: "manual",
  observe: "none",
};

function coverageView(
  layer: Layer,
  stated: Omit<LayerRow, "layer"> = NOTHING_STATED,
  reach: ConnectorReach | null,
  tier: Tier,
  now: Instant,
): LayerCoverageView {
  const { exists, act, observe, blind, because } = layerCoverage(stated, reach, tier, now);
  return {
    ...{ layer, exists, act, observe, blind },
    existsUntilIso: exists === "no" ? isoUtc(stated.existsUntil) : null,
    because: because === null ? null : COVERAGE_REASON_WORD[because],
  };
}

/** What the connector can do with each layer: by its manifest, and by what the last check learned of this system. */
function reachOf(
  { connector: id, checkOk }: SystemListRow,
  learned: CoverageRow["learned"],
  connectors: ConnectorCatalogue,
): (layer: Layer) => ConnectorReach | null {
  const manifest = id === null ? undefined : connectors.find(id)?.manifest;
  if (manifest === undefined) return () => null;
  const cannot = { act: false, observe: false };
  return (layer) => {
    const abilities = [manifest.layers[layer] ?? cannot];
    return { checkOk, abilities: learned === null ? abilities : [...abilities, learned[layer] ?? cannot] };
  };
}

function credentialOwnerView(row: CoverageRow, now: Instant): CredentialOwnerView | null {
  const { credentialOwnerId: id, credentialOwnerName: name, credentialOwnerLeaver: leaver } = row;
  if (id === null) return null;
  const facts = {
    isPresent: row.credentialOwnerPresent,
    leavesAt: row.credentialOwnerLeavesAt,
  };
  return {
    owner: { id, name: name ?? "Erased person" },
    standing: credentialStanding(facts, now),
    leaverId: leaver === null ? null : `LV-${leaver}`,
    leavesAtIso: isoUtc(facts.leavesAt),
  };
}
