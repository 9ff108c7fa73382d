import { appendChanges } from "#db/queries/change/append-changes.ts";
import { wakeWorkers } from "#db/queries/work/wake-workers.ts";
import { ALL_ROWS, type Tx, withTx } from "#db/tx.ts";
import type { Entries } from "#lib/core/evidence/entry.ts";
import type { Tag } from "#lib/core/tags.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { appendEvidence } from "./evidence.ts";
import { frameOf } from "./execute.ts";
import { retryingConflicts } from "./retry.ts";

/** What a batch of the worker came to. Whoever wrote facts cannot leave out the evidence; else nothing was written. */
export type Batch<Result> =
  | {
      readonly wrote: true;
      readonly result: Result;
      readonly evidence: Entries;
      readonly touches: readonly Tag[];
      readonly wakes?: boolean;
    }
  | { readonly wrote: false; readonly result: Result };

/** Runs the worker's own work, many steps at a time, under the same law as a command: facts and evidence, or neither. */
export async function executeBatch<Result>(ctx: Ctx, run: (tx: Tx) => Promise<Batch<Result>>): Promise<Result> {
  const batch = await retryingConflicts(() =>
    withTx(ctx.database, ALL_ROWS, "write", async (tx) => {
      const ran = await run(tx);
      if (!ran.wrote) return ran;
      await Promise.all([appendEvidence(tx, frameOf(ctx), ran.evidence), appendChanges(tx, ran.touches)]);
      return ran;
    }),
  );
  if (batch.wrote && batch.wakes) await wakeWorkers(ctx.database);
  return batch.result;
}
