import type { Hold, VerdictInput } from "../verdict-input.ts";
import { finding, type Rule } from "./finding.ts";

/** The hold in force now, if any. A hold without an end does not type-check; one that ended holds nothing. */
export function holdInForce(input: VerdictInput): Hold | null {
  const { hold, now } = input;
  return hold !== null && hold.orderedAt <= now && now <= hold.until ? hold : null;
}

/** Retained until: kept on purpose under a hold in force. Once it ends, the item is tested like any other. */
export const retained: Rule = (input) => {
  const hold = input.goal === "retained" ? holdInForce(input) : null;
  return hold === null ? null : finding("retained_until", "legal_hold", hold.until);
};
