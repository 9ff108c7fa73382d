import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { findMatching, type MatchingStep } from "#db/queries/steps/find-matching.ts";
import { findUnwatchedItems, pullLooksForward } from "#db/queries/steps/hurry-looks.ts";
import { countMatching } from "#db/queries/views/list-steps.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { grouped } from "../_kit/grouped.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { pickedInput, whichSteps } from "./which-steps.ts";

const STEPS_MAX = 500;
/** Before everything that waits its turn: somebody is looking at the screen. */
const ASKED_BY_A_PERSON = 0;

const input = z.strictObject({
  ...pickedInput,
  seen: z.int().min(0).meta({ description: "How many the caller saw match." }),
});

export interface MatchingVerified {
  /** Looks that are due now. */
  readonly looks: number;
  /** Steps that no connector can look at, or that are of the asker's own case. */
  readonly without: number;
  /** Steps that match and were not asked: one call asks for 500 at most, the most urgent. */
  readonly notAsked: number;
  readonly caseIds: readonly string[];
}

/** Looks again, now, at what the steps that match are about. What no connector can look at is told, never passed over. */
export const verifyMatching = defineCommand<z.output<typeof input>, MatchingVerified>({
  name: "step.verify_matching",
  input,
  permission: "leaver:verify",
  touches: (_input, { caseIds }) => ["leavers", ...caseIds.map(leaverTag)],
  run: async (tx, ctx, which) => {
    const { open } = whichSteps(ctx.actor, which);
    const count = await countMatching(tx, open);
    if (count !== which.seen) return refused(domainError("version_conflict", { path: "seen" }));
    const steps = await findMatching(tx, open, null, STEPS_MAX);
    const asked = steps.filter((step) => step.itemId !== null && !isOwnCase(ctx.actor, step.subjectId));
    const looks = await lookNow(tx, ctx, asked);
    const [first, ...rest] = entriesOf(asked);
    if (first === undefined || looks === 0) return refused(domainError("system_not_connected"));
    const caseIds = [...new Set(asked.map((step) => step.caseId))];
    const without = Math.max(0, steps.length - looks);
    return done({ looks, without, notAsked: count - steps.length, caseIds }, [first, ...rest], { wakes: true });
  },
});

async function lookNow(tx: Tx, ctx: RunCtx, steps: readonly MatchingStep[]): Promise<number> {
  const itemIds = steps.flatMap((step) => step.itemId ?? []);
  const pulled = await pullLooksForward(tx, itemIds);
  const [items, notBefore] = await Promise.all([findUnwatchedItems(tx, itemIds), readNow(tx)]);
  const plain = { kind: "observe", state: "ready", priority: ASKED_BY_A_PERSON, notBefore } as const;
  await addSteps(
    tx,
    items.map((item) => ({ id: ctx.newId(), ...item, ...plain, ownerIdentityId: null, ownerReason: null })),
  );
  return pulled + items.length;
}

function entriesOf(steps: readonly MatchingStep[]): Entry[] {
  return [...grouped(steps, (step) => step.caseId)].map(([caseId, own]) => ({
    kind: "leaver.verification_asked",
    // The id is the case's own.
    caseId: idOf<"case">(caseId),
    data: { item: null, steps: own.length },
  }));
}
