import { note } from "../harness/figures.ts";
import { personOf } from "../harness/stage.ts";
import { reset, truthOf } from "../harness/targets.ts";
import { type BareRun, runBare } from "./bare-side.ts";
import { type ProductRun, runProduct, waitForClosing } from "./product-side.ts";
import type { Leaving, Stage } from "./stage.ts";

/** One round: both sides over the same accounts. */
export interface Run {
  readonly bare: BareRun;
  readonly product: ProductRun;
}

/** Both sides in turns, the bare loop first in every other round; between them the targets go back to their seed. */
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
    const run = { bare: early ?? (await bareRound(stage, leaving)), product };
    runs.push(run);
    const [ours, bare] = [run.product.stepsPerSecond, run.bare.stepsPerSecond].map(Math.round);
    note(
      `  round ${round + 1}: ${ours} steps/s, bare ${bare}; inventory ${product.inventorySeconds.toFixed(1)} s, all closed after ${Math.round(closedSeconds)} s`,
    );
  }
  return runs;
}

async function resetAll({ targets }: Stage): Promise<void> {
  await Promise.all(targets.list.map(reset));
}

async function bareRound(stage: Stage, leaving: Leaving): Promise<BareRun> {
  await resetAll(stage);
  const accounts = await Promise.all(
    stage.targets.list.map(async (target) => {
      const ids = new Map((await truthOf(target)).users.map((user) => [user.userName, user.id]));
      return { target, ids: namesOf(leaving).map((name) => ids.get(name) ?? "") };
    }),
  );
  return runBare(accounts, stage.bareInAll);
}

/** User names of those who leave. */
export function namesOf({ first, last }: Leaving): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => personOf(first + index).userNames[0] ?? "");
}
