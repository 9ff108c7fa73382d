import type { ConfirmItemView, ConfirmPersonView, ConfirmView } from "#lib/core/views/confirm.ts";
import { LAYER_WORD } from "../ledger/layer-words.ts";
import { DateOnlyBadge } from "../time/date-only-badge.tsx";
import { formatDuration, spanBetween } from "../time/format-duration.ts";
import { formatDay, formatFull } from "../time/format-instant.ts";
import { Answers } from "./answers.tsx";
import { Receipt } from "./receipt.tsx";

interface PersonCardProps {
  readonly person: ConfirmPersonView;
  readonly page: ConfirmView;
  readonly answerPath: string;
  readonly refused: string | null;
}

/** `Account “m.berg”, Groups “Sales Ops”.` What nobody could list is said to be so, not taken for held or for gone. */
function whatTheyHave(items: readonly ConfirmItemView[]): string {
  const named = items.flatMap(({ layer, label, account }) => {
    const name = label ?? account;
    return name === null ? [] : [`${LAYER_WORD[layer]} “${name}”`];
  });
  const unlisted = items.filter(({ label, account }) => label === null && account === null);
  const layers = unlisted.map(({ layer }) => LAYER_WORD[layer].toLowerCase());
  return [
    ...(named.length === 0 ? [] : [`${named.join(", ")}.`]),
    ...(layers.length === 0 ? [] : [`Closeout cannot list what they have here: ${layers.join(", ")}.`]),
  ].join(" ");
}

function Deadline({ person, page }: Pick<PersonCardProps, "person" | "page">) {
  const { deadline } = person;
  if (deadline === null) return null;
  const left = spanBetween(page.asOfIso, deadline.atIso);
  const words = left > 0 ? `in ${formatDuration(left)}` : "which has passed";
  return (
    <>
      <dt>Answer by</dt>
      <dd className={left > 0 ? undefined : "bad"}>
        {formatFull(deadline.atIso, deadline.zone)}, {words}
      </dd>
    </>
  );
}

/** One person who left: what they have, since when, until when, and the four answers or what was answered. */
export function PersonCard({ person, page, answerPath, refused }: PersonCardProps) {
  const { effectiveEnd: end, items, answers, mayAnswer, caseId } = person;
  const forms = <Answers person={person} page={page} path={answerPath} />;
  return (
    <section className="card confirm-card" aria-labelledby={`person-${caseId}`}>
      <h2 id={`person-${caseId}`} dir="auto">
        {person.name}
      </h2>
      {items.length > 0 ? <p>{whatTheyHave(items)}</p> : null}
      <dl className="confirm-facts">
        <dt>Left</dt>
        <dd>
          {end.precision === "date" ? (
            <>
              {formatDay(end.atIso, end.zone, page.asOfIso)} <DateOnlyBadge zone={end.zone} />
            </>
          ) : (
            formatFull(end.atIso, end.zone)
          )}
        </dd>
        <Deadline person={person} page={page} />
      </dl>
      {refused ? (
        <p role="alert" className="notice notice-alarm">
          {refused}
        </p>
      ) : null}
      {answers.length === 0 ? forms : <Receipt person={person} systemName={page.systemName} />}
      {answers.length > 0 && mayAnswer ? (
        <details className="confirm-more">
          <summary>Change your answer</summary>
          {forms}
        </details>
      ) : null}
    </section>
  );
}
