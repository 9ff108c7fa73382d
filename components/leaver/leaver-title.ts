import type { LeaverView } from "#lib/core/views/leaver.ts";
import { TROUBLE_WORD } from "../ledger/trouble-words.ts";

/** Tab title, worst first: `2 still present, 1 came back · Priya Natarajan · LV-2041`. */
export function leaverTitle(leaver: LeaverView): string {
  const worst = leaver.troubles
    .filter((trouble) => trouble.key === "still_present" || trouble.key === "came_back")
    .map((trouble) => `${trouble.count} ${TROUBLE_WORD[trouble.key].toLowerCase()}`);
  return [worst.join(", "), leaver.header.personName, leaver.header.id].filter((part) => part !== "").join(" · ");
}
