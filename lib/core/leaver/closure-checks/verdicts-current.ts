import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** A verdict past its time reads as Cannot check until it is derived again. */
export function verdictsCurrent(facts: ClosureFacts): Blocker | null {
  const aged = facts.items.filter(({ validUntil }) => validUntil !== null && facts.now > validUntil);
  return blockerAbout(
    "verdict_aged",
    aged.map(({ item }) => item),
  );
}
