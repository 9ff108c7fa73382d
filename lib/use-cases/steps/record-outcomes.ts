import { pauseTargets } from "#db/queries/budget/pause-targets.ts";
import { addClaims, type NewClaim } from "#db/queries/facts/add-claims.ts";
import { addObservations, type NewObservation } from "#db/queries/facts/add-observations.ts";
import { addRawBlobs, type NewRawBlob } from "#db/queries/facts/add-raw-blobs.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { endSteps } from "#db/queries/steps/end-steps.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import { instant } from "#lib/core/instant.ts";
import { boundedPause } from "#lib/core/steps/backoff.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { accountableText } from "../_kit/actor.ts";
import { executeBatch } from "../_kit/batch.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { exchangeDigests, rawExchanges } from "../_kit/exchanges.ts";
import { atFormerPlace, droppedEntry } from "../_kit/former-place.ts";
import { soughtWords } from "../_kit/sought.ts";
import { afterOutcomes } from "./after-outcomes.ts";
import { claimStateOf } from "./claim-state.ts";
import type { StepOutcome } from "./outcome.ts";

/**
 * Writes what steps came to: claims and looks as facts, verdicts derived from all facts, the steps' ends, and what has
 * to be done next. A step whose lease was lost keeps its facts; it no longer moves the queue. The cases are locked
 * while it is decided: a cancellation comes before or after, never in between. What was called and seen where the
 * connection led before is no fact of the system: the step is tried anew.
 */
export function recordOutcomes(ctx: Ctx, brought: readonly StepOutcome[]): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const outcomes = await judged(tx, brought);
    const facts = factsOf(ctx, outcomes);
    await Promise.all([addRawBlobs(tx, facts.blobs), addClaims(tx, facts.claims), addObservations(tx, facts.looks)]);
    const itemIds = [...new Set(outcomes.flatMap(({ step }) => step.itemId ?? []))];
    const landed = outcomes.map(({ step }) => step.id);
    const { derived, entries, now } = await deriveVerdicts(tx, itemIds, ctx.newId, landed);
    const caseIds = [...new Set(outcomes.flatMap(({ step }) => step.caseId ?? []))];
    // Cases before targets, as everywhere: another order could wait for itself.
    await pauseTargets(tx, pausesOf(outcomes));
    const next = await moveOn(tx, ctx, outcomes, derived, now ?? 0);
    await askToSettle(tx, caseIds);
    const [first, ...rest] = [...facts.entries, ...entries, ...next.entries];
    if (first === undefined) return { wrote: false, result: undefined };
    return { wrote: true, result: undefined, evidence: [first, ...rest], touches: caseIds.map(leaverTag) };
  });
}

async function judged(tx: Tx, outcomes: readonly StepOutcome[]): Promise<readonly StepOutcome[]> {
  const former = await atFormerPlace(
    tx,
    outcomes.map(({ step }) => step),
  );
  return outcomes.map((outcome) => (former.has(outcome.step.id) ? { ...outcome, elsewhere: true } : outcome));
}

async function moveOn(
  tx: Tx,
  ctx: Ctx,
  outcomes: readonly StepOutcome[],
  derived: Parameters<typeof afterOutcomes>[1],
  now: number,
) {
  const next = afterOutcomes(outcomes, derived, now, ctx.newId);
  const held = await endSteps(
    tx,
    next.flatMap(({ end }) => end ?? []),
  );
  const follows = next.flatMap(
    ({ end, ifHeld, ifNotHeld }) => (end !== null && held.has(end.id) ? ifHeld : ifNotHeld) ?? [],
  );
  const added = await addSteps(
    tx,
    follows.map(({ step }) => step),
  );
  return { entries: follows.flatMap(({ step, entry }) => (entry !== null && added.has(step.id) ? [entry] : [])) };
}

interface FactRows {
  readonly claims: NewClaim[];
  readonly looks: NewObservation[];
  readonly blobs: NewRawBlob[];
  readonly entries: Entry[];
}

function factsOf(ctx: Ctx, outcomes: readonly StepOutcome[]): FactRows {
  const rows: FactRows = { claims: [], looks: [], blobs: [], entries: [] };
  const actor = accountableText(ctx.actor);
  for (const outcome of outcomes) {
    if (outcome.elsewhere === true) {
      const { step, act, look } = outcome;
      const exchanges = [...(act?.result.exchanges ?? []), ...(look?.look.exchanges ?? [])];
      rows.entries.push(...droppedEntry(step, act !== null, exchanges));
      continue;
    }
    const blobId = addBlob(rows, ctx, outcome);
    if (outcome.act !== null) addClaim(rows, ctx, outcome, actor, blobId);
    if (outcome.look !== null) addLook(rows, ctx, outcome, blobId);
  }
  return rows;
}

function addBlob(rows: FactRows, ctx: Ctx, { act, look }: StepOutcome): string | null {
  if (act === null && look === null) return null;
  const id = ctx.newId();
  const exchanges = rawExchanges([
    ...(act === null ? [] : [{ purpose: "act" as const, at: act.at, exchanges: act.result.exchanges }]),
    ...(look === null ? [] : [{ purpose: "observe" as const, at: look.startedAt, exchanges: look.look.exchanges }]),
  ]);
  rows.blobs.push({ id, exchanges });
  return id;
}

function addClaim(rows: FactRows, ctx: Ctx, { step, act }: StepOutcome, actor: string, rawBlobId: string | null): void {
  if (act === null || step.itemId === null || step.caseId === null) return;
  const id = ctx.newId();
  const { state, note } = claimStateOf(act.result.outcome);
  const { itemId, caseId, systemId } = step;
  rows.claims.push({
    id,
    itemId,
    caseId,
    systemId,
    stepId: step.id,
    state,
    source: "connector",
    actor,
    note,
    at: act.at,
    rawBlobId,
  });
  rows.entries.push({
    kind: "claim.recorded",
    caseId: idOf<"case">(caseId),
    data: {
      item: idOf<"item">(itemId),
      claim: id,
      state,
      source: "connector",
      exchanges: exchangeDigests(act.result.exchanges, [step.accountNativeId, step.nativeKey]),
    },
  });
}

function addLook(rows: FactRows, ctx: Ctx, { step, look, observer }: StepOutcome, rawBlobId: string | null): void {
  if (look === null || step.accessId === null || step.layer === null) return;
  const id = ctx.newId();
  const { presence, completeness, facts, sought, failure, exchanges } = look.look;
  const { startedAt, endedAt } = look;
  // The same connector acted and looks: recorded as what it is, whoever asked for the look.
  const seen = { presence, completeness, independence: "same_credential", origin: "direct_read" } as const;
  const { accessId, systemId, layer, caseId } = step;
  rows.looks.push({
    id,
    accessId,
    systemId,
    layer,
    caseId,
    stepId: step.id,
    startedAt,
    endedAt,
    ...seen,
    facts,
    sought: soughtWords(sought, step, [step.accountNativeId]),
    failure,
    observer,
    rawBlobId,
  });
  rows.entries.push({
    kind: "observation.recorded",
    caseId: caseId === null ? null : idOf<"case">(caseId),
    data: {
      observation: id,
      item: step.itemId === null ? null : idOf<"item">(step.itemId),
      access: accessId,
      ...seen,
      startedAt: instant(startedAt),
      endedAt: instant(endedAt),
      probe: observer,
      exchanges: exchangeDigests(exchanges, [step.accountNativeId, step.nativeKey]),
    },
  });
}

/** Longest pause each target asked for. */
function pausesOf(outcomes: readonly StepOutcome[]): Map<string, number> {
  const pauses = new Map<string, number>();
  for (const { step, act, look, elsewhere } of outcomes) {
    if (elsewhere === true) continue;
    const asked = Math.max(act?.result.retryAfter ?? 0, look?.look.retryAfter ?? 0);
    if (asked > (pauses.get(step.systemId) ?? 0)) pauses.set(step.systemId, boundedPause(asked));
  }
  return pauses;
}
