import type { TrialExchangeView, TrialQuestionView } from "#lib/core/views/connection.ts";
import { keyed } from "../ui/keyed.ts";
import { TrialExchange, unfitIn } from "./trial-exchange.tsx";

interface TrialRequestsProps {
  readonly questions: readonly TrialQuestionView[];
  readonly calls: number;
  /** What was asked explains what went wrong. */
  readonly isOpen: boolean;
  /** Conclusions that stand above already. */
  readonly said?: readonly string[];
}

/** What a trial sent and what came back, question by question, without secrets. */
export function TrialRequests({ questions, calls, isOpen, said = [] }: TrialRequestsProps) {
  const unfit = questions.flatMap(({ exchanges }) => exchanges).find((one) => unfitIn(one) > 0);
  return (
    <>
      <p className="text-meta text-muted num">
        {calls === 1 ? "1 request was" : `${calls} requests were`} sent, all of them reads. Nothing was changed.
      </p>
      {questions.length === 0 ? null : (
        <details className="trial-requests" open={isOpen}>
          <summary>Requests and answers</summary>
          <p className="text-meta text-muted">
            Credentials were taken out before anything was kept. Shown to you alone; forgotten with the draft.
          </p>
          <ol>
            {keyed(questions).map(({ key, value: question }) => (
              <Question key={key} question={question} said={said} unfit={unfit} />
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

interface QuestionProps {
  readonly question: TrialQuestionView;
  readonly said: readonly string[];
  /** The first answer that a definition does not fit is open: others mostly say the same. */
  readonly unfit: TrialExchangeView | undefined;
}

function Question({ question, said, unfit }: QuestionProps) {
  const { asked, concluded, exchanges, exchangesTotal, tookMs } = question;
  return (
    <li>
      <h3>
        Asked: <bdi>{asked}</bdi>
        {tookMs === null ? null : <span className="text-muted num"> · {tookMs} ms</span>}
      </h3>
      <ul className="trial-concluded">
        {keyed(concluded.filter((words) => !said.includes(words))).map(({ key, value: words }) => (
          <li key={key}>
            <bdi>{words}</bdi>
          </li>
        ))}
      </ul>
      {keyed(exchanges).map(({ key, value: exchange }) => (
        <TrialExchange key={key} exchange={exchange} isOpen={exchange === unfit} />
      ))}
      {exchangesTotal > exchanges.length ? (
        <p className="text-meta text-muted num">
          {exchanges.length} of {exchangesTotal} requests are shown.
        </p>
      ) : null}
    </li>
  );
}
