import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { findAged } from "#db/queries/verdicts/find-aged.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { executeBatch } from "../_kit/batch.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";

const ITEMS_MAX = 500;

/** Derives verdicts again whose time ran out: time alone can make one stale, late or expired. @returns how many */
export async function ageVerdicts(ctx: Ctx): Promise<number> {
  const ids = await findAged(ctx.database, ITEMS_MAX);
  if (ids.length === 0) return 0;
  return executeBatch(ctx, async (tx) => {
    const { derived, entries } = await deriveVerdicts(tx, ids, ctx.newId);
    const caseIds = [...new Set(derived.map(({ item }) => item.caseId))];
    await askToSettle(tx, caseIds);
    const [first, ...rest] = entries;
    if (first === undefined) return { wrote: false, result: ids.length };
    return { wrote: true, result: ids.length, evidence: [first, ...rest], touches: caseIds.map(leaverTag) };
  });
}
