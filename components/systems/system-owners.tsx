"use client";
import type { CredentialStanding } from "#lib/core/ownership/credential-owner.ts";
import type { SystemView } from "#lib/core/views/system.ts";
import type { CommandAnswer } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { Person } from "./person.tsx";
import { PersonPicker } from "./person-picker.tsx";
import type { SystemCommands } from "./system-commands.ts";

interface PickerProps {
  readonly view: SystemView;
  readonly commands: SystemCommands;
  /** Says what came of it, once it has. */
  readonly told: (answer: Promise<CommandAnswer>, sentence: string) => Promise<void>;
}

function OwnerPicker({ view, commands, told }: PickerProps) {
  const { run, pending, reasons } = useCommand(commands.assignOwner);
  const { system, suggestedOwner, people } = view;
  const known = suggestedOwner === null || people.some((one) => one.id === suggestedOwner.owner.id);
  return (
    <>
      <Refusals reasons={reasons} />
      <PersonPicker
        label={`New owner of ${system.name}`}
        chosen={suggestedOwner?.owner.id ?? system.owner?.id ?? ""}
        current={system.owner?.id ?? ""}
        people={known ? people : [suggestedOwner.owner, ...people]}
        nobody={null}
        act={(name) => (name === null ? "Choose an owner" : `Make ${name} the owner`)}
        pending={pending}
        onSave={(ownerId) => void told(run({ systemId: system.id, ownerId }, system.version), "Owner assigned")}
      />
    </>
  );
}

function DeputyPicker({ view, commands, told }: PickerProps) {
  const { run, pending, reasons } = useCommand(commands.assignDeputy);
  const { system, people } = view;
  const save = (id: string) => run({ systemId: system.id, deputyId: id === "" ? null : id }, system.version);
  return (
    <>
      <Refusals reasons={reasons} />
      <PersonPicker
        label={`New deputy of ${system.name}`}
        chosen={system.deputy?.id ?? ""}
        current={system.deputy?.id ?? ""}
        people={people.filter((one) => one.id !== system.owner?.id)}
        nobody="No deputy"
        act={(name) => (name === null ? "Set no deputy" : `Make ${name} the deputy`)}
        pending={pending}
        onSave={(id) => void told(save(id), "Deputy set")}
      />
    </>
  );
}

function CredentialPicker({ view, commands, told }: PickerProps) {
  const { run, pending, reasons } = useCommand(commands.assignCredentialOwner);
  const { system, people } = view;
  const current = system.credentialOwner?.owner;
  const known = current === undefined || people.some((one) => one.id === current.id);
  const save = (id: string) => run({ systemId: system.id, ownerId: id === "" ? null : id }, system.version);
  return (
    <>
      <Refusals reasons={reasons} />
      <PersonPicker
        label={`New credential owner of ${system.name}`}
        chosen={current?.id ?? ""}
        current={current?.id ?? ""}
        people={known ? people : [current, ...people]}
        nobody="Nobody's own"
        act={(name) => (name === null ? "Set as nobody's own" : `Name ${name}`)}
        pending={pending}
        onSave={(id) => void told(save(id), "Credential owner named")}
      />
    </>
  );
}

const STANDING_WORD: Readonly<Record<CredentialStanding, string | null>> = {
  not_named: null,
  stays: null,
  leaves: "is leaving",
  left: "has left",
};

/** Whose credential the connector signs in with, if it is somebody's. */
function Credential({ view, ...rest }: PickerProps) {
  const { credentialOwner } = view.system;
  const standing = credentialOwner === null ? null : STANDING_WORD[credentialOwner.standing];
  return (
    <>
      <dt>Credential owner</dt>
      <dd>
        {credentialOwner === null ? (
          <span className="text-muted">Nobody's own, as far as anybody has said</span>
        ) : (
          <bdi>{credentialOwner.owner.name}</bdi>
        )}
        {standing === null ? null : <span className="bad"> {standing}</span>}
        {view.mayAssign ? <CredentialPicker key={view.system.version} view={view} {...rest} /> : null}
      </dd>
    </>
  );
}

/** Who answers for the system, who stands in, and whose credential is used, each with the way to change it. */
export function SystemOwners({ view, commands }: { view: SystemView; commands: SystemCommands }) {
  const announce = useAnnounce();
  const { system, suggestedOwner, mayAssign } = view;
  const told = async (answer: Promise<CommandAnswer>, sentence: string) => {
    if ((await answer).ok) announce(sentence);
  };
  // Another version begins with another choice.
  const picker = { view, commands, told };
  return (
    <dl className="system-facts">
      <dt>Owner</dt>
      <dd>
        <Person person={system.owner} gone={system.ownerGone} nobody="No owner" />
        {suggestedOwner ? (
          <span className="text-muted">
            {" "}
            · suggested: <b className="text-fg">{suggestedOwner.owner.name}</b>, {suggestedOwner.reason}
          </span>
        ) : null}
        {mayAssign ? <OwnerPicker key={system.version} {...picker} /> : null}
      </dd>
      <dt>Deputy</dt>
      <dd>
        <Person person={system.deputy} gone={system.deputyGone} nobody="No deputy" />
        {mayAssign ? <DeputyPicker key={system.version} {...picker} /> : null}
      </dd>
      {system.connector === null ? null : <Credential {...picker} />}
    </dl>
  );
}
