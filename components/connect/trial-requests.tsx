import type { TrialQuestionView } from "#lib/core/views/connection.ts";
import { keyed } from "../ui/keyed.ts";
import { TrialExchange } from "./trial-exchange.tsx";

interface TrialRequestsProps {
  readonly questions: readonly TrialQuestionView[];
  readonly calls: number;
  /** What was asked explains what went wrong. */
  readonly isOpen: boolean;
}

/** What a trial sent and what came back, question by question, without secrets. */
export function TrialRequests({ questions, calls, isOpen }: TrialRequestsProps) {
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
              <Question key={key} question={question} />
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function Question({ question }: { question: TrialQuestionView }) {
  const { asked, concluded, exchanges, exchangesTotal, tookMs } = question;
  return (
    <li>
      <h3>
        Asked: <bdi>{asked}</bdi>
        {tookMs === null ? null : <span className="text-muted num"> · {tookMs} ms</span>}
      </h3>
      <ul className="trial-concluded">
        {keyed(concluded).map(({ key, value: words }) => (
          <li key={key}>
            <bdi>{words}</bdi>
          </li>
        ))}
      </ul>
      {keyed(exchanges).map(({ key, value: exchange }) => (
        <TrialExchange key={key} exchange={exchange} />
      ))}
      {exchangesTotal > exchanges.length ? (
        <p className="text-meta text-muted num">
          {exchanges.length} of {exchangesTotal} requests are shown.
        </p>
      ) : null}
    </li>
  );
}
