import type { ConfirmAnswer, ConfirmAnswerView, ConfirmPersonView } from "#lib/core/views/confirm.ts";
import { formatFull } from "../time/format-instant.ts";

export const ANSWER_WORD: Readonly<Record<ConfirmAnswer, string>> = {
  removed: "I removed it",
  still_there: "Still there",
  not_mine: "Not mine",
  exception: "Needs an exception",
};

/** What came of an answer, as it was recorded. */
function recorded({ answer, named, said }: ConfirmAnswerView): string {
  switch (answer) {
    case "removed":
      return "Recorded as your word: it reads Reported removed until somebody has looked.";
    case "still_there":
      return "Recorded as your word that it is still there.";
    case "not_mine":
      // Whether somebody was found by what was typed is not told: the page would answer questions about people.
      return named !== null && said === null
        ? `Recorded. ${named} is asked now.`
        : "Recorded. It has no owner now until somebody finds one.";
    case "exception":
      return "Recorded as a request. Another person decides; until then it stays open.";
  }
}

/** What was answered and when, what was recorded of it, and the hash by which it can be found in the ledger. */
export function Receipt({ person, systemName }: { person: ConfirmPersonView; systemName: string }) {
  const { zone } = person.effectiveEnd;
  return (
    <ol className="receipt" aria-label={`Your answers about ${person.name} in ${systemName}`}>
      {person.answers.map((one) => (
        <li key={one.atIso}>
          <p>
            <b>{ANSWER_WORD[one.answer]}</b>
            {one.items === 1 ? "" : `, ${one.items} items`}
          </p>
          <p className="num">{formatFull(one.atIso, zone, true)}</p>
          {one.statedAtIso ? <p>Removed, as you say, {formatFull(one.statedAtIso, zone)}.</p> : null}
          {one.said ? <p dir="auto">“{one.said}”</p> : null}
          <p>{recorded(one)}</p>
          {one.leafHash ? <p className="mono digest">sha-256 of what was recorded {one.leafHash}</p> : null}
        </li>
      ))}
    </ol>
  );
}
