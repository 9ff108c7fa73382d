import type { LayerExists } from "#lib/core/access/layer.ts";
import type { LayerCoverageView } from "#lib/core/views/inventory.ts";
import type { SystemView } from "#lib/core/views/system.ts";
import { LAYER_FULL } from "../ledger/layer-words.ts";
import { formatFull } from "../time/format-instant.ts";
import { coverageKind, MEANS_WORD } from "./coverage-words.ts";
import { MeansGlyph } from "./means-glyph.tsx";

const EXISTS_WORD: Readonly<Record<LayerExists, string>> = {
  yes: "Exists",
  no: "Does not exist",
  unknown: "Nobody knows",
};

function MeansCell({ layer, what }: { layer: LayerCoverageView; what: "act" | "observe" }) {
  if (coverageKind(layer) === "absent") return <td className={what}>–</td>;
  const means = layer[what];
  return (
    <td className={what}>
      <span className="means-word">
        <MeansGlyph means={means} />
        {MEANS_WORD[means]}
      </span>
    </td>
  );
}

function LayerRow({ layer }: { layer: LayerCoverageView }) {
  const until = layer.existsUntilIso === null ? null : `Until ${formatFull(layer.existsUntilIso, "UTC")}. `;
  return (
    <tr data-blind={layer.blind || undefined} data-kind={coverageKind(layer)}>
      <th scope="row">{LAYER_FULL[layer.layer]}</th>
      <td className={layer.exists === "yes" ? "exists" : "exists text-muted"}>{EXISTS_WORD[layer.exists]}</td>
      <MeansCell layer={layer} what="act" />
      <MeansCell layer={layer} what="observe" />
      <td className="why text-muted">
        {layer.blind ? <b className="blind-word">Blind. </b> : null}
        {until}
        {layer.because}
      </td>
    </tr>
  );
}

/** Every layer in words: whether it exists, how it is acted on and observed, and why. */
export function SystemCoverage({ view }: { view: SystemView }) {
  const { coverage } = view.system;
  const blind = coverage.filter((layer) => layer.blind).length;
  return (
    <section className="card system-part" aria-labelledby="coverage-title">
      <h2 id="coverage-title" className="text-lead font-semibold">
        Coverage
      </h2>
      <p className="text-muted num">
        {blind === 0
          ? "No layer is blind."
          : `${blind} of ${coverage.length} layers ${blind === 1 ? "is" : "are"} blind: nothing would show what is left there.`}
      </p>
      <div className="list-wrap">
        <table className="list coverage-list">
          <caption className="sr-only">The eight layers, how each is acted on and observed</caption>
          <thead>
            <tr>
              <th scope="col">Layer</th>
              <th scope="col">Exists</th>
              <th scope="col">Act</th>
              <th scope="col">Observe</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {coverage.map((layer) => (
              <LayerRow key={layer.layer} layer={layer} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
