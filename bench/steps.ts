import { countViews } from "#db/queries/steps/count-open.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import { PASSING } from "#lib/core/access/passing.ts";
import { COUNTED_MAX } from "#lib/core/views/counted.ts";
import type { Ctx } from "#lib/runtime/context.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { listSteps } from "#lib/use-cases/steps/list-steps.ts";
import { startCluster } from "./harness/cluster.ts";
import { type Figure, median, note } from "./harness/figures.ts";
import { startProduct } from "./harness/product.ts";
import { plantSteps, STEPS } from "./steps/plant.ts";

const ROUNDS = 15;

/**
 * The list of steps while a hundred thousand are open: the counts of all views together, and a page with them, beside the
 * same counts taken exactly, in one bare pass over what is open. In turns, after a round that warms the caches of both.
 */
export async function steps({ rounds = ROUNDS }: { readonly rounds?: number }): Promise<readonly Figure[]> {
  const product = await startProduct(await startCluster(), "steps");
  note(`writing ${STEPS} open steps, looks beside some of them, and as many items of cases that are over`);
  const me = await plantSteps(product.admin);
  const { ctx } = product;
  const reader = { ...ctx, actor: { ...ctx.actor, identityId: me } } as Ctx;
  const counts: number[] = [];
  const pages: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const times = [
      await timed(() =>
        withTx(
          ctx.database,
          ALL_ROWS,
          "read",
          (tx) => tx.sql`
          select count(*), count(*) filter (where s.owner_identity_id is null), count(*) filter (where s.owner_identity_id = ${me}),
            count(*) filter (where s.due_at < now()), count(*) filter (where v.key = 'reported_removed'),
            count(*) filter (where v.key = 'cannot_check'), count(*) filter (where v.key = 'came_back')
          from step s join leaver_case c on c.id = s.case_id left join item_verdict v on v.item_id = s.item_id
          where s.state in ('ready', 'leased', 'waiting') and c.state in ('scheduled', 'open', 'reopened')`,
        ),
      ),
      await timed(() =>
        withTx(ctx.database, ALL_ROWS, "read", (tx) =>
          countViews(tx, { passing: [...PASSING], me, rowsMax: COUNTED_MAX + 1 }),
        ),
      ),
      await timed(() => runQuery(reader, listSteps, { tab: "all_open" })),
    ] as const;
    if (round === 0) continue;
    bare.push(times[0]);
    counts.push(times[1]);
    pages.push(times[2]);
  }
  await product.stop();
  return [
    { what: "counts_ms", unit: "ms", value: median(counts), goal: { most: 100 } },
    { what: "page_ms", unit: "ms", value: median(pages) },
    { what: "exact_pass_ms", unit: "ms", value: median(bare) },
  ];
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
