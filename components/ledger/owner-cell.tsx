"use client";
import { useId } from "react";
import type { OwnerView, SuggestedOwnerView } from "#lib/core/views/owner.ts";
import { AssignOwner } from "./assign-owner.tsx";

interface OwnerCellProps {
  readonly systemName: string;
  readonly owner: OwnerView | null;
  readonly suggested: SuggestedOwnerView | null;
  readonly choices: readonly OwnerView[];
  /** null when the reader may not assign. */
  readonly onAssign: ((ownerId: string) => Promise<boolean>) | null;
}

/** Owner of a system. Nobody is the loudest thing in the column: red, with a proposal and the way to accept it. */
export function OwnerCell({ systemName, owner, suggested, choices, onAssign }: OwnerCellProps) {
  const id = useId();
  if (owner)
    return (
      <span className="owner-name" title={owner.name}>
        {owner.name}
      </span>
    );
  if (!onAssign) return <span className="no-owner">No owner</span>;
  return (
    <>
      <button type="button" className="owner-missing" popoverTarget={id}>
        <span className="sr-only">{systemName}: </span>
        <span className="no-owner">No owner</span>{" "}
        <span className="owner-hint">{suggested ? `${suggested.owner.name}?` : "Assign…"}</span>
      </button>
      <div id={id} popover="auto" className="owner-card" role="dialog" aria-label={`Owner of ${systemName}`}>
        <AssignOwner what={systemName} suggested={suggested} choices={choices} onAssign={onAssign} popoverId={id} />
      </div>
    </>
  );
}
