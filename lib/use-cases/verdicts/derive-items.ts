import { lockCases } from "#db/queries/cases/lock-cases.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";
import { lookAfter, matchWaiting } from "../_kit/record-matches.ts";

/** What was written a moment ago: items, and the cases they were added to or read for. */
export interface WrittenItems {
  readonly itemIds: readonly string[];
  readonly caseIds: readonly string[];
}

/**
 * Derives the verdicts of items whose facts were written a moment ago. What other tools said of these people before
 * there was anything it could be about becomes a claim on the items first.
 */
export function deriveItems(ctx: Ctx, written: WrittenItems): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    // Under the cases' locks: two that match one claim at the same time would write it down twice.
    await lockCases(tx, written.caseIds);
    const claimed = await matchWaiting(tx, ctx, written.caseIds);
    const itemIds = [...new Set([...written.itemIds, ...claimed.itemIds])];
    const { derived, entries, now } = await deriveVerdicts(tx, itemIds, ctx.newId);
    await lookAfter(tx, ctx, claimed.looks, now ?? 0);
    const [first, ...rest] = [...claimed.entries, ...entries];
    if (first === undefined) return { wrote: false, result: undefined };
    const touches = ["leavers", ...new Set(derived.map(({ item }) => leaverTag(item.caseId)))] as const;
    return { wrote: true, result: undefined, evidence: [first, ...rest], touches };
  });
}
