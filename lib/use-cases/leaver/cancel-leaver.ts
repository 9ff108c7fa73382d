import { z } from "zod";
import { readNow } from "#db/queries/clock/read-now.ts";
import { findActed } from "#db/queries/items/find-acted.ts";
import { advanceEpoch } from "#db/queries/leavers/cancel-case.ts";
import { type LockedCase, lockCase } from "#db/queries/leavers/lock-case.ts";
import { moveCases } from "#db/queries/leavers/move-cases.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { cancelSteps } from "#db/queries/steps/cancel-steps.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { transition } from "#lib/core/leaver/transitions.ts";
import { refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { isOwnCase } from "../_kit/own-case.ts";
import { restoreRaised, restoreStep } from "../_kit/restore-step.ts";
import { versionPassed } from "../_kit/version.ts";
import { leaverRef } from "./leaver-ref.ts";

const input = z.strictObject({
  leaverId: leaverRef,
  because: z
    .enum(["rescinded", "rehired"])
    .meta({ description: "The leaving was taken back, or the person returned." }),
});

export interface LeaverCancelled {
  readonly caseId: string;
  readonly epoch: number;
  /** Steps that will not be carried out any more. */
  readonly cancelled: number;
  /** Items of which something was taken away, or may have been: each has a step with an owner to put it back. */
  readonly restores: number;
}

/**
 * The person stays. Nothing further is taken away: whatever waits leaves the queue, and what a worker is about to call
 * finds the epoch passed. What was already taken away gets a step that puts it back.
 */
export const cancelLeaver = defineCommand<z.output<typeof input>, LeaverCancelled>({
  name: "leaver.cancel",
  input,
  permission: "leaver:cancel",
  touches: (_input, { caseId }) => ["leavers", "steps", leaverTag(caseId)],
  run: async (tx, ctx, { leaverId, because }) => {
    const leaver = await lockCase(tx, leaverId);
    if (leaver === undefined) return refused(domainError("not_found"));
    if (isOwnCase(ctx.actor, leaver.identityId)) return refused(domainError("own_case"));
    if (versionPassed(ctx, leaver.version)) return refused(domainError("version_conflict"));
    const next = transition(leaver.state, because);
    if (!next.ok) return next;
    const move = {
      id: leaver.id,
      from: leaver.state,
      state: next.value,
      event: because,
      outcome: null,
      closedAt: null,
    };
    await moveCases(tx, [{ ...move, transitionId: ctx.newId() }], accountableText(ctx.actor));
    const restored = await restores(tx, ctx, leaver);
    const cancelled = await cancelSteps(tx, leaver.id);
    const epoch = await advanceEpoch(tx, leaver.id);
    const caseId = idOf<"case">(leaver.id);
    const moved: Entry = {
      kind: "leaver.state_changed",
      caseId,
      data: { from: leaver.state, event: because, to: next.value },
    };
    const advanced: Entry = { kind: "leaver.epoch_advanced", caseId, data: { epoch, because } };
    return done({ caseId: leaver.id, epoch, cancelled, restores: restored.length }, [moved, advanced, ...restored]);
  },
});

async function restores(tx: Tx, ctx: RunCtx, leaver: LockedCase): Promise<readonly Entry[]> {
  const [acted, now] = await Promise.all([findActed(tx, leaver.id), readNow(tx)]);
  const steps = acted.map((item) => ({
    item,
    step: restoreStep({ ...item, caseId: leaver.id }, now, ctx.newId()),
  }));
  const added = await addSteps(
    tx,
    steps.map(({ step }) => step),
  );
  return steps.filter(({ step }) => added.has(step.id)).map(({ step, item }) => restoreRaised(step, item.itemId));
}
