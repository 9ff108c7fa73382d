import type { LayerCoverageView } from "#lib/core/views/inventory.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { coverageKind, coverageTitle, coverageWords } from "./coverage-words.ts";
import { MeansPair } from "./means-glyph.tsx";

/** How one layer of one system is covered, as marks with their words. Blind cells are hatched. */
export function CoverageCell({ layer }: { layer: LayerCoverageView }) {
  const kind = coverageKind(layer);
  return (
    <td className="coverage" data-layer={layer.layer} title={coverageTitle(layer)}>
      <span className="sr-only">{coverageWords(layer)}</span>
      <span className="coverage-head" aria-hidden="true">
        {LAYER_WORD[layer.layer]}
      </span>
      <span className="coverage-marks" data-blind={layer.blind || undefined} aria-hidden="true">
        {kind === "means" ? <MeansPair act={layer.act} observe={layer.observe} /> : null}
        {kind === "absent" ? <span className="text-muted">–</span> : null}
        {kind === "unknown" ? <b>?</b> : null}
      </span>
    </td>
  );
}
