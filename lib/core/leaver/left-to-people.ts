import { LAYERS, type Layer } from "../access/layer.ts";
import type { VerdictReason } from "../access/verdict-reason.ts";
import { type ActQuestion, NO_CALL_WORD, type NoCallReason, wouldAct } from "./would-act.ts";

/** An open item, with why its verdict is what it is. */
export interface OpenAct extends ActQuestion {
  readonly reason: VerdictReason | null;
}

/** Why automation leaves an item to people, in words as they stand in a table. */
export const LEFT_WORD = {
  ...NO_CALL_WORD,
  inherited: "It comes by a group or a rule, so taking it away here would not last: the group or rule has to change",
} as const;

export type LeftReason = Exclude<keyof typeof LEFT_WORD, "passed" | "reported">;

/** Open items of one layer that automation leaves to people for one reason. */
export interface LeftToPeople {
  readonly layer: Layer;
  readonly because: LeftReason;
  readonly items: number;
}

const COMES_BY_RULE: ReadonlySet<VerdictReason> = new Set(["inherited_unread", "rule_revives"]);

/** What acting here would not touch, by layer and reason, in the order of the layers. What only waits for a look is not left. */
export function leftToPeople(items: readonly OpenAct[]): readonly LeftToPeople[] {
  const counts = new Map<string, LeftToPeople>();
  for (const item of items) {
    const because = leftBecause(item);
    if (because === null) continue;
    const key = `${item.layer} ${because}`;
    counts.set(key, { layer: item.layer, because, items: (counts.get(key)?.items ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || b.items - a.items);
}

function leftBecause(item: OpenAct): LeftReason | null {
  const answer = wouldAct(item);
  if (!answer.calls) return isLeft(answer.because) ? answer.because : null;
  return item.reason !== null && COMES_BY_RULE.has(item.reason) ? "inherited" : null;
}

function isLeft(because: NoCallReason): because is Exclude<NoCallReason, "passed" | "reported"> {
  return because !== "passed" && because !== "reported";
}
