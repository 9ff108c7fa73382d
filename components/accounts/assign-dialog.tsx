"use client";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import type { ListedAccountView } from "#lib/core/views/discovery.ts";
import type { FoundPersonView } from "#lib/core/views/people.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { useOpenDialog } from "../ui/use-open-dialog.ts";
import type { AccountCommands } from "./account-commands.ts";
import { PersonSearch } from "./person-search.tsx";

interface AssignDialogProps {
  readonly system: { readonly id: string; readonly name: string };
  readonly account: ListedAccountView;
  readonly assign: AccountCommands["assign"];
  readonly onClose: () => void;
}

/** Says whose an account is, and what will follow from it. */
export function AssignDialog({ system, account, assign, onClose }: AssignDialogProps) {
  const router = useRouter();
  const dialog = useOpenDialog(onClose);
  const announce = useAnnounce();
  const { run, pending, reasons } = useCommand(assign);
  const [text, setText] = useState("");
  const [sent, setSent] = useState<string | null>(null);
  const [chosen, setChosen] = useState<FoundPersonView | null>(null);
  const person = chosen?.personKey ?? text;
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    setSent(person);
    const answer = await run({ systemId: system.id, nativeId: account.nativeId, person }, null);
    if (!answer.ok) return;
    const { name, left } = answer.data;
    announce(left ? `It is ${name}'s, who has left` : `It is ${name}'s`);
    router.refresh();
    dialog.current?.close();
  };
  const key =
    account.emails.length === 0 ? `its user name ${account.userName}` : `its mail ${account.emails.join(", ")}`;
  return (
    <dialog ref={dialog} className="dialog assign-dialog" aria-labelledby="whose-title" tabIndex={-1}>
      <form onSubmit={send} noValidate>
        <h2 id="whose-title" className="text-lead font-semibold whose-title">
          Whose is <bdi className="mono">{account.userName}</bdi>?
        </h2>
        <p className="acting-sentence">
          In every system <bdi>{key}</bdi> will be a key of this person. If they have left, their case looks at the
          account next. It can be taken from them again in the list of people.
        </p>
        <Refusals reasons={reasons.filter(({ path }) => path !== "person")} />
        <PersonSearch
          label="Name, e-mail or person key"
          text={text}
          chosen={chosen}
          onText={(typed) => {
            setText(typed);
            setChosen(null);
          }}
          onChoose={(one) => {
            setText(one.name);
            setChosen(one);
          }}
          error={sent === person ? (reasons.find(({ path }) => path === "person")?.sentence ?? null) : null}
        />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" aria-disabled={pending}>
            {chosen === null ? "It is theirs" : `It is ${chosen.name}’s`}
          </button>
        </div>
      </form>
    </dialog>
  );
}
