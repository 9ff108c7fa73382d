"use client";
import type { SystemView } from "#lib/core/views/system-list.ts";
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

/** Who answers for the system and who stands in, each with the way to change it. */
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
    </dl>
  );
}
