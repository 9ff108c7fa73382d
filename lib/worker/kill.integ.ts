import { describe, expect, it } from "vitest";
import type { ScimSystem } from "#scripts/demo/scim-system.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { afterEffect, holdWrites, slowDown, waitingForLocks } from "./testing/points.ts";
import { openStage, type Stage, type StagedSystem } from "./testing/stage.ts";
import { countVerdicts, falselyGreen, stuck, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";
import type { WorkerProcess } from "./testing/worker-process.ts";

const seeds = people(3);
const keys = seeds.map(({ key }) => key);
/** Three accounts; all three are in one group and two of them in another. */
const ALL_VERIFIED = { verified_disabled: 3, verified_removed: 5 };
/** A lease and its renewals, and what a machine adds on which ten workers of five such tests start at once. */
const TAKEN_UP_MS = 45_000;

interface Scene extends AsyncDisposable {
  readonly stage: Stage;
  readonly target: ScimSystem;
  readonly worker: WorkerProcess;
  /** Ready, and frozen until the other one is dead: it takes nothing before. */
  readonly standby: WorkerProcess;
}

async function scene(system: Partial<StagedSystem> = {}): Promise<Scene> {
  const stage = await openStage([{ name: "Target", ...peopled(seeds), ...system }]);
  await recordPeople(stage, seeds);
  const [target] = stage.server.systems;
  if (target === undefined) throw new Error("the stage has no target");
  const [worker, standby] = await Promise.all([stage.startWorker(), stage.startWorker()]);
  standby.freeze();
  return { stage, target, worker, standby, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

async function countSteps(stage: Stage, kind: string, state: string): Promise<number> {
  const [row] = await stage.db.superuser.sql<{ count: number }[]>`
    select count(*)::int as count from step where kind = ${kind} and state = ${state}`;
  return row?.count ?? 0;
}

/** Another worker takes over in time; everything ends, and nothing is green that the target does not confirm. */
async function expectTakenOver({ stage, target, standby }: Scene, killedAt: number): Promise<void> {
  standby.thaw();
  const next = () => target.log.find(({ at }) => at > killedAt)?.at ?? 0;
  await until("a request of the other worker", next, (at) => at > 0, TAKEN_UP_MS);
  await untilEqual(() => countVerdicts(stage), ALL_VERIFIED);
  await untilEqual(() => unfinished(stage), []);
  expect(await falselyGreen(stage)).toEqual([]);
  expect(await stuck(stage)).toEqual([]);
  const states = () => stage.db.superuser.sql`select distinct state from leaver_case`;
  await untilEqual(async () => [...(await states())], [{ state: "closed_verified" }]);
}

describe.concurrent("kill -9 of a worker loses nothing and turns nothing green that was not seen", {
  timeout: 120_000,
}, () => {
  it("between intent and call", async () => {
    // One call at a time and a slow target: the other intents are written and wait for their turn.
    await using on = await scene({ inFlightMax: 1 });
    const { stage, worker } = on;
    await reportLeavers(stage, keys);
    await until(
      "intents",
      () => countSteps(stage, "act", "leased"),
      (count) => count > 2,
    );
    await worker.kill();
    await expectTakenOver(on, Date.now());
  });

  it("in the middle of a call", async () => {
    await using on = await scene();
    const { stage, target, worker } = on;
    await reportLeavers(stage, keys);
    await until(
      "an inventory",
      () => countSteps(stage, "inventory", "ended"),
      (count) => count === 3,
    );
    slowDown(target, 700);
    await until(
      "a call",
      () => target.inFlight,
      (count) => count > 0,
    );
    await worker.kill();
    slowDown(target, 0);
    await expectTakenOver(on, Date.now());
  });

  it("after the effect and before its answer", async () => {
    await using on = await scene();
    const { stage, target, worker } = on;
    afterEffect(target, () => void process.kill(worker.pid, "SIGKILL"));
    await reportLeavers(stage, keys);
    await worker.exited;
    const killedAt = Date.now();
    expect(target.log.filter(({ method }) => method !== "GET").length).toBeGreaterThan(0);
    await expectTakenOver(on, killedAt);
  });

  it("after the look and before it is written down", async () => {
    await using on = await scene();
    const { stage, worker } = on;
    await reportLeavers(stage, keys);
    await until(
      "an inventory",
      () => countSteps(stage, "inventory", "ended"),
      (count) => count === 3,
    );
    const release = await holdWrites(stage, "observation");
    await until(
      "a write that waits",
      () => waitingForLocks(stage),
      (count) => count > 0,
    );
    await worker.kill();
    const killedAt = Date.now();
    await release();
    await expectTakenOver(on, killedAt);
  });

  it("during the inventory, before anything of it is written down", async () => {
    await using on = await scene();
    const { stage, worker } = on;
    const release = await holdWrites(stage, "case_item");
    await reportLeavers(stage, keys);
    await until(
      "a write that waits",
      () => waitingForLocks(stage),
      (count) => count > 0,
    );
    await worker.kill();
    const killedAt = Date.now();
    await release();
    await expectTakenOver(on, killedAt);
  });
});
