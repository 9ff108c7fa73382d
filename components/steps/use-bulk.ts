"use client";
import { useCommand } from "#lib/ui/use-command.ts";
import type { ChosenSteps, StepCommands } from "./step-commands.ts";
import { useAssigned } from "./use-assigned.ts";

/** What is done with a selection beside the dialog: looking again, taking an assignment back, and saying what came of it. */
export function useBulk(commands: StepCommands) {
  const verifying = useCommand(commands.verifyMatching);
  const { tell, ...owners } = useAssigned(commands.takeBack);

  const verify = async (steps: ChosenSteps, seen: number | null) => {
    const answer = await verifying.run({ ...steps, seen }, null);
    if (!answer.ok) return false;
    const { looks, without, notAsked } = answer.data;
    const parts = [`Looking again: ${looks} looks are due now`];
    if (without > 0) parts.push(`${without} steps cannot be looked at by a connector`);
    if (notAsked > 0) parts.push(`${notAsked} less urgent ones were not asked, ask again for those`);
    tell(`${parts.join("; ")}.`);
    return true;
  };
  return {
    ...owners,
    verify,
    pending: verifying.pending || owners.pending,
    reasons: [...verifying.reasons, ...owners.reasons],
  };
}
