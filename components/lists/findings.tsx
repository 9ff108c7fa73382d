import { SNAPSHOT_FINDING, type SnapshotFinding } from "#lib/core/snapshot/finding.ts";

interface FindingsProps {
  readonly findings: readonly SnapshotFinding[];
  readonly confirmed: readonly string[];
  readonly onConfirm: (code: string, confirmed: boolean) => void;
}

const LINES_SHOWN = 5;

function numbersOf({ count, lines }: SnapshotFinding): string {
  const places = lines.slice(0, LINES_SHOWN).join(", ");
  const first = lines.length > 1 ? `first in lines ${places}` : `line ${places}`;
  return lines.length === 0 ? `Count: ${count.toLocaleString("en")}` : `Count: ${count.toLocaleString("en")}, ${first}`;
}

/** What stands out in a list: what must be confirmed has a box, what holds it says so, the rest is told. */
export function Findings({ findings, confirmed, onConfirm }: FindingsProps) {
  if (findings.length === 0) return <p>Nothing in it stands out.</p>;
  return (
    <ul className="findings">
      {findings.map((finding) => {
        const { weight, sentence } = SNAPSHOT_FINDING[finding.code];
        const words = (
          <>
            {sentence} <span className="text-muted num">{numbersOf(finding)}</span>
          </>
        );
        return (
          <li key={finding.code} data-weight={weight}>
            {weight === "confirm" ? (
              <label>
                <input
                  type="checkbox"
                  checked={confirmed.includes(finding.code)}
                  onChange={(event) => onConfirm(finding.code, event.currentTarget.checked)}
                />
                <span>
                  <b>I looked at this.</b> {words}
                </span>
              </label>
            ) : (
              <span>
                {weight === "hold" ? <b className="bad">Held. </b> : null}
                {words}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
