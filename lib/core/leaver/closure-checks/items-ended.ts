import type { VerdictKey } from "../../access/verdict-key.ts";
import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** Exactly the verdicts with which an item lets its case close. Everything else blocks, unknown first of all. */
export const PASSING: ReadonlySet<VerdictKey> = new Set([
  "verified_removed",
  "verified_disabled",
  "verified_rotated",
  "verified_transferred",
  "attested",
  "excepted_until",
  "retained_until",
  "never_found",
  "not_applicable",
]);

/** Every item must carry a passing verdict. */
export function itemsEnded(facts: ClosureFacts): Blocker | null {
  const open = facts.items.filter(({ key }) => !PASSING.has(key));
  return blockerAbout(
    "item_open",
    open.map(({ item }) => item),
  );
}
