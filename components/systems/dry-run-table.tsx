import type { DryRunView } from "#lib/core/views/dry-run.ts";
import { formatFull } from "../time/format-instant.ts";

/** Access by access: what would be called, or why nothing. */
export function DryRunTable({ run }: { run: DryRunView }) {
  if (run.rowsTotal === 0) return <p className="text-muted">Nothing is known of any open leaver here.</p>;
  return (
    <>
      <section className="card assign-groups" tabIndex={0} aria-label="Dry run">
        <table className="list">
          <caption className="sr-only">What would be called, access by access; nothing was called for this</caption>
          <thead>
            <tr>
              <th scope="col">Leaver</th>
              <th scope="col">Access</th>
              <th scope="col">Call</th>
            </tr>
          </thead>
          <tbody>
            {run.rows.map((row) => (
              <tr key={row.itemId} data-quiet={row.call === null || undefined}>
                <td className="mono">{row.leaverId}</td>
                <th scope="row" className="why">
                  <bdi>{row.what}</bdi>
                </th>
                <td className="why">
                  {row.call ?? <span className="text-muted">None. {row.because}</span>}
                  {row.notBeforeIso ? (
                    <span className="text-muted"> · not before {formatFull(row.notBeforeIso, "UTC")}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="text-meta text-muted">
        {run.rows.length} of {run.rowsTotal} items · nothing was called and nothing was read for this · as of{" "}
        {formatFull(run.asOfIso, "UTC", true)}
      </p>
    </>
  );
}
