import type { SystemView } from "#lib/core/views/system.ts";
import { formatFull } from "../time/format-instant.ts";
import { keyed } from "../ui/keyed.ts";
import { isCheckBad, lastCheckWords, lastLookSentence } from "./system-words.ts";

/** What the last check came to, with what it found, and when anything was last looked at. */
export function SystemCheck({ view }: { view: SystemView }) {
  const { system, checkFindings, asOfIso } = view;
  const { connector, lastCheckIso, lastLook, tier } = system;
  return (
    <section className="card system-part" aria-labelledby="check-title">
      <h2 id="check-title" className="text-lead font-semibold">
        Last check and last look
      </h2>
      {connector === null ? (
        <p className="text-muted">No connector: there is nothing to check.</p>
      ) : (
        <p className={isCheckBad(system) ? "bad" : undefined} suppressHydrationWarning>
          Last check: {lastCheckWords(system, asOfIso)}
          <span className="text-muted">
            {lastCheckIso === null ? "" : ` · ${formatFull(lastCheckIso, "UTC")}`} · connector{" "}
            <span className="mono">{connector}</span>
          </span>
        </p>
      )}
      <p className={lastLook.isOverdue ? "bad num" : "num"}>{lastLookSentence(lastLook, tier)}</p>
      {checkFindings.length === 0 ? null : (
        <ul className="check-findings" aria-label="What the check found">
          {keyed(checkFindings).map(({ key, value }) => (
            <li key={key}>{value}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
