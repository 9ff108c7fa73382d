"use client";
import { type ReactNode, useId } from "react";
import type { ItemView } from "#lib/core/views/item.ts";
import type { OwnerView } from "#lib/core/views/owner.ts";
import type { RefusalReason } from "#lib/ui/command-answer.ts";
import { AssignOwner } from "../ledger/assign-owner.tsx";
import { Refusals } from "../ui/refusals.tsx";

export interface ItemCommands {
  readonly pending: boolean;
  readonly reasons: readonly RefusalReason[];
  readonly onVerify: () => void;
  readonly onDispatch: () => void;
  readonly onReport: () => void;
  readonly onAssign: (ownerId: string) => Promise<boolean>;
}

interface DrawerFootProps {
  readonly item: ItemView;
  readonly ownerChoices: readonly OwnerView[];
  readonly commands: ItemCommands;
  /** Buttons that open a form. */
  readonly forms: ReactNode;
}

function Owner({ item, ownerChoices, commands }: Omit<DrawerFootProps, "forms">) {
  const id = useId();
  const mayAssign = item.actions.includes("assign_owner");
  const words = item.owner ? `Owner ${item.owner.name}` : "No owner";
  return (
    <span className="drawer-owner">
      <span className={item.owner ? "text-muted" : "no-owner"}>{words}</span>
      {mayAssign ? (
        <>
          <button type="button" className="button" popoverTarget={id}>
            {item.owner ? "Change owner…" : "Assign owner…"}
          </button>
          <div id={id} popover="auto" className="owner-card" role="dialog" aria-label="Owner of this step">
            <AssignOwner
              what={item.title}
              suggested={item.suggestedOwner}
              choices={ownerChoices}
              onAssign={commands.onAssign}
              popoverId={id}
            />
          </div>
        </>
      ) : null}
    </span>
  );
}

/** What can be done now. A report is a claim: the product looks again before it believes it. */
export function DrawerFoot(props: DrawerFootProps) {
  const { item, commands } = props;
  const may = (action: ItemView["actions"][number]) => item.actions.includes(action);
  return (
    <footer className="drawer-foot">
      <Refusals reasons={commands.reasons} />
      {may("verify_now") ? (
        <button
          type="button"
          className="button button-primary"
          aria-disabled={commands.pending}
          onClick={commands.onVerify}
        >
          Verify now <kbd className="key">V</kbd>
        </button>
      ) : null}
      {may("dispatch_now") ? (
        <button type="button" className="button" aria-disabled={commands.pending} onClick={commands.onDispatch}>
          Dispatch now
        </button>
      ) : null}
      {may("report_removed") ? (
        <button type="button" className="button" aria-disabled={commands.pending} onClick={commands.onReport}>
          Report removed
        </button>
      ) : null}
      {props.forms}
      <Owner {...props} />
    </footer>
  );
}
