"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { AssignmentPreviewView } from "#lib/core/views/assignment.ts";
import { type Counted, countedWord } from "#lib/core/views/counted.ts";
import { Refusals } from "../ui/refusals.tsx";
import { useOpenDialog } from "../ui/use-open-dialog.ts";
import { AssignChoice } from "./assign-choice.tsx";
import { AssignPreview } from "./assign-preview.tsx";
import type { AssignTo, ToAssign } from "./step-commands.ts";
import { type AssignmentDone, useAssignment } from "./use-assignment.ts";
import { useAssignmentPreview } from "./use-preview.ts";

interface AssignDialogProps<Which extends object> {
  readonly what: ToAssign<Which>;
  readonly onClose: () => void;
  readonly onDone: (done: AssignmentDone) => void;
}

/** `1 step`, `197 steps`. */
function counted(count: number, noun: "steps" | "items", words = `${count}`): string {
  return `${words} ${count === 1 ? noun.slice(0, -1) : noun}`;
}

function Sum({ preview, count }: { preview: AssignmentPreviewView | undefined; count: Counted }) {
  if (preview === undefined) return <p className="text-muted">Counting who would get what…</p>;
  return (
    <p className="text-muted">
      {preview.matching === count.count || (count.capped && preview.matching > count.count) ? null : (
        <b className="text-fg">
          Now {preview.matching} match, not {countedWord(count)}.{" "}
        </b>
      )}
      {preview.assigned} of {preview.matching} {preview.assigned === 1 ? "gets" : "get"} an owner
      {preview.skipped > 0 ? (
        <>
          ,{" "}
          <b className="bad">
            {preview.skipped} {preview.skipped === 1 ? "is skipped" : "are skipped"}
          </b>{" "}
          and {preview.skipped === 1 ? "stays as it is" : "stay as they are"}
        </>
      ) : null}
      .
    </p>
  );
}

const SUGGESTED: AssignTo = { kind: "suggested" };

/** Before anything is assigned: who gets how many of which system and why, and which are skipped. */
export function AssignDialog<Which extends object>({ what, onClose, onDone }: AssignDialogProps<Which>) {
  const { noun, count } = what;
  const dialog = useOpenDialog(onClose);
  const apply = useRef<HTMLButtonElement>(null);
  const [to, setTo] = useState<AssignTo | null>(SUGGESTED);
  const [people, setPeople] = useState<AssignmentPreviewView["people"]>([]);
  // Who is quick to choose one person still needs the people that come with the first answer.
  const asked = to ?? (people.length === 0 ? SUGGESTED : null);
  const { data, error, refetch, isFetching } = useAssignmentPreview(what, asked);
  const preview = to === null ? undefined : data;
  const { assign, progress, reasons, clear } = useAssignment(what);
  const ready = preview !== undefined && !isFetching && preview.assigned > 0 && progress === null;

  useEffect(() => {
    if (data) setPeople(data.people);
  }, [data]);
  useEffect(() => {
    // Enter then assigns; not once somebody went to another control.
    if (ready && document.activeElement === dialog.current) apply.current?.focus();
  }, [ready, dialog]);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || to === null) return;
    const { complete, ...done } = await assign(to, preview.matching);
    if (complete || done.assigned > 0) onDone(done);
    if (complete) dialog.current?.close();
    else void refetch();
  };

  return (
    <dialog ref={dialog} className="dialog assign-dialog" aria-labelledby="assign-title" tabIndex={-1}>
      <form onSubmit={send}>
        <h2 id="assign-title" className="text-lead font-semibold">
          Assign {preview ? counted(preview.matching, noun) : counted(count.count, noun, countedWord(count))}
        </h2>
        <Sum preview={preview} count={count} />
        <Refusals reasons={reasons} />
        {error ? <p role="alert">{error.message}</p> : null}
        <AssignChoice
          people={people}
          to={to}
          onChange={(next) => {
            clear();
            setTo(next);
          }}
        />
        {preview ? <AssignPreview preview={preview} noun={noun} /> : null}
        <div className="dialog-foot">
          <span className="text-meta text-muted">Can be undone; the change stays in the record</span>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button ref={apply} type="submit" className="button button-primary" aria-disabled={!ready}>
            {progress
              ? `Assigned ${progress.assigned} of ${preview?.assigned ?? countedWord(count)}…`
              : `Assign ${counted(preview?.assigned ?? 0, noun)}`}{" "}
            <kbd className="key">↵</kbd>
          </button>
        </div>
      </form>
    </dialog>
  );
}
