import type { OpenRow } from "#db/queries/confirm/read-open.ts";
import { addWord } from "#db/queries/facts/add-word.ts";
import { findNamed } from "#db/queries/identities/find-named.ts";
import { isPresent } from "#db/queries/identities/is-present.ts";
import type { LockedItem } from "#db/queries/items/lock-item.ts";
import { addSteps } from "#db/queries/steps/add-steps.ts";
import { assignSteps } from "#db/queries/steps/assign-steps.ts";
import { endPersonsStep } from "#db/queries/steps/end-persons-step.ts";
import { giveUpSteps } from "#db/queries/steps/give-up-steps.ts";
import { lockSteps } from "#db/queries/steps/lock-steps.ts";
import type { Tx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { accountableText } from "../_kit/actor.ts";
import { askException } from "../_kit/ask-exception.ts";
import type { RunCtx } from "../_kit/command.ts";
import type { Commitments } from "../_kit/commitments.ts";
import { readStatedTime } from "../_kit/stated-time.ts";
import type { AnswerOf } from "./answer-input.ts";

/** An item under the case's lock, with the steps behind it. */
export interface Answered {
  readonly item: LockedItem;
  readonly open: OpenRow;
}

/** What an answer came to, beside its own row. */
export interface Applied {
  readonly entries: readonly Entry[];
  readonly statedAt: Instant | null;
  readonly namedIdentityId: string | null;
  /** Commitment to what was typed. */
  readonly said: string | null;
  /** Looks are due. */
  readonly wakes: boolean;
}

const NOTHING: Applied = { entries: [], statedAt: null, namedIdentityId: null, said: null, wakes: false };
const FUTURE = "The time of removal lies in the future. Nothing was changed. Give a time that has passed.";

/** The owner says it is gone: a claim by that human. Where a connector can look, a look follows after freshness. */
export async function removed(
  tx: Tx,
  ctx: RunCtx,
  items: readonly Answered[],
  { statedAt }: AnswerOf<"removed">,
): Promise<Decision<Applied>> {
  const [first] = items;
  const at = statedAt === undefined ? ok(null) : readStatedTime(statedAt, first?.item.zone, "statedAt");
  if (!at.ok) return at;
  if (at.value !== null && at.value > (first?.item.now ?? 0))
    return refused(domainError("input_invalid", { path: "statedAt", sentence: FUTURE }));
  const entries: Entry[] = [];
  for (const one of items) entries.push(await say(tx, ctx, one.item, "removed", at.value));
  const looks = items.filter(({ open }) => open.freshness !== null);
  for (const { item } of looks)
    if (item.stepId !== null) await endPersonsStep(tx, item.stepId, { answered: "removed" });
  await addSteps(
    tx,
    looks.map(({ item, open }) => {
      const { id: itemId, caseId, systemId, dueAt, caseEpoch: epoch } = item;
      const owner = { ownerIdentityId: null, ownerReason: null };
      const when = { notBefore: item.now + (open.freshness ?? 0), priority: 10, dueAt };
      return { id: ctx.newId(), kind: "observe", state: "ready", caseId, itemId, systemId, epoch, ...when, ...owner };
    }),
  );
  return ok({ ...NOTHING, entries, statedAt: at.value, wakes: looks.length > 0 });
}

/** The owner says it is still there: a claim as well, which promises nothing. */
export async function stillThere(tx: Tx, ctx: RunCtx, items: readonly Answered[]): Promise<Decision<Applied>> {
  const entries: Entry[] = [];
  for (const { item } of items) entries.push(await say(tx, ctx, item, "still_present", null));
  return ok({ ...NOTHING, entries });
}

async function say(
  tx: Tx,
  ctx: RunCtx,
  { id: itemId, caseId, systemId, stepId }: LockedItem,
  state: "removed" | "still_present",
  statedAt: Instant | null,
): Promise<Entry> {
  const [id, actor] = [ctx.newId(), accountableText(ctx.actor)];
  await addWord(tx, { id, itemId, caseId, systemId, stepId, state, actor, statedAt });
  const data = { item: idOf<"item">(itemId), claim: id, state, source: "person", exchanges: [] };
  return { kind: "claim.recorded", caseId: idOf<"case">(caseId), data };
}

/**
 * The owner says it is somebody else's. Pressed beside a suggested owner, the steps are theirs; otherwise they have no
 * owner, in red, and whoever was typed is kept as the suggestion.
 */
export async function notMine(
  tx: Tx,
  ctx: RunCtx,
  items: readonly Answered[],
  { ownerId, who }: AnswerOf<"not_mine">,
  of: { readonly suggestedId: string | null; readonly keep: Commitments },
): Promise<Decision<Applied>> {
  const steps = items.flatMap(({ open, item }) => open.stepIds.map((id) => ({ id, item })));
  const subject = items[0]?.item.subjectId ?? "";
  const said = who === undefined ? null : of.keep.add(subject, "confirm.who", who);
  if (ownerId !== undefined) {
    const taken = ownerId === of.suggestedId && ownerId !== subject && (await isPresent(tx, ownerId));
    if (!taken) return refused(domainError("owner_unknown", { path: "ownerId" }));
    const locked = await lockSteps(
      tx,
      steps.map(({ id }) => id),
    );
    const assignments = locked.map((step) => ({
      id: ctx.newId(),
      stepId: step.id,
      ownerId,
      reason: "not_mine",
      previousOwnerId: step.ownerIdentityId,
      previousReason: step.ownerReason,
    }));
    await assignSteps(tx, assignments, { by: accountableText(ctx.actor), batchId: null });
    return ok({ ...NOTHING, entries: steps.map(assigned(ownerId)), namedIdentityId: ownerId, said });
  }
  await giveUpSteps(
    tx,
    steps.map(({ id }) => id),
  );
  const found = who === undefined ? null : await findNamed(tx, who);
  const namedIdentityId = found === subject ? null : found;
  return ok({ ...NOTHING, entries: steps.map(assigned(null)), namedIdentityId, said });
}

const assigned =
  (owner: string | null) =>
  ({ id, item }: { readonly id: string; readonly item: LockedItem }): Entry => ({
    kind: "step.assigned",
    caseId: idOf<"case">(item.caseId),
    data: { step: idOf<"step">(id), owner, rule: "not_mine" },
  });

/** The owner asks to leave it open until the end of a day in the event's zone. */
export async function except(
  tx: Tx,
  ctx: RunCtx,
  items: readonly Answered[],
  { reason, until }: AnswerOf<"exception">,
  keep: Commitments,
): Promise<Decision<Applied>> {
  const entries: Entry[] = [];
  for (const { item } of items) {
    const end = readStatedTime(`${until}T23:59:59`, item.zone, "until");
    if (!end.ok) return end;
    const asked = await askException(tx, ctx, item, { until: end.value, reason, keep });
    if (!asked.ok) return asked;
    entries.push(asked.value.entry);
  }
  return ok({ ...NOTHING, entries, said: keep.add(items[0]?.item.subjectId ?? "", "confirm.reason", reason) });
}
