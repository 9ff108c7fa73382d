import { type Blocker, blockerAbout, blockerWhen } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** What was not read may hold access that nobody looked for. */
export function inventoryComplete(facts: ClosureFacts): Blocker | null {
  return (
    blockerAbout("inventory_incomplete", facts.systemsNotRead) ??
    blockerWhen("inventory_incomplete", facts.inventoriedAt === null)
  );
}
