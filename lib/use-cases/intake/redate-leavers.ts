import { type Redate, redateCases } from "#db/queries/cases/redate-cases.ts";
import { listItems } from "#db/queries/leavers/list-items.ts";
import type { HeldRedate } from "#db/queries/sources/find-held-redates.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Instant } from "#lib/core/instant.ts";
import { isLive } from "#lib/core/leaver/case-state.ts";
import { accountableText } from "../_kit/actor.ts";
import type { RunCtx } from "../_kit/command.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import type { Accepted } from "./decide-row.ts";

/** An event that was recorded, with the row it came from. */
export interface SavedRow {
  readonly eventId: string;
  readonly row: Accepted;
}

/**
 * Moves the end of leavers whose source states it anew: a source corrects itself, and its later statement counts,
 * whichever arrives first. What another source says of the same end is kept and moves nothing.
 */
export async function redateLeavers(
  tx: Tx,
  ctx: RunCtx,
  saved: readonly SavedRow[],
  now: Instant,
): Promise<readonly Entry[]> {
  const redates = new Map<string, Redate & { readonly statedAt: number }>();
  for (const one of saved) {
    const redate = redateOf(ctx, one, now);
    const other = redate === null ? undefined : redates.get(redate.caseId);
    if (redate !== null && (other === undefined || other.statedAt <= redate.statedAt))
      redates.set(redate.caseId, redate);
  }
  return await redateAll(tx, ctx, [...redates.values()]);
}

/** Moves the end of leavers whose source stated it anew while it was held. */
export async function redateHeld(tx: Tx, ctx: RunCtx, held: readonly HeldRedate[]): Promise<readonly Entry[]> {
  const actor = accountableText(ctx.actor);
  return await redateAll(
    tx,
    ctx,
    held.map((one) => ({ ...one, actor, transitionId: ctx.newId() })),
  );
}

async function redateAll(tx: Tx, ctx: RunCtx, list: readonly Redate[]): Promise<readonly Entry[]> {
  if (list.length === 0) return [];
  await redateCases(tx, list);
  const items = await listItems(
    tx,
    list.map(({ caseId }) => caseId),
  );
  const { entries } = await deriveVerdicts(tx, items, ctx.newId);
  return [...list.map(moved), ...entries];
}

function redateOf(ctx: RunCtx, { eventId, row: accepted }: SavedRow, now: Instant) {
  const { row, person, engagementId, epoch } = accepted;
  const { caseId, caseState: state, caseEffectiveAt: before, caseStatedAt, caseSource } = person;
  if (epoch !== null || caseId === null || state === null || before === null || !isLive(state)) return null;
  const statedAt = row.notifiedAt ?? now;
  if (caseSource !== row.input.source || before === row.effective.at || statedAt < (caseStatedAt ?? 0)) return null;
  const { at: effectiveAt, zone, precision } = row.effective;
  const end = { effectiveAt, zone, precision, notifiedAt: row.notifiedAt };
  const by = { actor: accountableText(ctx.actor), transitionId: ctx.newId() };
  return { caseId, engagementId, eventId, before, state, statedAt, ...end, ...by };
}

function moved({ caseId, state }: Redate): Entry {
  const data = { from: state, event: "date_changed", to: state };
  return { kind: "leaver.state_changed", caseId: idOf<"case">(caseId), data };
}
