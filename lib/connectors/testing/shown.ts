import type { Goal } from "../../core/access/goal.ts";
import type { Layer } from "../../core/access/layer.ts";
import { claim, INPUT, look } from "../../core/access/verdict/verdict-fixture.ts";
import { verdict } from "../../core/access/verdict.ts";
import type { VerdictInput } from "../../core/access/verdict-input.ts";
import type { VerdictKey } from "../../core/access/verdict-key.ts";
import { instant } from "../../core/instant.ts";
import type { Look, RevokeResult } from "../contract.ts";

/** What happened to one access, in order: an act of ours, a removal that somebody reported, or a look at the target. */
export type Happening = RevokeResult | Look | "reported";

const FIRST = 2_000;
const APART = 200;

/** The verdict that Closeout shows after these happenings, long after the effective end and past the deadline. */
export function shownAfter(
  layer: Layer,
  goal: Goal,
  happenings: readonly Happening[],
  more: Partial<VerdictInput> = {},
): VerdictKey {
  const claims: VerdictInput["claims"][number][] = [];
  const observations: VerdictInput["observations"][number][] = [];
  happenings.forEach((one, place) => {
    const at = FIRST + place * APART;
    if (one === "reported") claims.push(claim(at));
    else if ("outcome" in one) claims.push(claim(at, stateOf(one)));
    else observations.push(look(at, one.presence, { completeness: one.completeness, facts: one.facts }));
  });
  const now = instant(6_000);
  return verdict({ ...INPUT, layer, goal, claims, observations, now, ...more }).key;
}

function stateOf({ outcome }: RevokeResult) {
  if (outcome.kind === "accepted") return "removed" as const;
  if (outcome.kind === "already_absent") return "already_absent" as const;
  return outcome.kind === "unknown" ? ("attempted" as const) : ("refused" as const);
}
