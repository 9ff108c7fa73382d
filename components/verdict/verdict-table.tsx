import { VERDICT_WORD, VERDICTS } from "#lib/core/access/verdict-key.ts";
import { VERDICT_MEANING } from "./verdict-meaning.ts";
import { VerdictSwatch } from "./verdict-swatch.tsx";

/** Every verdict with its mark, its word and what it states. */
export function VerdictTable() {
  return (
    <dl className="verdict-table">
      {VERDICTS.map((verdict) => (
        <div key={verdict}>
          <dt>
            <VerdictSwatch verdict={verdict} large />
            <span className="verdict-word">
              {VERDICT_WORD[verdict]}
              {verdict === "expires_by" ? " t" : ""}
            </span>
          </dt>
          <dd>{VERDICT_MEANING[verdict]}</dd>
        </div>
      ))}
    </dl>
  );
}
