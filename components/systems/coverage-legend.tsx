import type { Means } from "#lib/core/access/layer.ts";
import { MEANS_WORD } from "./coverage-words.ts";
import { MeansGlyph } from "./means-glyph.tsx";

const ORDER: readonly Means[] = ["connector", "snapshot", "manual", "none"];

/** What the marks of coverage mean. */
export function CoverageLegend() {
  return (
    <p className="coverage-legend">
      {ORDER.map((means) => (
        <span key={means}>
          <MeansGlyph means={means} />
          {MEANS_WORD[means]}
        </span>
      ))}
      <span>
        <span className="coverage-marks coverage-sample" data-blind aria-hidden="true" />
        Blind
      </span>
      <span className="text-muted">Left: act · right: observe</span>
    </p>
  );
}
