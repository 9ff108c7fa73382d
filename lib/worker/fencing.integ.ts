import { describe, expect, it } from "vitest";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { afterEffect, holdWrites, slowDown, waitingForLocks } from "./testing/points.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { countVerdicts, falselyGreen, steps, stuck, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

const seeds = people(2);
const ALL_VERIFIED = { verified_disabled: 2, verified_removed: 3 };

async function scene() {
  const stage = await openStage([{ name: "Target", ...peopled(seeds) }]);
  await recordPeople(stage, seeds);
  const [target] = stage.server.systems;
  if (target === undefined) throw new Error("the stage has no target");
  const [worker, other] = await Promise.all([stage.startWorker(), stage.startWorker()]);
  other.freeze();
  return { stage, target, worker, other, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

/** Claims of connectors: intents, and what calls came to. A reply that a thawed worker finds too late is an attempt. */
async function connectorClaims(stage: Stage): Promise<number> {
  return (await stage.db.superuser.sql`select from claim where source = 'connector'`).length;
}

/** Steps with more than one end or without a worker's fence on their last one. */
async function ends(stage: Stage): Promise<{ kind: string; ended: number }[]> {
  const rows = await stage.db.superuser.sql<{ kind: string; ended: number }[]>`
    select kind, count(*)::int as ended from step where state = 'ended' group by kind order by kind`;
  return [...rows];
}

describe.concurrent("a worker that was stopped beyond its lease", { timeout: 120_000 }, () => {
  it("moves the queue no more when it wakes in the middle of a call; what it called stays a fact", async () => {
    await using on = await scene();
    const { stage, target, worker, other } = on;
    afterEffect(target, () => worker.freeze());
    await reportLeavers(
      stage,
      seeds.map(({ key }) => key),
    );
    const writes = () => target.log.filter(({ method }) => method !== "GET").length;
    await until("a call", writes, (count) => count > 0);
    other.thaw();
    await untilEqual(() => countVerdicts(stage), ALL_VERIFIED, 30_000);
    await untilEqual(() => unfinished(stage), []);
    const [before, claims] = [await ends(stage), await connectorClaims(stage)];
    other.freeze();
    worker.thaw();
    // Everything it had called when it was stopped is written down now, and asks for looks; the other one is frozen.
    await until(
      "the late facts",
      () => connectorClaims(stage),
      (count) => count > claims,
    );
    const after = await ends(stage);
    expect(after.find(({ kind }) => kind === "act")).toEqual(before.find(({ kind }) => kind === "act"));
    other.thaw();
    await untilEqual(() => countVerdicts(stage), ALL_VERIFIED, 30_000);
    await untilEqual(() => unfinished(stage), []);
    expect(await falselyGreen(stage)).toEqual([]);
    expect(await stuck(stage)).toEqual([]);
    expect((await steps(stage)).filter(({ kind }) => kind === "restore" || kind === "person")).toEqual([]);
  });

  it("writes down what it saw and ends no step, when it wakes before writing", async () => {
    await using on = await scene();
    const { stage, target, worker, other } = on;
    const release = await holdWrites(stage, "case_item");
    await reportLeavers(
      stage,
      seeds.map(({ key }) => key),
    );
    await until(
      "the inventory",
      () => waitingForLocks(stage),
      (count) => count > 0,
    );
    // Acts stand before the target and stay there until the other worker has taken over.
    slowDown(target, 300);
    await release();
    await until(
      "calls",
      () => target.inFlight,
      (count) => count > 0,
    );
    worker.freeze();
    slowDown(target, 0);
    other.thaw();
    await untilEqual(() => countVerdicts(stage), ALL_VERIFIED, 30_000);
    await untilEqual(() => unfinished(stage), []);
    const acts = (await steps(stage)).filter(({ kind }) => kind === "act");
    worker.thaw();
    await until(
      "the late facts",
      () => connectorClaims(stage),
      (count) => count >= 5,
    );
    await untilEqual(() => unfinished(stage), []);
    await untilEqual(() => countVerdicts(stage), ALL_VERIFIED, 30_000);
    const later = (await steps(stage)).filter(({ kind }) => kind === "act");
    expect(later).toEqual(acts);
    expect(await falselyGreen(stage)).toEqual([]);
  });
});
