"use client";
import { useEffect, useState } from "react";
import type { TrialStepView, TrialView } from "#lib/core/views/connection.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { ConnectCommands } from "./connect-commands.ts";

/** Questions of a trial with their answers. */
export function TrialSteps({ steps }: { steps: readonly TrialStepView[] }) {
  return (
    <ul className="trial-steps">
      {steps.map(({ name, passed, words }) => (
        <li key={name} data-passed={passed ?? undefined}>
          <b className="trial-answer">{passed === null ? "Not asked" : passed ? "Yes" : "No"}</b>
          <span>
            {name}
            {words === "" ? null : (
              <>
                {": "}
                <bdi className="trial-words">{words}</bdi>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface TrialProgressProps {
  readonly draftId: string;
  readonly trial: TrialView;
  readonly stop: ConnectCommands["stopTry"];
  readonly onStopped: () => void;
}

/** A trial under way: what was answered so far, how long it takes, and the way to stop it. */
export function TrialProgress({ draftId, trial, stop, onStopped }: TrialProgressProps) {
  const { run, pending, reasons } = useCommand(stop);
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = now === null ? null : Math.max(0, Math.round((now - Date.parse(trial.askedIso)) / 1000));
  const send = async () => {
    if (!pending && (await run({ draftId }, null)).ok) onStopped();
  };
  return (
    <section className="card trial-progress" aria-label="Trial under way">
      <Refusals reasons={reasons} />
      <p role="status" className="num">
        <b>
          {trial.state === "asked"
            ? "Waiting for the worker"
            : trial.steps.length === 0
              ? "Asking the system"
              : `${trial.steps.length} answered`}
        </b>
        {seconds === null ? null : <span className="text-muted"> · {seconds} s of 90 s at most</span>}
      </p>
      <TrialSteps steps={trial.steps} />
      <div className="connect-acts">
        <button type="button" className="button" aria-disabled={pending} onClick={() => void send()}>
          Stop
        </button>
        <span className="text-meta text-muted">
          It only reads. You can leave this page: the trial goes on, and its answer is here.
        </span>
      </div>
    </section>
  );
}
