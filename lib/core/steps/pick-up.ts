import { PASSING } from "../access/passing.ts";
import type { VerdictKey } from "../access/verdict-key.ts";
import { type CaseState, isLive } from "../leaver/case-state.ts";
import type { SkipReason } from "../ownership/suggest-owner.ts";

/** An item that somebody is to be given, whatever became of the steps it had. */
export interface Assignable {
  /** As it reads now: one that is too old is Cannot check. */
  readonly verdict: VerdictKey;
  readonly caseState: CaseState;
  /** A step of it waits or runs. */
  readonly stepOpen: boolean;
  /** Who has that step, as far as they can still be asked. */
  readonly owner: "nobody" | "here" | "gone";
}

/** Which step carries the new owner, or why there is none. */
export type PickUp =
  | { readonly kind: "open_step" }
  | { readonly kind: "fresh_step" }
  | { readonly kind: "skip"; readonly because: Extract<SkipReason, "nothing_left" | "case_over" | "owned_already"> };

/**
 * Decides how an item gets an owner: by the step that is open, else by a fresh one, since what is open needs somebody.
 * What passes by now needs nobody. A case that is over takes no steps: it reopens when access is seen, not when somebody
 * is named. A proposal never takes an item from whoever has it; `to` a person chosen on purpose, it may.
 */
export function pickUp({ verdict, caseState, stepOpen, owner }: Assignable, to: "suggested" | "person"): PickUp {
  if (PASSING.has(verdict)) return { kind: "skip", because: "nothing_left" };
  if (!isLive(caseState)) return { kind: "skip", because: "case_over" };
  if (!stepOpen) return { kind: "fresh_step" };
  if (to === "suggested" && owner === "here") return { kind: "skip", because: "owned_already" };
  return { kind: "open_step" };
}
