"use client";
import { useCallback, useMemo, useState } from "react";
import type { ContradictionsView } from "#lib/core/views/contradictions.ts";
import { useShortcut } from "../shell/use-shortcut.ts";
import { AssignDialog } from "../steps/assign-dialog.tsx";
import { BulkOutcomeNotice } from "../steps/bulk-outcome.tsx";
import { useAssigned } from "../steps/use-assigned.ts";
import { Refusals } from "../ui/refusals.tsx";
import type { ClaimsChosen, ContradictionCommands } from "./contradiction-commands.ts";

/** Owners for the items behind the contradicted claims: its dialog, its outcome, and the key A. */
export function useAssignItems(view: ContradictionsView, commands: ContradictionCommands) {
  const [assigning, setAssigning] = useState(false);
  const owners = useAssigned(commands.takeBack);
  const { tool, system, period, contradictedItems: items } = view;
  const may = items !== null && items.open > 0;
  const open = useCallback(() => setAssigning(true), []);
  const close = useCallback(() => setAssigning(false), []);
  useShortcut("a", open, may);
  const which = useMemo(
    (): { readonly claims: ClaimsChosen } => ({
      claims: given({ tool, system: system?.systemId ?? null, from: period.from, to: period.to }),
    }),
    [tool, system?.systemId, period.from, period.to],
  );
  return {
    button: may ? (
      <button type="button" className="button button-primary" onClick={open} aria-keyshortcuts="a">
        Assign {items.open} {items.open === 1 ? "item" : "items"}…
      </button>
    ) : null,
    outcome: (
      <>
        <Refusals reasons={owners.reasons} />
        <BulkOutcomeNotice outcome={owners.outcome} pending={owners.pending} onUndo={owners.undo} />
      </>
    ),
    dialog: assigning ? (
      <AssignDialog
        what={{
          noun: "items",
          which,
          count: { count: items?.all ?? 0, capped: false },
          previewPath: "/api/v1/claims/contradictions/preview-assignment",
          assign: commands.assignContradicted,
        }}
        onClose={close}
        onDone={owners.assigned}
      />
    ) : null,
  };
}

/** What is null is left out: the server takes no empty filter. */
function given(filter: Readonly<Record<keyof ClaimsChosen, string | null>>): ClaimsChosen {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
}
