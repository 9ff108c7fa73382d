import { LAYERS } from "../../core/access/layer.ts";
import type { AccessRecord, Manifest } from "../contract.ts";
import type { TrialLayer } from "./report.ts";

/**
 * All layers, as a credential stands to them. @param granted what the opened connection promises after a check; null:
 * not known. @param access what was seen of a person; null: nobody was looked at
 */
export function layersOf(
  offered: Manifest,
  granted: Manifest | null,
  access: readonly AccessRecord[] | null,
): readonly TrialLayer[] {
  return LAYERS.map((layer) => {
    const ability = offered.layers[layer];
    const isGranted = granted?.layers[layer] !== undefined;
    const seen = layer === "account" || access === null || !isGranted ? null : countOf(access, layer);
    if (ability === undefined) return { layer, observe: "not offered", act: false, seen: null };
    if (granted !== null && !isGranted) return { layer, observe: "right missing", act: false, seen: null };
    return { layer, observe: ability.observe ? "yes" : "no", act: ability.act, seen };
  });
}

function countOf(access: readonly AccessRecord[], layer: AccessRecord["layer"]): number {
  return access.filter((row) => row.layer === layer).length;
}
