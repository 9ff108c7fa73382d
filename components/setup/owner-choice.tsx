"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SystemView } from "#lib/core/views/system.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { Person } from "../systems/person.tsx";
import { PersonPicker } from "../systems/person-picker.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { AddPerson } from "./add-person.tsx";
import type { SetupCommands } from "./setup-commands.ts";

interface OwnerChoiceProps {
  readonly view: SystemView;
  readonly commands: SetupCommands;
  /** Where it goes on, with an owner or without. */
  readonly next: string;
}

/** Who removes what was found: the one who is suggested, somebody else, or for now nobody, which stays red. */
export function OwnerChoice({ view, commands, next }: OwnerChoiceProps) {
  const router = useRouter();
  const { system, suggestedOwner, people } = view;
  const { run, pending, reasons } = useCommand(commands.assignOwner);
  const [picking, setPicking] = useState(false);
  const assign = async (ownerId: string) => {
    const answer = await run({ systemId: system.id, ownerId }, null);
    if (answer.ok) router.push(next);
  };
  if (system.owner !== null && !system.ownerGone && !picking)
    return (
      <>
        <p>
          <b>
            <bdi>{system.owner.name}</bdi>
          </b>{" "}
          owns <bdi>{system.name}</bdi> and is asked to remove what was found.
        </p>
        <p className="setup-acts">
          <Link className="button button-primary" href={next}>
            Go on: first leaver
          </Link>
          <button type="button" className="button" onClick={() => setPicking(true)}>
            Pick somebody else…
          </button>
        </p>
      </>
    );
  return (
    <>
      <Refusals reasons={reasons} />
      <p>
        <bdi>{system.name}</bdi>: <Person person={system.owner} gone={system.ownerGone} nobody="No owner" />.{" "}
        {suggestedOwner === null ? (
          "Nobody can be suggested: no owner, deputy or administrator of it is known."
        ) : (
          <>
            <b>
              <bdi>{suggestedOwner.owner.name}</bdi>
            </b>{" "}
            may be the right person: {suggestedOwner.reason}.
          </>
        )}
      </p>
      <p className="setup-acts">
        {suggestedOwner === null ? null : (
          <button
            type="button"
            className="button button-primary"
            aria-disabled={pending}
            onClick={() => void assign(suggestedOwner.owner.id)}
          >
            Make {suggestedOwner.owner.name} the owner
          </button>
        )}
        {picking ? null : (
          <button
            type="button"
            className={suggestedOwner === null ? "button button-primary" : "button"}
            onClick={() => setPicking(true)}
          >
            {suggestedOwner === null ? "Pick an owner…" : "Pick somebody else…"}
          </button>
        )}
        <Link className="link" href={next}>
          Skip for now
        </Link>
      </p>
      {picking ? (
        <>
          {people.length === 0 ? null : (
            <PersonPicker
              label={`Owner of ${system.name}`}
              chosen=""
              current={system.owner?.id ?? ""}
              people={people}
              nobody={null}
              act={(name) => (name === null ? "Choose an owner" : `Make ${name} the owner`)}
              pending={pending}
              onSave={(id) => void assign(id)}
            />
          )}
          <AddPerson add={commands.addPerson} onAdded={(id) => void assign(id)} />
        </>
      ) : null}
    </>
  );
}
