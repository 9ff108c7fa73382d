import Link from "next/link";
import type { RefusalReason } from "#lib/ui/command-answer.ts";

/** What a file came to, as the API answers. */
export interface ImportAnswer {
  readonly rows: number;
  readonly matched: number;
  readonly waiting: number;
  readonly duplicates: number;
  readonly passedOver: number;
  readonly refused: readonly { readonly line: number; readonly column: string | null; readonly error: RefusalReason }[];
}

const SHOWN_MAX = 100;

/** Every row in one of five counts; each refused one by line and column. */
export function ImportAnswerView({ answer }: { answer: ImportAnswer }) {
  const { rows, matched, waiting, duplicates, passedOver, refused } = answer;
  return (
    <section className="import-answer" aria-labelledby="import-answer-title">
      <h2 id="import-answer-title" className="num">
        {matched} of {rows} tasks matched
      </h2>
      <p role="status" className="num">
        {waiting} kept and not matched yet · {duplicates} known before ·{" "}
        {passedOver > 0 ? `${passedOver} take nothing away and claim nothing · ` : ""}
        {refused.length} refused. Closeout looks at what was matched after the system's freshness.{" "}
        <Link className="link" href="/contradictions">
          See the report
        </Link>
      </p>
      {refused.length === 0 ? null : (
        <ol className="import-refused">
          {refused.slice(0, SHOWN_MAX).map(({ line, column, error }) => (
            <li key={line}>
              <b>
                Line {line}
                {column === null ? "" : `, column ${column}`}
              </b>{" "}
              {error.sentence}
            </li>
          ))}
        </ol>
      )}
      {refused.length > SHOWN_MAX ? (
        <p>
          The first {SHOWN_MAX} of {refused.length} refused lines are shown. The command line names them all.
        </p>
      ) : null}
    </section>
  );
}
