import { describe, expect, it } from "vitest";
import { startFaultProxy } from "#lib/connectors/testing/fault-proxy.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { countVerdicts, steps, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

const MINUTE_MS = 60_000;

async function blockedUntil(stage: Stage): Promise<number> {
  const [row] = await stage.db.superuser.sql<{ at: number }[]>`
    select coalesce(extract(epoch from max(blocked_until)) * 1000, 0)::float8 as at from target_budget`;
  return row?.at ?? 0;
}

async function scene(count: number, inFlightMax: number, delayMs: number) {
  const seeds = people(count);
  const stage = await openStage([{ name: "Target", ...peopled(seeds), inFlightMax, delayMs }]);
  await recordPeople(stage, seeds);
  const [target] = stage.server.systems;
  if (target === undefined) throw new Error("the stage has no target");
  const leave = () =>
    reportLeavers(
      stage,
      seeds.map(({ key }) => key),
    );
  return { stage, target, leave, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

describe.concurrent("a target that asks for a pause", () => {
  it("is not called by any worker until it is over, and no attempt is used up", async () => {
    await using on = await scene(10, 4, 10);
    const { stage, target, leave } = on;
    let throttled = false;
    target.mishap = (isWrite) => {
      throttled ||= isWrite;
      return throttled ? "throttled" : null;
    };
    await Promise.all([stage.startEngine(), stage.startEngine()]);
    await leave();
    const end = await until(
      "the pause written down",
      () => blockedUntil(stage),
      (at) => at > 0,
    );
    const known = Date.now();
    throttled = false;
    target.mishap = () => null;
    // Both workers check again when their last check is older than a quarter of a second.
    const quietFrom = known + 300;
    expect(end - quietFrom).toBeGreaterThan(500);
    await until(
      "the pause's end",
      () => Date.now(),
      (now) => now > end,
    );
    expect(target.log.filter(({ at }) => at > quietFrom && at < end)).toEqual([]);
    await untilEqual(() => countVerdicts(stage), { verified_disabled: 10, verified_removed: 15 });
    await untilEqual(() => unfinished(stage), []);
    const rows = await steps(stage);
    expect(rows.filter(({ kind }) => kind === "person")).toEqual([]);
    expect(Math.max(...rows.map(({ attempts }) => attempts))).toBeLessThanOrEqual(2);
    expect(Math.max(...rows.map(({ fence }) => fence))).toBeGreaterThan(1);
  });

  it("for thirty years waits a quarter of an hour, then is asked again", async () => {
    await using on = await scene(1, 4, 0);
    const { stage, target, leave } = on;
    const proxy = await startFaultProxy(stage.server.baseUrl(target));
    await stage.db.superuser.sql`update system set config = ${JSON.stringify({ baseUrl: proxy.baseUrl })}::text::jsonb`;
    proxy.inject("throttled_absurd", { method: "PATCH" });
    await stage.startEngine();
    await leave();
    const end = await until(
      "the pause",
      () => blockedUntil(stage),
      (at) => at > 0,
    );
    expect(end - Date.now()).toBeGreaterThan(14 * MINUTE_MS);
    expect(end - Date.now()).toBeLessThan(15 * MINUTE_MS + 1000);
    const waits = async () => [
      ...(await stage.db.superuser.sql<{ state: string; waits: boolean; attempts: number }[]>`
        select state, not_before between now() and now() + interval '15 minutes' as waits, attempts from step where kind = 'act'`),
    ];
    const waiting = { state: "ready", waits: true, attempts: 0 };
    await untilEqual(waits, [waiting, waiting, waiting]);
    proxy.clear();
    // A quarter of an hour passes.
    await stage.db.superuser.sql`update step set not_before = now() where state = 'ready'`;
    await stage.db.superuser.sql`update target_budget set blocked_until = now()`;
    await untilEqual(() => countVerdicts(stage), { verified_disabled: 1, verified_removed: 2 });
    await proxy.close();
  });
});

describe.concurrent("calls in flight to one target", () => {
  it("never exceed what it allows, while workers come and go", async () => {
    await using on = await scene(10, 4, 60);
    const { stage, target, leave } = on;
    const first = await stage.startEngine();
    await leave();
    await until(
      "calls",
      () => target.requests,
      (count) => count > 8,
    );
    await Promise.all([stage.startEngine(), stage.startEngine()]);
    await until(
      "more calls",
      () => target.requests,
      (count) => count > 40,
    );
    await first.stop(2_000);
    await untilEqual(() => countVerdicts(stage), { verified_disabled: 10, verified_removed: 15 }, 40_000);
    expect(target.peak).toBeLessThanOrEqual(4);
    expect(target.peak).toBeGreaterThan(1);
    const granted = await stage.db.superuser.sql<{ sum: number }[]>`
      select sum(permits)::int as sum from target_permit where until > now() group by system_id`;
    for (const { sum } of granted) expect(sum).toBeLessThanOrEqual(4);
  });
});

describe("a target that allows fewer calls than there are workers", () => {
  it("is worked off by those that may call: nobody keeps steps that it may not carry out", async () => {
    const seeds = people(10);
    const members = [...seeds.map(({ key }) => key), "stays"];
    const groups = Array.from({ length: 12 }, (_, at) => ({ name: `Group ${at}`, members }));
    await using stage = await openStage([{ name: "Target", ...peopled(seeds), groups, inFlightMax: 1 }]);
    await recordPeople(stage, seeds);
    await Promise.all([stage.startEngine(), stage.startEngine(), stage.startEngine()]);
    await reportLeavers(
      stage,
      seeds.map(({ key }) => key),
    );
    await untilEqual(() => countVerdicts(stage), { verified_disabled: 10, verified_removed: 120 });
    await untilEqual(() => unfinished(stage), []);
  });
});
