import { addMatchedClaims, type MatchedClaim } from "#db/queries/claims/add-matched-claims.ts";
import { findWaitingOf, type WaitingClaim } from "#db/queries/claims/find-waiting.ts";
import { addSteps, type NewStep } from "#db/queries/steps/add-steps.ts";
import { addReadings, putOffLooks } from "#db/queries/steps/look-after-claims.ts";
import type { Tx } from "#db/tx.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { idOf } from "#lib/core/ids.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { type ClaimedItem, type ClaimMatch, matchClaims } from "./match-claims.ts";

/** Tools' claims that became claims on items. */
export interface RecordedMatches {
  readonly itemIds: readonly string[];
  readonly caseIds: readonly string[];
  readonly entries: readonly Entry[];
  /** Items to look at for ourselves: derive their verdicts first, then call `lookAfter`. */
  readonly looks: readonly ClaimedItem[];
}

const NOTHING: RecordedMatches = { itemIds: [], caseIds: [], entries: [], looks: [] };

/** Writes a claim on each item that a tool's claim is about. Verdicts are the caller's to derive. */
export async function recordMatches(
  tx: Tx,
  ctx: Pick<Ctx, "newId">,
  matches: readonly ClaimMatch[],
): Promise<RecordedMatches> {
  const claims: MatchedClaim[] = [];
  const entries: Entry[] = [];
  const items = new Map<string, ClaimedItem>();
  for (const match of matches) {
    if (match.waits !== null) continue;
    const { id: toolClaimId, kind: source, state, by: actor, statedAt } = match.claim;
    for (const item of match.items) {
      const id = ctx.newId();
      items.set(item.id, item);
      const { caseId, systemId } = item;
      claims.push({ id, itemId: item.id, caseId, systemId, state, source, actor, statedAt, toolClaimId });
      const data = { item: idOf<"item">(item.id), claim: id, state, source, exchanges: [] };
      entries.push({ kind: "claim.recorded", caseId: idOf<"case">(caseId), data });
    }
  }
  if (claims.length === 0) return NOTHING;
  await addMatchedClaims(tx, claims);
  const all = [...items.values()];
  return { itemIds: [...items.keys()], caseIds: [...new Set(all.map((item) => item.caseId))], entries, looks: all };
}

/** Behind what acts, before the readings that a closing asks for. */
const PRIORITY = 60;

/**
 * A look after freshness at each item that our connector can look at, also of a case that has closed: its daily reading
 * finds what is there, and says nothing of what is gone. Where a layer showed no access to look up, the system is read
 * again. One look a claim: what it cannot tell ends as Cannot check.
 */
export async function lookAfter(
  tx: Tx,
  ctx: Pick<Ctx, "newId">,
  items: readonly ClaimedItem[],
  now: number,
): Promise<number> {
  const due = items
    .filter((item) => item.observe === "connector")
    .map((item) => ({ ...item, itemId: item.id, id: ctx.newId(), notBefore: now + item.freshnessMicros }));
  const looked = due.filter((item) => item.accessId !== null);
  await putOffLooks(tx, looked);
  const steps = await addSteps(
    tx,
    looked.map(({ id, caseId, itemId, systemId, epoch, dueAt, notBefore }): NewStep => {
      const plain = { priority: PRIORITY, ownerIdentityId: null, ownerReason: null };
      return { id, kind: "observe", state: "ready", caseId, itemId, systemId, epoch, notBefore, dueAt, ...plain };
    }),
  );
  const unseen = due.filter((item) => item.accessId === null);
  return steps.size + (await addReadings(tx, unseen, PRIORITY));
}

/** Matches what waits for the people these cases are about, now that their items are there. */
export async function matchWaiting(
  tx: Tx,
  ctx: Pick<Ctx, "newId">,
  caseIds: readonly string[],
): Promise<RecordedMatches> {
  return matchNow(tx, ctx, await findWaitingOf(tx, caseIds));
}

/**
 * Matches claims that waited, as far as there is anything they are about by now. Nobody's own word on their own case is
 * taken here either: it goes on waiting.
 */
export async function matchNow(
  tx: Tx,
  ctx: Pick<Ctx, "newId">,
  waiting: readonly WaitingClaim[],
): Promise<RecordedMatches> {
  if (waiting.length === 0) return NOTHING;
  const matches = await matchClaims(tx, waiting);
  return recordMatches(
    tx,
    ctx,
    matches.filter((match) => match.waits !== null || match.subjectId !== match.claim.by),
  );
}
