"use client";
import { useState } from "react";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import type { BulkOutcome } from "./bulk-outcome.tsx";
import type { ChosenSteps, StepCommands } from "./step-commands.ts";
import type { AssignmentDone } from "./use-assignment.ts";

/** What is done with a selection beside the dialog: looking again, taking an assignment back, and saying what came of it. */
export function useBulk(commands: StepCommands) {
  const announce = useAnnounce();
  const verifying = useCommand(commands.verifyMatching);
  const undoing = useCommand(commands.takeBack);
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const tell = (sentence: string, undo: AssignmentDone | null = null) => {
    setOutcome({ sentence, undo });
    announce(sentence);
  };

  const verify = async (steps: ChosenSteps, seen: number) => {
    const answer = await verifying.run({ ...steps, seen }, null);
    if (!answer.ok) return false;
    const { looks, without, notAsked } = answer.data;
    const parts = [`Looking again: ${looks} looks are due now`];
    if (without > 0) parts.push(`${without} steps cannot be looked at by a connector`);
    if (notAsked > 0) parts.push(`${notAsked} less urgent ones were not asked, ask again for those`);
    tell(`${parts.join("; ")}.`);
    return true;
  };
  const assigned = (done: AssignmentDone) => {
    const skipped = done.skipped > 0 ? `, ${done.skipped} skipped` : "";
    tell(`${done.assigned} assigned${skipped}.`, done.batches.length > 0 ? done : null);
  };
  const undo = async (done: AssignmentDone) => {
    const counts = { restored: 0, kept: 0 };
    for (const batchId of done.batches) {
      const answer = await undoing.run({ batchId }, null);
      if (!answer.ok) return;
      counts.restored += answer.data.restored;
      counts.kept += answer.data.kept;
    }
    const kept = counts.kept > 0 ? ` ${counts.kept} were changed since and stay as they are.` : "";
    tell(`${counts.restored} given back to whom they were before.${kept}`);
  };
  return {
    outcome,
    verify,
    assigned,
    undo: (done: AssignmentDone) => void undo(done),
    pending: verifying.pending || undoing.pending,
    reasons: [...verifying.reasons, ...undoing.reasons],
  };
}
