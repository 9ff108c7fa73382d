"use client";
import type { SubmitEvent } from "react";
import { useCommand } from "#lib/ui/use-command.ts";
import { Field } from "../leavers/open-leaver-field.tsx";
import { Refusals } from "../ui/refusals.tsx";
import type { SetupCommands } from "./setup-commands.ts";

interface AddPersonProps {
  readonly add: SetupCommands["addPerson"];
  readonly onAdded: (personId: string) => void;
}

/** Somebody who is not known yet: a name and an e-mail are enough to be asked. */
export function AddPerson({ add, onAdded }: AddPersonProps) {
  const { run, pending, reasons } = useCommand(add);
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const answer = await run({ name: text("person-name"), email: text("person-email") }, null);
    if (answer.ok) onAdded(answer.data.identityId);
  };
  return (
    <form className="form add-person" noValidate onSubmit={send}>
      <p className="field-label">Somebody who is not known yet</p>
      <Refusals reasons={reasons} />
      <div className="form-pair">
        <Field id="person-name" label="Name" autoComplete="off" error={null} />
        <Field id="person-email" type="email" label="E-mail" autoComplete="off" error={null} />
      </div>
      <div>
        <button type="submit" className="button" aria-disabled={pending}>
          Add them and make them the owner
        </button>
      </div>
    </form>
  );
}
