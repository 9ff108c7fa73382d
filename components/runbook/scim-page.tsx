import type { WalkExchangeView, WalkStepView } from "#lib/core/views/runbook.ts";
import { VerdictChip } from "../verdict/verdict-chip.tsx";

function Exchange({ exchange: { method, path, requestBody, status, body } }: { exchange: WalkExchangeView }) {
  return (
    <details className="walk-exchange">
      <summary>
        <code>
          {method} {path}
        </code>{" "}
        <span className="text-muted">answered {status}</span>
      </summary>
      {requestBody === null ? null : <pre>{requestBody}</pre>}
      {body === null ? <p className="text-muted">The answer has no body.</p> : <pre>{body}</pre>}
    </details>
  );
}

/** A walk through one account and one membership: what was asked, what was answered, and the verdict from then on. */
export function ScimPage({ server, steps }: { server: string; steps: readonly WalkStepView[] }) {
  return (
    <>
      <p className="runbook-text">
        Recorded from a SCIM server that is not ours ({server}), with ids and addresses replaced. The tests record it
        again at every run and fail when an answer or a verdict differs.
      </p>
      <ol className="walk">
        {steps.map((step) => (
          <li key={step.title} className="card walk-step" data-kind={step.kind}>
            <h2 className="walk-title">{step.title}</h2>
            <p className="text-muted">{step.text}</p>
            {step.exchanges.map((exchange) => (
              <Exchange key={`${exchange.method} ${exchange.path}`} exchange={exchange} />
            ))}
            <p className="walk-verdict">
              <span className="num">{step.reported}</span>
              <VerdictChip verdict={step.verdict} />
              <span className="text-muted">{step.because}</span>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
