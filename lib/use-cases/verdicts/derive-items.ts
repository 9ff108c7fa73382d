import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";

/** Derives the verdicts of items whose facts were written a moment ago. */
export function deriveItems(ctx: Ctx, itemIds: readonly string[]): Promise<void> {
  return executeBatch(ctx, async (tx) => {
    const { derived, entries } = await deriveVerdicts(tx, itemIds, ctx.newId);
    const [first, ...rest] = entries;
    if (first === undefined) return { wrote: false, result: undefined };
    const touches = ["leavers", ...new Set(derived.map(({ item }) => leaverTag(item.caseId)))] as const;
    return { wrote: true, result: undefined, evidence: [first, ...rest], touches };
  });
}
