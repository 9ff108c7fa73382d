import {
  endTrial as end,
  renewTrial as renew,
  saveTrialSteps,
  type TakenTrial,
  takeTrial as take,
} from "#db/queries/connections/run-trial.ts";
import { countKnownEmails } from "#db/queries/identities/count-known-emails.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { idOf } from "#lib/core/ids.ts";
import type { TrialStepView } from "#lib/core/views/connection.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import type { CheckAnswer, PersonAnswer } from "./trial-answer.ts";

export type { TakenTrial } from "#db/queries/connections/run-trial.ts";

/** A worker that is gone is noticed within this; microseconds. */
const LEASE_MICROS = 15_000_000;

/** The trial that has waited longest; undefined: none waits. */
export function takeTrial(ctx: Ctx): Promise<TakenTrial | undefined> {
  return withTx(ctx.database, ALL_ROWS, "write", (tx) => take(tx, LEASE_MICROS));
}

/** @returns false when the trial was given up: whoever runs it stops */
export function renewTrial(ctx: Ctx, trialId: string): Promise<boolean> {
  return withTx(ctx.database, ALL_ROWS, "write", (tx) => renew(tx, trialId, LEASE_MICROS));
}

/** Shows the questions that were answered so far. */
export function showTrialSteps(ctx: Ctx, trialId: string, steps: readonly TrialStepView[]): Promise<void> {
  return withTx(ctx.database, ALL_ROWS, "write", (tx) => saveTrialSteps(tx, trialId, steps));
}

/** How many of some mails are of somebody known; null where nobody is known at all. */
export function knownOf(ctx: Ctx, emails: readonly string[]): Promise<number | null> {
  return withTx(ctx.database, ALL_ROWS, "read", (tx) => countKnownEmails(tx, emails));
}

export interface TrialEnd {
  readonly checked: CheckAnswer | null;
  readonly found: PersonAnswer | null;
}

/** Writes down what a trial came to; nothing when it was given up meanwhile. */
export function endTrial(ctx: Ctx, trialId: string, answer: TrialEnd): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const draft = await end(tx, trialId, answer);
    if (draft === undefined) return { wrote: false, result: undefined };
    const { checked, found } = answer;
    const data = {
      draft: draft.draftId,
      system: idOf<"system">(draft.systemId),
      reachable: checked?.reachable ?? null,
      authorised: checked?.authorised ?? null,
      accounts: found?.accounts.length ?? null,
    };
    return {
      wrote: true,
      result: undefined,
      evidence: [{ kind: "connection.tried", caseId: null, data }],
      touches: [],
    };
  });
}
