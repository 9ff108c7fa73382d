import type { ReactNode } from "react";
import type { ConfirmAnswer, ConfirmPersonView, ConfirmView } from "#lib/core/views/confirm.ts";
import { formatClock } from "../time/format-instant.ts";
import { zoned } from "../time/zoned.ts";
import { ANSWER_WORD } from "./receipt.tsx";

interface AnswersProps {
  readonly person: ConfirmPersonView;
  readonly page: ConfirmView;
  /** Where the forms are sent. */
  readonly path: string;
}

interface AnswerFormProps extends AnswersProps {
  readonly answer: ConfirmAnswer;
  readonly children: ReactNode;
}

/** A plain form of one answer: it names what was shown, and how many answers had been given by then. */
function AnswerForm({ person, path, answer, children }: AnswerFormProps) {
  return (
    <form method="post" action={path} className="answer-form">
      <input type="hidden" name="caseId" value={person.caseId} />
      <input type="hidden" name="place" value={person.place} />
      <input type="hidden" name="answer" value={answer} />
      {person.items.map((item) => (
        <input key={item.id} type="hidden" name="itemIds" value={item.id} />
      ))}
      {children}
    </form>
  );
}

function AnswerButton({ answer, hint, about }: { answer: ConfirmAnswer; hint: string; about: string }) {
  return (
    <button type="submit" className="answer">
      <span className="sr-only">{about}: </span>
      <b>{ANSWER_WORD[answer]}</b>
      <span>{hint}</span>
    </button>
  );
}

function AnswerDetails({ answer, hint, children }: { answer: ConfirmAnswer; hint: string; children: ReactNode }) {
  return (
    <details className="answer-more">
      <summary className="answer">
        <b>{ANSWER_WORD[answer]}</b>
        <span>{hint}</span>
      </summary>
      {children}
    </details>
  );
}

function zoneOf({ effectiveEnd: { zone } }: ConfirmPersonView, page: ConfirmView): string {
  return `${zone} (UTC${zoned(page.asOfIso, zone).offset})`;
}

function NotMine(props: AnswersProps) {
  const { person, page } = props;
  const other = page.suggestedOwner;
  return (
    <AnswerDetails answer="not_mine" hint="Pick who owns it">
      {other ? (
        <AnswerForm {...props} answer="not_mine">
          <input type="hidden" name="ownerId" value={other.id} />
          <button type="submit" className="button button-large">
            <span className="truncate">It is {other.name}’s</span>
          </button>
        </AnswerForm>
      ) : null}
      <AnswerForm {...props} answer="not_mine">
        <label className="field-label" htmlFor={`who-${person.caseId}`}>
          {other ? "Or somebody else: mail, user name or key" : "Whose is it? Mail, user name or key"}
        </label>
        <input id={`who-${person.caseId}`} name="who" className="input" maxLength={200} autoComplete="off" />
        <p className="field-hint">
          Leave it empty when you do not know. It then has no owner until somebody finds one.
        </p>
        <button type="submit" className="button button-large">
          Say it is not mine
        </button>
      </AnswerForm>
    </AnswerDetails>
  );
}

function NeedsException(props: AnswersProps) {
  const { person, page } = props;
  const id = person.caseId;
  return (
    <AnswerDetails answer="exception" hint="Reason and end date">
      <AnswerForm {...props} answer="exception">
        <label className="field-label" htmlFor={`reason-${id}`}>
          Why it has to stay
        </label>
        <textarea id={`reason-${id}`} name="reason" className="input input-tall" rows={3} maxLength={2000} required />
        <label className="field-label" htmlFor={`until-${id}`}>
          Until the end of
        </label>
        <input
          id={`until-${id}`}
          name="until"
          type="date"
          className="input"
          min={person.nowLocal.slice(0, 10)}
          max={person.exceptionMax}
          required
          aria-describedby={`until-${id}-hint`}
        />
        <p id={`until-${id}-hint`} className="field-hint">
          In {zoneOf(person, page)}. At most until {person.exceptionMax}. Another person decides.
        </p>
        <button type="submit" className="button button-large">
          Ask for the exception
        </button>
      </AnswerForm>
    </AnswerDetails>
  );
}

function RemovedEarlier(props: AnswersProps) {
  const { person, page } = props;
  const id = `at-${person.caseId}`;
  return (
    <details className="confirm-more">
      <summary>Removed earlier? Change the time</summary>
      <AnswerForm {...props} answer="removed">
        <label className="field-label" htmlFor={id}>
          Removed at
        </label>
        <input
          id={id}
          name="statedAt"
          type="datetime-local"
          className="input"
          defaultValue={person.nowLocal}
          max={person.nowLocal}
          required
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="field-hint">
          In {zoneOf(person, page)}. It is kept as you say it; every count goes by when you told us.
        </p>
        <button type="submit" className="button button-large">
          I removed it then
        </button>
      </AnswerForm>
    </details>
  );
}

/** Four answers of equal weight, none chosen beforehand. */
export function Answers(props: AnswersProps) {
  const { person, page } = props;
  const now = formatClock(page.asOfIso, person.effectiveEnd.zone);
  return (
    <>
      <fieldset className="four">
        <legend className="sr-only">Your answer about {person.name}</legend>
        <AnswerForm {...props} answer="removed">
          <AnswerButton answer="removed" hint={`Now, ${now}`} about={person.name} />
        </AnswerForm>
        <AnswerForm {...props} answer="still_there">
          <AnswerButton answer="still_there" hint="I will do it or say when" about={person.name} />
        </AnswerForm>
        <NotMine {...props} />
        <NeedsException {...props} />
      </fieldset>
      <RemovedEarlier {...props} />
    </>
  );
}
