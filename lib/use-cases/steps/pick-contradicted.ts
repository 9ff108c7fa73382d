import { z } from "zod";
import type { ContradictedState } from "#db/queries/claims/find-contradicted-items.ts";
import { type PickUp, pickUp } from "#lib/core/steps/pick-up.ts";
import { claimFilterShape } from "../_kit/claim-filter.ts";
import type { AssignTo, OwnerDecision, OwnerDecisions } from "./decide-owner.ts";

/** Contradicted claims as the report is narrowed to them; the items behind them are meant, each once. */
export const contradictedInput = { claims: z.strictObject(claimFilterShape).default({}) };

/** Who gets an item, and by which step; or why it stays as it is. */
export interface PickedContradicted {
  readonly decision: OwnerDecision;
  readonly by: PickUp["kind"];
}

/** The same for the preview and for the act. */
export function pickContradicted(decisions: OwnerDecisions, to: AssignTo, item: ContradictedState): PickedContradicted {
  const owner = item.ownerId === null ? "nobody" : item.ownerHere ? "here" : "gone";
  const picked = pickUp({ ...item, owner }, to.kind);
  if (picked.kind === "skip") return { decision: picked, by: picked.kind };
  return { decision: decisions.of(item), by: picked.kind };
}
