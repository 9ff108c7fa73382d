import { describe, expect, it } from "vitest";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { cancelLeaver } from "#lib/use-cases/leaver/cancel-leaver.ts";
import type { ScimSystem } from "#scripts/demo/scim-system.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { holdWrites, slowDown, waitingForLocks } from "./testing/points.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { steps, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

const seeds = people(2);

interface Scene extends AsyncDisposable {
  readonly stage: Stage;
  readonly target: ScimSystem;
  readonly ownerId: string;
  readonly caseId: string;
}

/** p-1 is about to leave; p-2 owns the system. */
async function scene(inFlightMax = 8): Promise<Scene> {
  const stage = await openStage([{ name: "Target", ...peopled(seeds), inFlightMax }]);
  const ids = await recordPeople(stage, seeds);
  const ownerId = ids.get("p-2") ?? "";
  await stage.db.superuser.sql`update system set owner_identity_id = ${ownerId}`;
  const [target] = stage.server.systems;
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1");
  if (target === undefined || caseId === undefined) throw new Error("the stage is not set");
  return { stage, target, ownerId, caseId, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

async function cancel({ stage, caseId }: Scene) {
  const answer = await execute(
    stage.web,
    cancelLeaver,
    { leaverId: caseId, because: "rescinded" },
    { idempotencyKey: null },
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.reasons));
  return answer.result;
}

function writes(target: ScimSystem): number {
  return target.log.filter(({ method }) => method !== "GET").length;
}

async function planned(stage: Stage): Promise<number> {
  return (await steps(stage)).filter(({ kind }) => kind === "act").length;
}

describe.concurrent("a leaving that is taken back", () => {
  it("sends no call for what waits, and leaves nothing in the queue", async () => {
    await using on = await scene();
    const { stage, target } = on;
    await stage.db.superuser.sql`update leaver_case set effective_at = now() + interval '1 hour'`;
    await stage.startEngine();
    await until(
      "the plan",
      () => planned(stage),
      (count) => count === 3,
    );
    const { epoch, cancelled, restores } = await cancel(on);
    expect({ epoch, cancelled, restores }).toEqual({ epoch: 2, cancelled: 3, restores: 0 });
    await stage.db.superuser.sql`update step set not_before = now()`;
    await untilEqual(() => unfinished(stage), []);
    expect(writes(target)).toBe(0);
    const [engagement] = await stage.db.superuser.sql`
      select g.ended_at from engagement g join leaver_case c on c.engagement_id = g.id where c.id = ${on.caseId}`;
    expect(engagement).toEqual({ ended_at: null });
  });

  it("between lease and call sends no call", async () => {
    await using on = await scene(1);
    const { stage, target } = on;
    slowDown(target, 600);
    await stage.startEngine();
    await until(
      "the inventory",
      () => planned(stage),
      (count) => count === 3,
    );
    // The one call that the target allows is under way; the other two steps are leased and wait for it.
    await until(
      "one call, others leased",
      async () => [target.inFlight, await leased(stage)],
      ([calls, held]) => calls === 1 && held === 3,
    );
    await cancel(on);
    const before = target.requests;
    await until(
      "the call's end",
      () => target.inFlight,
      (count) => count === 0,
    );
    await untilEqual(() => unfinished(stage), []);
    expect(target.requests).toBeLessThanOrEqual(before + 1);
  });

  it("during a call records the call as a claim and gives the system's owner a step that puts it back", async () => {
    await using on = await scene();
    const { stage, target, ownerId } = on;
    const release = await holdWrites(stage, "case_item");
    await stage.startEngine();
    await until(
      "the inventory",
      () => waitingForLocks(stage),
      (count) => count > 0,
    );
    slowDown(target, 800);
    await release();
    await until(
      "a call",
      () => target.inFlight,
      (count) => count > 0,
    );
    await until(
      "intents",
      () => leased(stage),
      (count) => count === 3,
    );
    const { restores } = await cancel(on);
    expect(restores).toBe(3);
    const claims = async () => [
      ...(await stage.db.superuser.sql<{ state: string }[]>`select state from claim order by state`),
    ];
    const attempts = [{ state: "attempted" }, { state: "attempted" }, { state: "attempted" }];
    const removals = [{ state: "removed" }, { state: "removed" }, { state: "removed" }];
    await untilEqual(claims, [...attempts, ...removals]);
    expect(writes(target)).toBe(3);
    const waiting = (await steps(stage)).filter(({ state }) => state === "waiting");
    expect(waiting.map(({ kind, ownerId: owner }) => ({ kind, owner }))).toEqual(
      Array.from({ length: 3 }, () => ({ kind: "restore", owner: ownerId })),
    );
    await untilEqual(() => unfinished(stage), []);
    const raised = await stage.db.superuser.sql`
      select from entry, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb->'entries') as told
      where told->>'kind' = 'step.restore_raised'`;
    expect(raised.length).toBe(3);
  });

  it("during the inventory plans nothing, and keeps what was read", async () => {
    await using on = await scene();
    const { stage, target } = on;
    slowDown(target, 400);
    await stage.startEngine();
    await until(
      "a call",
      () => target.inFlight,
      (count) => count > 0,
    );
    await cancel(on);
    slowDown(target, 0);
    const seen = async () => (await stage.db.superuser.sql`select from observation`).length;
    await until("what was read", seen, (count) => count === 3);
    expect(await planned(stage)).toBe(0);
    expect((await stage.db.superuser.sql`select from case_item`).length).toBe(0);
    await untilEqual(() => unfinished(stage), []);
  });

  it("and reported again opens a case of its own under a later epoch", async () => {
    await using on = await scene();
    const { stage } = on;
    const { epoch } = await cancel(on);
    await reportLeavers(stage, ["p-1"], "2026-01-06T18:00", "again");
    const rows = await stage.db.superuser.sql`select epoch, state from leaver_case order by epoch`;
    expect([...rows]).toEqual([
      { epoch, state: "cancelled" },
      { epoch: epoch + 1, state: "open" },
    ]);
  });
});

async function leased(stage: Stage): Promise<number> {
  return (await steps(stage)).filter(({ kind, state }) => kind === "act" && state === "leased").length;
}
