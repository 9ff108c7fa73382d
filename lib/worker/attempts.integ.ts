import { describe, expect, it } from "vitest";
import { startFaultProxy } from "#lib/connectors/testing/fault-proxy.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage, type StagedSystem } from "./testing/stage.ts";
import { countVerdicts, falselyGreen, steps, stuck, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

const seeds = people(2);

/** p-1 leaves, p-2 owns the system. */
async function scene(system: Partial<StagedSystem> = {}) {
  const stage = await openStage([{ name: "Target", ...peopled(seeds), ...system }]);
  const ids = await recordPeople(stage, seeds);
  const ownerId = ids.get("p-2") ?? "";
  await stage.db.superuser.sql`update system set owner_identity_id = ${ownerId}`;
  const [target] = stage.server.systems;
  if (target === undefined) throw new Error("the stage has no target");
  return { stage, target, ownerId, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

/** Backoff is waited for in minutes: the test moves the waiting steps to now, over and over. */
async function hurried(stage: Stage): Promise<number> {
  await stage.db.superuser.sql`update step set not_before = now() where state = 'ready' and not_before > now()`;
  return (await unfinished(stage)).length;
}

async function persons(stage: Stage): Promise<{ kind: string; ownerId: string | null }[]> {
  const rows = await steps(stage);
  return rows.filter(({ state }) => state === "waiting").map(({ kind, ownerId }) => ({ kind, ownerId }));
}

describe.concurrent("a step whose attempts are used up", () => {
  it("against a target that says yes and does nothing goes to the system's owner, and the calls stop", async () => {
    await using on = await scene({ behaviour: "lying" });
    const { stage, target, ownerId } = on;
    await reportLeavers(stage, ["p-1"]);
    await stage.startEngine();
    await until(
      "items",
      () => countVerdicts(stage),
      (counts) => counts["still_present"] === 3,
    );
    await until(
      "an end of it",
      () => hurried(stage),
      (left) => left === 0,
      40_000,
    );
    const person = { kind: "person", ownerId };
    expect(await persons(stage)).toEqual([person, person, person]);
    const writes = target.log.filter(({ method }) => method !== "GET").length;
    expect(writes).toBeGreaterThanOrEqual(3);
    expect(writes).toBeLessThanOrEqual(3 * 8);
    expect(await countVerdicts(stage)).toEqual({ still_present: 3 });
  });

  it("against a system whose secret does not open goes to the owner, and nothing is green", async () => {
    await using on = await scene();
    const { stage, target, ownerId } = on;
    await stage.db.superuser.sql`update system_secret set sealed = '\\x01'::bytea`;
    await reportLeavers(stage, ["p-1"]);
    await stage.startEngine();
    await until(
      "the owner's steps",
      async () => (await hurried(stage)) + (await persons(stage)).length * 100,
      (sum) => sum >= 200,
      40_000,
    );
    expect(target.requests).toBe(0);
    const person = { kind: "person", ownerId };
    expect(await persons(stage)).toEqual([person, person]);
    expect(
      Object.keys(await countVerdicts(stage)).filter((key) => /verified|never_found|not_applicable/.test(key)),
    ).toEqual([]);
    expect(await stuck(stage)).toEqual([]);
    const [row] = await stage.db.superuser.sql`select state from leaver_case`;
    expect(row).toEqual({ state: "open" });
  });

  it("that killed its worker each time goes to a person without being tried again", async () => {
    await using on = await scene();
    const { stage, target, ownerId } = on;
    await reportLeavers(stage, ["p-1"]);
    // As it stands after eight workers died on the inventory.
    await stage.db.superuser.sql`update step set attempts = attempts_max`;
    await stage.startEngine();
    await until(
      "the owner's steps",
      () => persons(stage),
      (rows) => rows.length > 0,
    );
    expect(target.requests).toBe(0);
    const person = { kind: "person", ownerId };
    expect(await persons(stage)).toEqual([person, person]);
  });

  it("as an act keeps the target's own refusal, and goes to the owner at once", async () => {
    await using on = await scene();
    const { stage, target, ownerId } = on;
    const proxy = await startFaultProxy(stage.server.baseUrl(target));
    await stage.db.superuser.sql`update system set config = ${JSON.stringify({ baseUrl: proxy.baseUrl })}::text::jsonb`;
    proxy.inject("forbidden", { method: "PATCH" });
    await reportLeavers(stage, ["p-1"]);
    await stage.startEngine();
    const person = { kind: "person", ownerId };
    await untilEqual(() => persons(stage), [person, person, person]);
    expect(proxy.seen.filter((line) => line.startsWith("PATCH")).length).toBe(3);
    expect(await falselyGreen(stage)).toEqual([]);
    await proxy.close();
  });
});

describe.concurrent("an answer that the database cannot hold", () => {
  it("counts as unknown and keeps no other system's facts from being written", async () => {
    const poison = peopled(seeds);
    await using stage = await openStage([
      { name: "Poison", ...poison, groups: [{ name: "St\u0000ff", members: ["p-1", "stays"] }] },
      { name: "Honest", ...peopled(seeds) },
    ]);
    await recordPeople(stage, seeds);
    await reportLeavers(stage, ["p-1"]);
    await stage.startEngine();
    const honest = async () => {
      const rows = await stage.db.superuser.sql<{ key: string }[]>`
        select v.key from item_verdict v join system y on y.id = v.system_id where y.name = 'Honest' order by key`;
      return rows.map(({ key }) => key);
    };
    await untilEqual(honest, ["verified_disabled", "verified_removed", "verified_removed"]);
    await until(
      "an end of it",
      () => hurried(stage),
      (left) => left === 0,
      40_000,
    );
    expect(await falselyGreen(stage)).toEqual([]);
    expect(await stuck(stage)).toEqual([]);
  });
});
