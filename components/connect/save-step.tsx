"use client";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import type { ConnectionDraftView } from "#lib/core/views/connection.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Field } from "../leavers/open-leaver-field.tsx";
import { slugOf } from "../setup/slug-of.ts";
import { TIERS } from "../setup/tiers.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { Refusals } from "../ui/refusals.tsx";
import type { ConnectCommands } from "./connect-commands.ts";

interface SaveStepProps {
  readonly draft: ConnectionDraftView;
  readonly commands: ConnectCommands;
}

const NAMELESS = "Give the system a name of letters or digits. Nothing was saved.";

/** Name, tier and owner; from then on the system is looked at. */
export function SaveStep({ draft, commands }: SaveStepProps) {
  return draft.changes === null ? (
    <SaveNew draft={draft} commands={commands} />
  ) : (
    <SaveChange draft={draft} changes={draft.changes} change={commands.change} />
  );
}

function SaveNew({ draft, commands }: SaveStepProps) {
  const router = useRouter();
  const announce = useAnnounce();
  const { run, pending, reasons } = useCommand(commands.save);
  const [name, setName] = useState("");
  const [nameless, setNameless] = useState(false);
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const slug = slugOf(name);
    setNameless(slug === "");
    if (slug === "" || pending) return;
    const [tier] = TIERS.find(([one]) => String(one) === data.get("tier")) ?? TIERS[2];
    const ownerId = String(data.get("owner") ?? "") || null;
    const answer = await run({ draftId: draft.id, name: name.trim(), slug, tier, ownerId }, null);
    if (!answer.ok) return;
    announce(`${name.trim()} is connected; Closeout only looks`);
    router.push(`/systems/${answer.data.slug}`);
  };
  const ofName = reasons.find(({ path }) => path === "name" || path === "slug")?.sentence ?? null;
  return (
    <>
      <h1 className="page-title">Save the system</h1>
      <p className="connect-lead">
        It is saved observe-only: Closeout looks at leavers there and touches nothing until an administrator switches
        acting on, on the system's page, after a dry run of its own.
      </p>
      <form className="connect-form" noValidate onSubmit={send}>
        <Refusals reasons={reasons.filter(({ path }) => !["name", "slug", "ownerId"].includes(path ?? ""))} />
        <Field
          id="name"
          label="Name of the system"
          hint="As people call it, for example Salesforce."
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={nameless ? NAMELESS : ofName}
        />
        <TierField />
        <OwnerField people={draft.people} />
        <div className="connect-acts">
          <button type="submit" className="button button-primary button-large" aria-disabled={pending}>
            Save, observe-only
          </button>
        </div>
      </form>
    </>
  );
}

function TierField() {
  return (
    <div className="field">
      <label className="field-label" htmlFor="tier">
        How much harm access to it can do
      </label>
      <select id="tier" name="tier" className="input" defaultValue="2">
        {TIERS.map(([tier, word]) => (
          <option key={tier} value={tier}>
            {word}
          </option>
        ))}
      </select>
      <p className="field-hint">The tier decides how soon access must be gone, and who may check it.</p>
    </div>
  );
}

function OwnerField({ people }: Pick<ConnectionDraftView, "people">) {
  return (
    <div className="field">
      <label className="field-label" htmlFor="owner">
        Owner
      </label>
      <select id="owner" name="owner" className="input" defaultValue="">
        <option value="">No owner yet</option>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      <p className="field-hint">Who answers for it and removes by hand what Closeout does not act on.</p>
    </div>
  );
}

interface SaveChangeProps {
  readonly draft: ConnectionDraftView;
  readonly changes: { readonly slug: string; readonly name: string };
  readonly change: ConnectCommands["change"];
}

function SaveChange({ draft, changes, change }: SaveChangeProps) {
  const router = useRouter();
  const announce = useAnnounce();
  const { run, pending, reasons } = useCommand(change);
  const send = async () => {
    if (pending) return;
    const answer = await run({ draftId: draft.id }, null);
    if (!answer.ok) return;
    announce(answer.data.stoppedActing ? "Connection changed; acting was switched off" : "Connection changed");
    router.push(`/systems/${changes.slug}`);
  };
  return (
    <>
      <h1 className="page-title">
        Change the connection of <bdi>{changes.name}</bdi>
      </h1>
      <p className="connect-lead">
        From now on it is reached by what was just accepted. What was observed and claimed until now stays. If it leads
        to another place than before and Closeout acts there, acting is switched off: what would be acted on is looked
        at first.
      </p>
      <Refusals reasons={reasons} />
      <div className="connect-acts">
        <button
          type="button"
          className="button button-primary button-large"
          aria-disabled={pending}
          onClick={() => void send()}
        >
          Change the connection
        </button>
      </div>
    </>
  );
}
