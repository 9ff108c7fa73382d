import { VERDICT_WORD, VERDICTS } from "#lib/core/access/verdict-key.ts";
import { VerdictSwatch } from "./verdict-swatch.tsx";

/** All nineteen marks with their words, worst first. */
export function VerdictLegend() {
  return (
    <ul className="legend" aria-label="Marks of the ledger">
      {VERDICTS.map((verdict) => (
        <li key={verdict}>
          <VerdictSwatch verdict={verdict} />
          {VERDICT_WORD[verdict]}
          {verdict === "expires_by" ? " t" : ""}
        </li>
      ))}
    </ul>
  );
}
