"use client";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import type { ConnectionDraftView } from "#lib/core/views/connection.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Field } from "../leavers/open-leaver-field.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { connectHref } from "./connect-address.ts";
import type { ConnectCommands } from "./connect-commands.ts";
import { PersonFound } from "./person-found.tsx";
import { TrialProgress } from "./trial-progress.tsx";
import { useDraft } from "./use-draft.ts";

interface PersonStepProps {
  readonly draft: ConnectionDraftView;
  readonly commands: ConnectCommands;
}

/** A dry run on one person: which accounts and accesses are found. It only reads. */
export function PersonStep({ draft: initial, commands }: PersonStepProps) {
  const { draft, running, refetch } = useDraft(initial);
  const { run, pending, reasons } = useCommand(commands.tryDraft);
  const [person, setPerson] = useState(draft.trial?.mail ?? "");
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!pending && (await run({ draftId: draft.id, person }, null)).ok) await refetch();
  };
  const error = reasons.find(({ path }) => path === "person")?.sentence ?? null;
  return (
    <>
      <h1 className="page-title">Dry run: look for one person</h1>
      <p className="connect-lead">
        Somebody whose access you know. Closeout looks for their accounts and what hangs on them, and reads each again
        by itself. Nothing is changed, and of the person nothing is kept but this answer, until the draft is saved.
      </p>
      {running && draft.trial ? (
        <TrialProgress
          draftId={draft.id}
          trial={draft.trial}
          stop={commands.stopTry}
          onStopped={() => void refetch()}
        />
      ) : (
        <>
          <form className="connect-form" noValidate onSubmit={send}>
            <Refusals reasons={reasons.filter(({ path }) => path !== "person")} />
            <Field
              id="person"
              label="E-mail or user name"
              hint="As this system knows the person, for example lena.brandt@example.com."
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={person}
              onChange={(event) => setPerson(event.target.value)}
              error={error}
            />
            <div className="connect-acts">
              <button
                type="submit"
                className={draft.found === null ? "button button-primary button-large" : "button button-large"}
                aria-disabled={pending}
              >
                {draft.found === null ? "Look" : "Look again"}
              </button>
              {draft.found === null ? (
                <Link href={connectHref(draft.id, "save")} className="button button-large">
                  Skip the dry run
                </Link>
              ) : null}
            </div>
          </form>
          {draft.found === null ? null : <PersonFound found={draft.found} />}
          {draft.found === null ? null : (
            <div className="connect-acts">
              <Link href={connectHref(draft.id, "save")} className="button button-primary button-large">
                Go on: save
              </Link>
              <Link href={connectHref(draft.id, "check")} className="button button-large">
                Back to the check
              </Link>
            </div>
          )}
        </>
      )}
    </>
  );
}
