"use client";
import Link from "next/link";
import type { ConnectionCheckView, ConnectionDraftView } from "#lib/core/views/connection.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Refusals } from "../ui/refusals.tsx";
import { connectHref } from "./connect-address.ts";
import type { ConnectCommands } from "./connect-commands.ts";
import { LayerTable } from "./layer-table.tsx";
import { TrialProgress, TrialSteps } from "./trial-progress.tsx";
import { TrialRequests } from "./trial-requests.tsx";
import { useDraft } from "./use-draft.ts";

interface CheckStepProps {
  readonly draft: ConnectionDraftView;
  readonly commands: ConnectCommands;
}

function heading(check: ConnectionCheckView | null, running: boolean): string {
  if (running) return "Checking the connection";
  if (check === null) return "Not checked yet";
  if (!check.reachable) return "The system does not answer";
  return check.authorised
    ? "The system accepts the connection"
    : "The system answers and does not accept the connection";
}

function Answer({ check }: { check: ConnectionCheckView }) {
  const { authorised, findings, steps, layers, calls, requests } = check;
  return (
    <>
      {findings.length === 0 ? null : (
        <div className={authorised ? "notice" : "notice notice-alarm"}>
          <h2 className="font-semibold">{authorised ? "What it said" : "Why"}</h2>
          <ul className="connect-findings">
            {findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </div>
      )}
      {authorised ? (
        <>
          <TrialSteps steps={steps} />
          <LayerTable layers={layers} seen={false} />
        </>
      ) : (
        <p>Nothing was saved. What you entered is kept, the credential sealed. Correct what it says and check again.</p>
      )}
      <TrialRequests questions={requests} calls={calls} isOpen={!authorised} said={findings} />
    </>
  );
}

/** Whether the target accepts the connection, with what it may see, and what is missing and where that is granted. */
export function CheckStep({ draft: initial, commands }: CheckStepProps) {
  const { draft, running, refetch } = useDraft(initial);
  const { run, pending, reasons } = useCommand(commands.tryDraft);
  const ofCheck = draft.trial !== null && draft.trial.mail === null && running;
  const again = async () => {
    if (!pending && (await run({ draftId: draft.id, person: null }, null)).ok) await refetch();
  };
  const accepted = draft.check?.authorised === true;
  return (
    <>
      <h1 className="page-title">{heading(draft.check, ofCheck)}</h1>
      <Refusals reasons={reasons} />
      {ofCheck && draft.trial ? (
        <TrialProgress
          draftId={draft.id}
          trial={draft.trial}
          stop={commands.stopTry}
          onStopped={() => void refetch()}
        />
      ) : (
        <>
          {draft.check === null ? <p className="connect-lead">Your settings are kept. Nothing was sent.</p> : null}
          {draft.check === null ? null : <Answer check={draft.check} />}
          <div className="connect-acts">
            {accepted ? (
              <Link href={connectHref(draft.id, "person")} className="button button-primary button-large">
                Look for one person
              </Link>
            ) : (
              <Link href={connectHref(draft.id, "settings")} className="button button-primary button-large">
                Correct the settings
              </Link>
            )}
            <button type="button" className="button button-large" aria-disabled={pending} onClick={() => void again()}>
              Check again
            </button>
            {accepted ? (
              <Link href={connectHref(draft.id, "settings")} className="button button-large">
                Back to the settings
              </Link>
            ) : null}
          </div>
        </>
      )}
    </>
  );
}
