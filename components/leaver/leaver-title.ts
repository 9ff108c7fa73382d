import type { LeaverView } from "#lib/core/views/leaver.ts";
import { TROUBLE_WORD } from "../ledger/trouble-words.ts";

/** Marks that turn the direction of what follows, and control characters. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** A title has no elements to keep a name apart: a control in it would turn round what stands after it. */
function withoutControls(name: string): string {
  return name.replace(CONTROLS, "");
}

/** Tab title, worst first: `2 still present, 1 came back · Priya Natarajan · LV-2041`. */
export function leaverTitle(leaver: LeaverView): string {
  const worst = leaver.troubles
    .filter((trouble) => trouble.key === "still_present" || trouble.key === "came_back")
    .map((trouble) => `${trouble.count} ${TROUBLE_WORD[trouble.key].toLowerCase()}`);
  return [worst.join(", "), withoutControls(leaver.header.personName), leaver.header.id]
    .filter((part) => part !== "")
    .join(" · ");
}
