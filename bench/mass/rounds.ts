import { fetchClient, leanClient } from "../harness/bare-client.ts";
import { note } from "../harness/figures.ts";
import { personOf } from "../harness/stage.ts";
import { reset, truthOf } from "../harness/targets.ts";
import { type BareRun, type OpenClient, runBare } from "./bare-side.ts";
import { type ProductRun, runProduct, waitForClosing } from "./product-side.ts";
import type { Leaving, Stage } from "./stage.ts";

/** One round: all sides over the same accounts. */
export interface Run {
  /** The loop with the runtime's own `fetch`. */
  readonly bare: BareRun;
  /** The same loop with the leanest client. */
  readonly lean: BareRun;
  readonly product: ProductRun;
}

/** Accounts of each target that warm a bare loop up. */
const WARM_UP = 50;

/** All sides in turns, the bare loops first in every other round; between them the targets go back to their seed. */
export async function startRounds(stage: Stage, rounds: number): Promise<Run[]> {
  const runs: Run[] = [];
  // The first inventory takes an unknown time; later ones are given what the last took, and half as much again.
  let leadSeconds = 90;
  for (let round = 0; round < rounds; round += 1) {
    const leaving = { round, first: round * stage.leavers + 1, last: (round + 1) * stage.leavers };
    const early = round % 2 === 0 ? await bareRound(stage, leaving) : null;
    await resetAll(stage);
    const product = await runProduct(stage, leaving, leadSeconds);
    leadSeconds = Math.ceil(product.inventorySeconds * 1.5) + 5;
    // Each case reads its systems once more before it closes: nothing of it may run into the next round, nor meet a
    // target that was set back.
    const closedSeconds = await waitForClosing(stage, leaving);
    await resetAll(stage);
    const run = { ...(early ?? (await bareRound(stage, leaving))), product };
    runs.push(run);
    const [ours, bare, lean] = [run.product, run.bare, run.lean].map((side) => Math.round(side.stepsPerSecond));
    const after = `inventory ${product.inventorySeconds.toFixed(1)} s, all closed after ${Math.round(closedSeconds)} s`;
    note(`  round ${round + 1}: ${ours} steps/s, bare ${bare} (lean ${lean}); ${after}`);
  }
  return runs;
}

async function resetAll({ targets }: Stage): Promise<void> {
  await Promise.all(targets.list.map(reset));
}

async function bareRound(stage: Stage, leaving: Leaving): Promise<Pick<Run, "bare" | "lean">> {
  const accounts = await Promise.all(
    stage.targets.list.map(async (target) => {
      const ids = new Map((await truthOf(target)).users.map((user) => [user.userName, user.id]));
      return { target, ids: namesOf(leaving).map((name) => ids.get(name) ?? "") };
    }),
  );
  const loop = async (open: OpenClient) => {
    // Once for the compiler: the worker has done as much before its turn.
    const few = accounts.map(({ target, ids }) => ({ target, ids: ids.slice(0, WARM_UP) }));
    await runBare(few, stage.bareInAll, open);
    await resetAll(stage);
    const run = await runBare(accounts, stage.bareInAll, open);
    await resetAll(stage);
    return run;
  };
  return { bare: await loop(fetchClient), lean: await loop(leanClient) };
}

/** User names of those who leave. */
export function namesOf({ first, last }: Leaving): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => personOf(first + index).userNames[0] ?? "");
}
