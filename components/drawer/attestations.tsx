import type { AttestationView, ItemView } from "#lib/core/views/item.ts";
import { formatFull } from "../time/format-instant.ts";
import { formatBytes } from "./exchanges.tsx";

function attached({ kind, name, bytes }: AttestationView["artefact"]): string {
  if (kind === null || kind === "reference" || bytes === null) return name;
  return `${name}, ${kind}, ${formatBytes(bytes)}`;
}

/** What second persons stated to have seen, with what they attached; and why nobody can attest, where that is so. */
export function Attestations({ item }: { item: ItemView }) {
  const { attestations, attest } = item;
  if (attestations.length === 0 && attest.why === null) return null;
  return (
    <section aria-labelledby="attest-title">
      <h3 id="attest-title" className="drawer-heading">
        Attestations, oldest first <span>{attestations.length === 0 ? "none yet" : attestations.length}</span>
      </h3>
      {attest.why ? <p className="drawer-text">{attest.why}</p> : null}
      <ol className="claims">
        {attestations.map((one) => (
          <li key={one.id}>
            <b className="font-medium">{one.by}</b> saw it {one.saw}: {one.statement}
            <small className="num" suppressHydrationWarning>
              Seen {formatFull(one.seenAtIso, item.zone, true)}
            </small>
            <small>
              Attached: {attached(one.artefact)} ·{" "}
              {one.artefact.id === null ? null : (
                <>
                  <a
                    className="link"
                    href={`/api/v1/leavers/${item.leaverId}/items/${item.id}/artefacts/${one.artefact.id}`}
                    download
                  >
                    Download
                  </a>{" "}
                  ·{" "}
                </>
              )}
              <span className="mono">
                {one.artefact.kind === "reference" ? "commitment" : "sha-256"} {one.artefact.digest}
              </span>
            </small>
          </li>
        ))}
      </ol>
    </section>
  );
}
