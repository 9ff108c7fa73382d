import { PASSING } from "../../access/passing.ts";
import { type Blocker, blockerAbout } from "../blocker.ts";
import type { ClosureFacts } from "../closure-facts.ts";

/** Every item must carry a passing verdict. */
export function itemsEnded(facts: ClosureFacts): Blocker | null {
  const open = facts.items.filter(({ key }) => !PASSING.has(key));
  return blockerAbout(
    "item_open",
    open.map(({ item }) => item),
  );
}
