"use client";
import Link from "next/link";
import { useCallback, useState } from "react";
import type { SystemView } from "#lib/core/views/system-list.ts";
import type { CommandAnswer } from "#lib/ui/command-answer.ts";
import { useCommand } from "#lib/ui/use-command.ts";
import { useLiveQuery } from "#lib/ui/use-live-query.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import { Refusals } from "../ui/refusals.tsx";
import { ActingDialog } from "./acting-dialog.tsx";
import { Person } from "./person.tsx";
import { PersonPicker } from "./person-picker.tsx";
import type { SystemCommands } from "./system-commands.ts";
import { ACTING_WORD, isCheckBad, lastCheckWords } from "./system-words.ts";

interface SystemScreenProps {
  readonly initial: SystemView;
  readonly commands: SystemCommands;
}

/** Who answers for the system and who stands in, each with the way to change it. */
function Owners({ view, commands }: { view: SystemView; commands: SystemCommands }) {
  const announce = useAnnounce();
  const owner = useCommand(commands.assignOwner);
  const deputy = useCommand(commands.assignDeputy);
  const { system, suggestedOwner, people, mayAssign } = view;
  const told = async (answer: Promise<CommandAnswer>, sentence: string) => {
    if ((await answer).ok) announce(sentence);
  };
  const choices =
    suggestedOwner && !people.some((one) => one.id === suggestedOwner.owner.id)
      ? [suggestedOwner.owner, ...people]
      : people;
  return (
    <>
      <Refusals reasons={[...owner.reasons, ...deputy.reasons]} />
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
          {mayAssign ? (
            <PersonPicker
              key={system.version}
              label={`New owner of ${system.name}`}
              chosen={suggestedOwner?.owner.id ?? system.owner?.id ?? ""}
              current={system.owner?.id ?? ""}
              people={choices}
              nobody={null}
              act={(name) => (name === null ? "Choose an owner" : `Make ${name} the owner`)}
              pending={owner.pending}
              onSave={(ownerId) =>
                void told(owner.run({ systemId: system.id, ownerId }, system.version), "Owner assigned")
              }
            />
          ) : null}
        </dd>
        <dt>Deputy</dt>
        <dd>
          <Person person={system.deputy} gone={system.deputyGone} nobody="No deputy" />
          {mayAssign ? (
            <PersonPicker
              key={system.version}
              label={`New deputy of ${system.name}`}
              chosen={system.deputy?.id ?? ""}
              current={system.deputy?.id ?? ""}
              people={people.filter((one) => one.id !== system.owner?.id)}
              nobody="No deputy"
              act={(name) => (name === null ? "Set no deputy" : `Make ${name} the deputy`)}
              pending={deputy.pending}
              onSave={(id) =>
                void told(
                  deputy.run({ systemId: system.id, deputyId: id === "" ? null : id }, system.version),
                  "Deputy set",
                )
              }
            />
          ) : null}
        </dd>
      </dl>
    </>
  );
}

/** The switch from looking to acting. It does nothing by itself: it opens what it would do. */
function Acting({ view, onOpen }: { view: SystemView; onOpen: () => void }) {
  const { system, maySwitch } = view;
  const word = system.acting ? ACTING_WORD.on : ACTING_WORD.off;
  return (
    <div className="acting-row">
      {maySwitch ? (
        <button
          type="button"
          role="switch"
          aria-checked={system.acting}
          aria-haspopup="dialog"
          className="switch"
          onClick={onOpen}
        >
          <span className="switch-track" aria-hidden="true" />
          Acting on {system.name}
        </button>
      ) : null}
      <b className="acting-mark" data-on={system.acting || undefined}>
        {word}
      </b>
      <span className="text-muted">
        {system.connector === null
          ? "Without a connector Closeout cannot act here: owners do it by hand."
          : system.acting
            ? "Closeout acts on leavers here and looks again for itself."
            : "Closeout looks and touches nothing. Owners act by hand."}
      </span>
    </div>
  );
}

/** One system: who answers for it, and whether Closeout acts on it. Kept current while open. */
export function SystemScreen({ initial, commands }: SystemScreenProps) {
  const { data } = useLiveQuery<SystemView>({
    tag: "systems",
    part: initial.system.slug,
    path: `/api/v1/systems/${initial.system.slug}`,
    initial,
  });
  const view = data ?? initial;
  const { system } = view;
  const [switching, setSwitching] = useState(false);
  const close = useCallback(() => setSwitching(false), []);
  return (
    <>
      <nav className="crumbs" aria-label="Path">
        <Link href="/systems">Systems</Link>
      </nav>
      <div className="page-top">
        <h1 className="page-title">
          <bdi>{system.name}</bdi> <span className="reference">Tier {system.tier}</span>
        </h1>
      </div>
      <p className="systems-sum">
        <span>
          <span className={isCheckBad(system) ? "bad" : undefined} suppressHydrationWarning>
            Last check: {lastCheckWords(system, view.asOfIso)}
          </span>{" "}
          ·{" "}
          <Link className="link" href={`/steps?tab=all_open&q=${encodeURIComponent(`system:${system.slug}`)}`}>
            {system.openSteps} open steps
          </Link>
          {system.openWithoutOwner > 0 ? (
            <b className="bad">
              , {system.openWithoutOwner} of {system.openSteps} without owner
            </b>
          ) : null}
        </span>
      </p>
      <section className="card system-part" aria-labelledby="owners-title">
        <h2 id="owners-title" className="text-lead font-semibold">
          Who answers for it
        </h2>
        <Owners view={view} commands={commands} />
      </section>
      <section className="card system-part" aria-labelledby="acting-head">
        <h2 id="acting-head" className="text-lead font-semibold">
          Acting
        </h2>
        <Acting view={view} onOpen={() => setSwitching(true)} />
      </section>
      {switching ? <ActingDialog system={system} commands={commands} onClose={close} /> : null}
    </>
  );
}
