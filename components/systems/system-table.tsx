import { LAYERS } from "#lib/core/access/layer.ts";
import { type InventoryRowView, SYSTEM_TAB_WORD, type SystemListView } from "#lib/core/views/inventory.ts";
import { LAYER_FULL, LAYER_WORD } from "../ledger/layer-words.ts";
import { SystemRow } from "./system-row.tsx";

interface SystemTableProps {
  readonly list: SystemListView;
  readonly onActing: (system: InventoryRowView) => void;
}

/** Rows of one tab, each with its eight layers. */
export function SystemTable({ list, onActing }: SystemTableProps) {
  return (
    <div className="card list-wrap">
      <table className="list systems-list">
        <caption className="sr-only">
          Systems with the coverage of their eight layers: {SYSTEM_TAB_WORD[list.tab]}, sorted by {list.sortedBy}
        </caption>
        <thead>
          <tr>
            <th scope="col">System</th>
            <th scope="col">Owner, deputy</th>
            {LAYERS.map((layer) => (
              <th key={layer} scope="col" className="coverage" title={LAYER_FULL[layer]}>
                {LAYER_WORD[layer]}
              </th>
            ))}
            <th scope="col" className="figure">
              Last look
            </th>
            <th scope="col">Skipped by</th>
            <th scope="col">Acting</th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((system) => (
            <SystemRow key={system.id} system={system} list={list} onActing={onActing} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
