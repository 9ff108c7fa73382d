"use client";
import { useState } from "react";
import { useCommand } from "#lib/ui/use-command.ts";
import { useAnnounce } from "../shell/live-region.tsx";
import type { BulkOutcome } from "./bulk-outcome.tsx";
import type { TakeBack } from "./step-commands.ts";
import type { AssignmentDone } from "./use-assignment.ts";

/** What an assignment came to, said aloud and on screen, and taking it back. */
export function useAssigned(takeBack: TakeBack) {
  const announce = useAnnounce();
  const undoing = useCommand(takeBack);
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null);
  const tell = (sentence: string, undo: AssignmentDone | null = null) => {
    setOutcome({ sentence, undo });
    announce(sentence);
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
    tell,
    assigned,
    undo: (done: AssignmentDone) => void undo(done),
    pending: undoing.pending,
    reasons: undoing.reasons,
  };
}
