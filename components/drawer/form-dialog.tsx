"use client";
import { type ReactNode, type SubmitEvent, useId, useRef } from "react";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { Refusals } from "../ui/refusals.tsx";

interface FormDialogProps {
  /** Words on the button that opens it; the form's own button says the same verb. */
  readonly opener: string;
  readonly title: string;
  readonly verb: string;
  readonly pending: boolean;
  readonly reasons: readonly RefusalReason[];
  /** Carries the form out; the dialog closes when it went ahead. */
  readonly onSend: (form: FormData) => Promise<boolean>;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** A button of the panel that opens a form over it. Refused, it keeps what was typed and says why. */
export function FormDialog({ opener, title, verb, pending, reasons, onSend, onOpen, children }: FormDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = () => {
    onOpen?.();
    dialog.current?.showModal();
  };
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!pending && (await onSend(new FormData(form)))) {
      form.reset();
      dialog.current?.close();
    }
  };
  return (
    <>
      <button type="button" className="button" onClick={open}>
        {opener}
      </button>
      <dialog
        ref={dialog}
        className="form-dialog"
        aria-labelledby={`${id}-title`}
        // Escape closes the dialog alone, not the panel under it.
        onKeyDown={(event) => {
          if (event.key === "Escape") event.stopPropagation();
        }}
      >
        <form className="dialog-form" onSubmit={send}>
          <h3 id={`${id}-title`} className="text-lead font-semibold">
            {title}
          </h3>
          <Refusals reasons={reasons} />
          {children}
          <div className="flex gap-2">
            <button type="submit" className="button button-primary" aria-disabled={pending}>
              {verb}
            </button>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Back
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
