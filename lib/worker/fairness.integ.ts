import { expect, it } from "vitest";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage } from "./testing/stage.ts";
import { unfinished, verdictsOf } from "./testing/truth.ts";
import { until } from "./testing/until.ts";

const seeds = people(10);
const QUICK = ["Quick one", "Quick two", "Quick three"];

it("a slow system with two hundred steps holds up no other", async () => {
  const groups = Array.from({ length: 18 }, (_, at) => ({
    name: `Group ${at}`,
    members: [...seeds.map(({ key }) => key), "stays"],
  }));
  await using stage = await openStage([
    { name: "Slow", delayMs: 400, inFlightMax: 2, ...peopled(seeds), groups },
    ...QUICK.map((name) => ({ name, ...peopled(seeds) })),
  ]);
  await recordPeople(stage, seeds);
  await stage.startEngine();
  await reportLeavers(
    stage,
    seeds.map(({ key }) => key),
  );
  const slowId = stage.systemIds.get("Slow") ?? "";
  // The slow one's two hundred steps stand in the queue before the others have begun theirs.
  await stage.db.superuser.sql`
    update step set not_before = now() + interval '1 hour' where system_id <> ${slowId} and kind <> 'inventory'`;
  const slowSteps = async () =>
    (await stage.db.superuser.sql`select from step where system_id = ${slowId} and kind = 'act'`).length;
  await until("the slow system's plan", slowSteps, (count) => count >= 190, 30_000);
  await stage.db.superuser.sql`update step set not_before = now() where not_before > now()`;
  for (const name of QUICK) {
    await until(
      `${name} verified`,
      () => verdictsOf(stage, name),
      (keys) => keys.length === 25 && keys.every((key) => key.startsWith("verified")),
    );
  }
  const left = (await unfinished(stage)).length;
  expect(left).toBeGreaterThan(100);
}, 90_000);
