"use client";
import { useId, useState } from "react";
import type { OwnerView, SuggestedOwnerView } from "#lib/core/views/owner.ts";

interface AssignOwnerProps {
  readonly what: string;
  readonly suggested: SuggestedOwnerView | null;
  readonly choices: readonly OwnerView[];
  /** Resolves to whether it was saved; the reason is told by the caller. */
  readonly onAssign: (ownerId: string) => Promise<boolean>;
  /** Popover to close once it is saved. */
  readonly popoverId?: string;
}

/** Chooses a person; the proposal is chosen already, with its reason, but nothing is assigned before the button is pressed. */
export function AssignOwner({ what, suggested, choices, onAssign, popoverId }: AssignOwnerProps) {
  const id = useId();
  const [ownerId, setOwnerId] = useState(suggested?.owner.id ?? "");
  const [pending, setPending] = useState(false);
  const people =
    suggested && !choices.some((person) => person.id === suggested.owner.id) ? [suggested.owner, ...choices] : choices;
  const chosen = people.find((person) => person.id === ownerId);

  const assign = async () => {
    if (!chosen || pending) return;
    setPending(true);
    const saved = await onAssign(chosen.id);
    setPending(false);
    if (saved && popoverId) document.getElementById(popoverId)?.hidePopover();
  };

  return (
    <div className="assign">
      {suggested ? (
        <p className="text-meta text-muted">
          Suggested: <b className="font-medium text-fg">{suggested.owner.name}</b>, {suggested.reason}
        </p>
      ) : null}
      <label className="text-meta font-medium" htmlFor={id}>
        Owner of {what}
      </label>
      <div className="assign-row">
        <select id={id} className="select-small" value={ownerId} onChange={(event) => setOwnerId(event.target.value)}>
          <option value="">Choose a person</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </select>
        <button type="button" className="button button-small" aria-disabled={!chosen || pending} onClick={assign}>
          {chosen ? `Assign ${chosen.name}` : "Assign"}
        </button>
      </div>
    </div>
  );
}
