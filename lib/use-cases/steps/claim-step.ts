import { z } from "zod";
import { addClaims } from "#db/queries/facts/add-claims.ts";
import { findDutyHolders } from "#db/queries/items/find-duty-holders.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { endPersonsStep } from "#db/queries/steps/end-persons-step.ts";
import { type LockedStep, lockSteps } from "#db/queries/steps/lock-steps.ts";
import type { Tx } from "#db/tx.ts";
import { type DomainError, domainError } from "#lib/core/errors.ts";
import { type IdentityId, idOf } from "#lib/core/ids.ts";
import { type CaseState, isLive } from "#lib/core/leaver/case-state.ts";
import type { Accountable } from "#lib/core/ownership/accountable.ts";
import { separationRefusals } from "#lib/core/ownership/separation.ts";
import { okUnless, refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import { accountableOf, accountableText } from "../_kit/actor.ts";
import { defineCommand, done, type RunCtx } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { text } from "../_kit/text.ts";
import { versionPassed } from "../_kit/version.ts";

const said = {
  state: z.enum(["removed", "already_absent", "refused", "still_present", "failed"]).default("removed"),
  note: text(2000, 0).optional().meta({ description: "What was done, e.g. a ticket's number." }),
};

/** What the person says, without the step it is said of. */
export const claimBody = z.strictObject(said);

const input = z.strictObject({ stepId: z.uuid(), ...said });

export interface StepClaimed {
  readonly caseId: string;
  /** null when a restore ended: nothing is claimed of the access then. */
  readonly claimId: string | null;
  /** When Closeout looks for itself, microseconds; null when it cannot and a second person must. */
  readonly looksAt: number | null;
}

/**
 * Records what a person says was done. It closes nothing: Closeout looks again after the target's freshness.
 * Nobody claims on their own case, nor on an item they verified or excepted. What ended takes no claim, but for a restore
 * that still waits: access of somebody who stays is put back also when the case is cancelled.
 */
export const claimStep = defineCommand<z.output<typeof input>, StepClaimed>({
  name: "step.claim",
  input,
  permission: "step:claim",
  touches: (_input, { caseId }) => ["leavers", leaverTag(caseId)],
  run: async (tx, ctx, { stepId, state, note }) => {
    const [step] = await lockSteps(tx, [stepId]);
    if (step?.caseId == null || step.itemId === null || step.systemId === null)
      return refused(domainError("not_found"));
    const { caseId, itemId, systemId } = step;
    const may = okUnless(undefined, await refusalsOf(tx, ctx, step, itemId));
    if (!may.ok) return may;
    if (step.kind === "restore") return restore(tx, ctx, { ...step, caseId, itemId, systemId }, note);
    const claimId = ctx.newId();
    const { derived, entries, now } = await record(
      tx,
      ctx,
      { ...step, caseId, itemId, systemId },
      { claimId, state, note },
    );
    const looksAt = isObservable(step) ? (now ?? 0) + step.freshnessMicros : null;
    if (looksAt !== null) await lookAt(tx, ctx, { ...step, caseId, itemId, systemId }, looksAt);
    await askToSettle(tx, [caseId]);
    // Ids read from the rows of the step's case and item.
    const data = { item: idOf<"item">(itemId), claim: claimId, state, source: "person", exchanges: [] };
    const claimed = { kind: "claim.recorded", caseId: idOf<"case">(caseId), data } as const;
    return done({ caseId, claimId, looksAt }, [claimed, ...entries], { wakes: looksAt !== null && derived.length > 0 });
  },
});

async function refusalsOf(tx: Tx, ctx: RunCtx, step: LockedStep, itemId: string): Promise<DomainError[]> {
  if (versionPassed(ctx, step.version)) return [domainError("version_conflict")];
  const past = pastOf(step);
  if (past !== null) return [past];
  const holders = await findDutyHolders(tx, itemId);
  return [
    ...separationRefusals("execute", accountableOf(ctx.actor), {
      // The case's own identity; a case without one does not exist.
      subject: step.subjectId as IdentityId,
      subjectAliases: [],
      executors: [],
      verifiers: holders.verifiers.map(asHuman),
      approvers: holders.approvers.map(asHuman),
      requesters: [],
    }),
  ];
}

const ended = (what: string) =>
  domainError("transition_refused", { sentence: `${what} Nothing was changed. Read it again to see where it stands.` });

/** Why the time for a claim has passed; null when it has not. */
function pastOf({ kind, state, epoch, caseEpoch, caseState }: LockedStep): DomainError | null {
  // A restore belongs to a case that ended or moved on: that is why it was raised.
  if (kind !== "restore" && (caseEpoch !== epoch || caseState === "cancelled")) return domainError("epoch_passed");
  if (state === "ended" || state === "cancelled") return ended("The step has ended.");
  // The column holds the core's states.
  const live = caseState !== null && isLive(caseState as CaseState);
  return kind === "restore" || live ? null : ended("The case is closed.");
}

/** The restore ends. Of the access nothing is claimed: it was meant to stay. */
async function restore(tx: Tx, ctx: RunCtx, step: ItemStep, note: string | undefined) {
  const { id, caseId, itemId } = step;
  await endPersonsStep(tx, id, { restored: true, actor: accountableText(ctx.actor), note: note ?? null });
  await askToSettle(tx, [caseId]);
  const data = { step: idOf<"step">(id), item: idOf<"item">(itemId) };
  const entry = { kind: "step.restored", caseId: idOf<"case">(caseId), data } as const;
  return done({ caseId, claimId: null, looksAt: null }, [entry]);
}

// Attestations and approvals are only ever made by people.
function asHuman(text: string): Accountable {
  return { kind: "human", identity: idOf<"identity">(text) };
}

interface ItemStep extends LockedStep {
  readonly caseId: string;
  readonly itemId: string;
  readonly systemId: string;
}

interface Said {
  readonly claimId: string;
  readonly state: string;
  readonly note: string | undefined;
}

async function record(tx: Tx, ctx: RunCtx, step: ItemStep, { claimId, state, note }: Said) {
  const { id: stepId, itemId, caseId, systemId } = step;
  const said = { state, source: "person", actor: accountableText(ctx.actor), note: note ?? null };
  await addClaims(tx, [{ id: claimId, itemId, caseId, systemId, stepId, ...said, at: null, rawBlobId: null }]);
  // Where nobody but a person can look, the step goes on waiting for the second one.
  if (isObservable(step)) await endPersonsStep(tx, stepId, { claim: claimId, state });
  return deriveVerdicts(tx, [itemId], ctx.newId);
}

function isObservable(step: LockedStep): boolean {
  return step.observe === "connector" && step.accessId !== null;
}

async function lookAt(tx: Tx, ctx: RunCtx, step: ItemStep, notBefore: number): Promise<void> {
  const { caseId, itemId, systemId, epoch, dueAt, ownerIdentityId } = step;
  const look = { kind: "observe", state: "ready", caseId, itemId, systemId, epoch, priority: 10, notBefore } as const;
  await addSteps(tx, [
    { ...look, id: ctx.newId(), dueAt, ownerIdentityId, ownerReason: ownerIdentityId === null ? null : "claimed" },
  ]);
}
