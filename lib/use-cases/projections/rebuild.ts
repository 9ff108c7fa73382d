import { listCasesAfter } from "#db/queries/cases/list-cases-after.ts";
import { lockCases } from "#db/queries/cases/lock-cases.ts";
import { askToSettle } from "#db/queries/leavers/ask-to-settle.ts";
import { listItems } from "#db/queries/leavers/list-items.ts";
import { ALL_ROWS, type Tx, withTx } from "#db/tx.ts";
import { domainError } from "#lib/core/errors.ts";
import type { Entry } from "#lib/core/evidence/entry.ts";
import { isPermitted } from "#lib/core/permissions.ts";
import { type Decision, ok, refused } from "#lib/core/result.ts";
import { leaverTag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { principalOf } from "../_kit/actor.ts";
import { executeBatch } from "../_kit/batch.ts";
import { deriveVerdicts } from "../_kit/derive-verdicts.ts";

/** Cases in one transaction: all items of an account together, since their verdicts depend on one another. */
const CASES_AT_ONCE = 50;

export interface Rebuilt {
  readonly rows: number;
  /** Rows that did not say what the facts say; they do now. 0 on a projection that nobody touched. */
  readonly different: number;
}

/**
 * Derives every verdict again from the facts, compares it with the projection and puts right what differs. Runs beside
 * the workers: each part holds its own cases' locks for a moment. What it found stands in the ledger.
 */
export async function rebuildVerdicts(ctx: Ctx): Promise<Decision<Rebuilt>> {
  if (!isPermitted(principalOf(ctx.actor), "projection:rebuild")) return refused(domainError("not_permitted"));
  const rebuilt = { rows: 0, different: 0 };
  for (let after: string | null = null; ; ) {
    const caseIds = await casesAfter(ctx, after);
    const last = caseIds.at(-1);
    if (last === undefined) break;
    const part = await executeBatch(ctx, (tx) => rebuildCases(tx, ctx, caseIds));
    rebuilt.rows += part.rows;
    rebuilt.different += part.different;
    after = last;
  }
  await executeBatch(ctx, async () => ({ wrote: true, result: undefined, evidence: [summary(rebuilt)], touches: [] }));
  return ok(rebuilt);
}

function casesAfter(ctx: Ctx, after: string | null): Promise<string[]> {
  return withTx(ctx.database, ALL_ROWS, "read", (tx) => listCasesAfter(tx, after, CASES_AT_ONCE));
}

async function rebuildCases(tx: Tx, ctx: Ctx, caseIds: readonly string[]) {
  await lockCases(tx, caseIds);
  const { derived, different, entries } = await deriveVerdicts(tx, await listItems(tx, caseIds), ctx.newId);
  const result: Rebuilt = { rows: derived.length, different };
  if (different === 0) return { wrote: false, result } as const;
  await askToSettle(tx, caseIds);
  const [first, ...rest] = entries;
  // A row that differs in times alone changes no verdict; that it differed stands in the summary.
  if (first === undefined) return { wrote: false, result } as const;
  return { wrote: true, result, evidence: [first, ...rest], touches: ["leavers", ...caseIds.map(leaverTag)] } as const;
}

function summary({ rows, different }: Rebuilt): Entry {
  return { kind: "projection.rebuilt", caseId: null, data: { projection: "item_verdict", rows, different } };
}
