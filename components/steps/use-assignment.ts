"use client";
import { useState } from "react";
import { useCommand } from "#lib/ui/use-command.ts";
import type { AssignTo, ToAssign } from "./step-commands.ts";

/** What an assignment came to; `batches` give it back. */
export interface AssignmentDone {
  readonly assigned: number;
  readonly skipped: number;
  readonly batches: readonly string[];
}

/** Assigns call by call until nothing is left, telling how far it is. What is told as assigned is, whatever comes after. */
export function useAssignment<Which extends object>({ which, assign: command }: ToAssign<Which>) {
  const { run, reasons, clear } = useCommand(command);
  const [progress, setProgress] = useState<AssignmentDone | null>(null);

  const assign = async (to: AssignTo, seen: number) => {
    let sofar: AssignmentDone = { assigned: 0, skipped: 0, batches: [] };
    let left = seen;
    let after: string | null = null;
    do {
      setProgress(sofar);
      const answer = await run({ ...which, to, seen: left, ...(after === null ? {} : { after }) }, null);
      if (!answer.ok) {
        setProgress(null);
        return { complete: false, ...sofar };
      }
      const { assigned, skipped, batchId, remaining, next } = answer.data;
      sofar = {
        assigned: sofar.assigned + assigned,
        skipped: sofar.skipped + skipped.reduce((sum, one) => sum + one.steps, 0),
        batches: assigned > 0 ? [...sofar.batches, batchId] : sofar.batches,
      };
      [left, after] = [remaining, next];
    } while (after !== null);
    setProgress(null);
    return { complete: true, ...sofar };
  };

  return { assign, progress, reasons, clear };
}
