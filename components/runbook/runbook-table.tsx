import type { ReactNode } from "react";
import { keyed } from "../ui/keyed.ts";

interface RunbookTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly ReactNode[])[];
}

/** A table that becomes a card a row where there is no room beside one another: each cell then says its head. */
export function RunbookTable({ caption, heads, rows }: RunbookTableProps) {
  return (
    <table className="card runbook-table">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(rows).map(({ key, value: [name, ...cells] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={heads[at + 1]}>
                <span className="runbook-cell-head" aria-hidden="true">
                  {heads[at + 1]}
                </span>
                <span>{cell}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
