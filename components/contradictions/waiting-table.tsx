import type { WaitingClaimView } from "#lib/core/views/contradictions.ts";
import { formatFull } from "../time/format-instant.ts";
import { VerdictGlyph } from "../verdict/verdict-glyph.tsx";

/** What tools said that is about no item yet, and why. It is matched by itself when that changes. */
export function WaitingTable({ rows }: { rows: readonly WaitingClaimView[] }) {
  return (
    <div className="card list-wrap">
      <table className="list claims-list">
        <caption className="sr-only">Not matched: claims of tools that are about no item yet</caption>
        <thead>
          <tr>
            <th scope="col">Person, as named</th>
            <th scope="col">System, as named</th>
            <th scope="col">Claim: what was said, when</th>
            <th scope="col">Why it is not matched</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <bdi>{row.person}</bdi>
              </th>
              <td>{row.systemName}</td>
              <td className="claim-cell">
                <span className="said">
                  <span className="said-glyph">
                    <VerdictGlyph verdict="reported_removed" size={14} />
                  </span>
                  <b>{row.tool}</b> {row.externalId}
                  {row.title === null ? "" : ` “${row.title}”`}
                </span>
                <small className="num">received {formatFull(row.receivedAtIso, "UTC")}</small>
              </td>
              <td className="seen-cell">{row.because}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
