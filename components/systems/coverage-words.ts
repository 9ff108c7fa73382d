import type { Means } from "#lib/core/access/layer.ts";
import type { LayerCoverageView } from "#lib/core/views/inventory.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";

export const MEANS_WORD: Readonly<Record<Means, string>> = {
  connector: "Connector",
  snapshot: "Snapshot",
  manual: "Manual",
  none: "None",
};

/** What is drawn in a cell: how it is acted on and observed, that it does not exist, or that nobody knows. */
export function coverageKind({ exists, blind }: LayerCoverageView): "means" | "absent" | "unknown" {
  if (exists === "no") return "absent";
  return exists === "unknown" && blind ? "unknown" : "means";
}

/** The cell in words, for labels and tooltips: "Sessions: act: none, observe: connector". */
export function coverageWords(layer: LayerCoverageView): string {
  const name = LAYER_WORD[layer.layer];
  switch (coverageKind(layer)) {
    case "absent":
      return `${name}: does not exist, attested`;
    case "unknown":
      return `${name}: nobody knows if this exists`;
    case "means": {
      const means = `act: ${MEANS_WORD[layer.act].toLowerCase()}, observe: ${MEANS_WORD[layer.observe].toLowerCase()}`;
      return `${name}: ${means}${layer.blind ? ", blind" : ""}`;
    }
  }
}

/** The same with the reason, where there is one. */
export function coverageTitle(layer: LayerCoverageView): string {
  const words = coverageWords(layer);
  return layer.because === null || coverageKind(layer) === "absent" ? words : `${words}. ${layer.because}`;
}
