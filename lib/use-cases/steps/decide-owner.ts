import { z } from "zod";
import type { Tx } from "#db/tx.ts";
import type { SkipReason, SuggestionReason } from "#lib/core/ownership/suggest-owner.ts";
import type { Actor } from "#lib/runtime/context.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { loadSuggestions } from "../_kit/suggestions.ts";

/** To whom: each step to whoever is proposed for its system, or all to one person. */
export const assignTo = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("suggested") }),
  z.strictObject({ kind: z.literal("person"), ownerId: z.uuid().meta({ description: "Identity of the owner." }) }),
]);
export type AssignTo = z.output<typeof assignTo>;

/** As much of a step as its owner hangs on. */
export interface Ownable {
  readonly systemId: string;
  readonly subjectId: string;
  readonly ownerId: string | null;
}

export type OwnerDecision =
  | { readonly kind: "assign"; readonly ownerId: string; readonly because: SuggestionReason | "assigned" }
  | { readonly kind: "skip"; readonly because: SkipReason };

export interface OwnerDecisions {
  readonly of: (step: Ownable) => OwnerDecision;
  readonly nameOf: (identityId: string) => string;
}

/**
 * Decides for each step who gets it, or why nobody: the same for the preview and for the act. Nobody gets a step of their
 * own case, nor chooses who works on it.
 */
export async function decideOwners(
  tx: Tx,
  actor: Actor,
  to: AssignTo,
  systemIds: readonly string[],
): Promise<OwnerDecisions> {
  const suggestions = to.kind === "suggested" ? await loadSuggestions(tx, systemIds) : null;
  const chosen = ({ systemId, subjectId }: Ownable): OwnerDecision => {
    if (to.kind === "person") {
      if (to.ownerId === subjectId) return { kind: "skip", because: "own_case" };
      return { kind: "assign", ownerId: to.ownerId, because: "assigned" };
    }
    const advice = suggestions?.adviceFor(systemId, subjectId);
    if (advice?.kind === "suggested") return { kind: "assign", ownerId: advice.identity, because: advice.because };
    return { kind: "skip", because: advice?.because ?? "no_suggestion" };
  };
  return {
    of: (step) => {
      if (isOwnCase(actor, step.subjectId)) return { kind: "skip", because: "your_own_case" };
      const decision = chosen(step);
      const same = decision.kind === "assign" && decision.ownerId === step.ownerId;
      return same ? { kind: "skip", because: "already_theirs" } : decision;
    },
    nameOf: (identityId) => suggestions?.nameOf(identityId) ?? "Erased person",
  };
}
