import type { TrialLayerView } from "#lib/core/views/connection.ts";
import { LAYER_FULL } from "../ledger/layer-words.ts";

const OBSERVE: Readonly<Record<TrialLayerView["observe"], string>> = {
  yes: "Yes",
  no: "No: a person attests it",
  "not offered": "No: the system shows nothing of it",
  "right missing": "No: a right is missing",
};

/** Layer by layer, what this credential lets be seen and acted on. What cannot be seen is said as loudly as what can. */
export function LayerTable({ layers, seen }: { readonly layers: readonly TrialLayerView[]; readonly seen: boolean }) {
  return (
    <div className="card list-wrap">
      <table className="list layer-table">
        <caption className="sr-only">What this credential lets be seen and acted on, layer by layer</caption>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">Can be observed</th>
            <th scope="col">Can be acted on</th>
            {seen ? (
              <th scope="col" className="figure">
                Seen
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {layers.map((layer) => (
            <tr key={layer.layer} data-blind={layer.observe !== "yes" || undefined}>
              <th scope="row">{LAYER_FULL[layer.layer]}</th>
              <td className={layer.observe === "right missing" ? "bad" : undefined}>{OBSERVE[layer.observe]}</td>
              <td>{layer.act ? "Yes, once acting is switched on" : "No: by hand"}</td>
              {seen ? <td className="figure num">{layer.seen ?? "–"}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
