import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** What was taken from somebody who stays is put back before the case is out of sight. */
export function restoresDone(facts: ClosureFacts): Blocker | null {
  const open = facts.steps.filter(({ kind }) => kind === "restore");
  return blockerAbout(
    "restore_open",
    open.map(({ step }) => step),
  );
}
