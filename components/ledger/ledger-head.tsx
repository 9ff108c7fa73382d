import { LAYERS } from "#lib/core/access/layer.ts";
import { AxisHead } from "./axis-head.tsx";
import { LAYER_FULL, LAYER_WORD } from "./layer-words.ts";

/** Widths and heads of the ledger's columns. */
export function LedgerHead() {
  return (
    <>
      <colgroup>
        <col className="col-system" />
        <col className="col-owner" />
        {LAYERS.map((layer) => (
          <col key={layer} className={`col-${layer}`} />
        ))}
        <col className="col-axis" />
        <col className="col-exposed" />
        <col className="col-deadline" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">System</th>
          <th scope="col">Owner</th>
          {LAYERS.map((layer) => (
            <th key={layer} scope="col" className="layer-head" title={LAYER_FULL[layer]}>
              {LAYER_WORD[layer]}
            </th>
          ))}
          <th scope="col" className="axis-cell">
            <span className="sr-only">Exposure from the effective end, logarithmic time axis</span>
            <AxisHead />
          </th>
          <th scope="col" className="text-end">
            Exposed
          </th>
          <th scope="col" className="deadline-head">
            Deadline
          </th>
        </tr>
      </thead>
    </>
  );
}
