import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** What stays open by permission needs somebody who answers for it when the permission ends. */
export function exceptionsOwned(facts: ClosureFacts): Blocker | null {
  const unowned = facts.items.filter(
    ({ key, owner }) => owner === null && (key === "excepted_until" || key === "retained_until"),
  );
  return blockerAbout(
    "exception_without_owner",
    unowned.map(({ item }) => item),
  );
}
