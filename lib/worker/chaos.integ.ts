import { expect, it } from "vitest";
import { rebuildVerdicts } from "#lib/use-cases/projections/rebuild.ts";
import type { SeedPerson } from "#scripts/demo/scim-store.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { ledgerFaults, placesOf } from "./testing/ledger.ts";
import { openStage } from "./testing/stage.ts";
import { falselyGreen, items, stuck, verdictsOf } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

const KILLS = 5;
/** A step that was killed three times and then meets a server that fails as often waits for two minutes between tries. */
const RECOVERY_MS = 240_000;
const CANARY: SeedPerson = {
  key: "K-zzyzx-77",
  displayName: "Zzyzx Canarius",
  email: "zzyzx.canary@example.com",
};
const seeds = [CANARY, ...people(5)];
/** Six accounts; everybody in one group, every second one in another. */
const GONE = [...Array(6).fill("verified_disabled"), ...Array(9).fill("verified_removed")];

/** Mulberry32: the same kills at every run of the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

it(
  "workers killed at random, before targets that lie, lag, fail and drop: nothing lost, nothing falsely green, every fact in the ledger",
  async () => {
    await using stage = await openStage([
      { name: "Honest", ...peopled(seeds) },
      { name: "Slow", delayMs: 60, inFlightMax: 2, ...peopled(seeds) },
      { name: "Flaky", behaviour: "flaky", ...peopled(seeds) },
      { name: "Lagging", behaviour: "lagging", lagMs: 400, freshness: 600_000, ...peopled(seeds) },
      { name: "Liar", behaviour: "lying", ...peopled(seeds) },
    ]);
    await recordPeople(stage, seeds);
    const random = seeded(20_260_105);
    const workers = await Promise.all([stage.startWorker(), stage.startWorker(), stage.startWorker()]);
    await reportLeavers(
      stage,
      seeds.map(({ key }) => key),
    );
    const requests = () => stage.server.systems.reduce((sum, system) => sum + system.requests, 0);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const reached = requests() + 1 + Math.floor(random() * 20);
      await until("requests before the next kill", requests, (count) => count >= reached, 25_000);
      const victim = Math.floor(random() * workers.length);
      await workers[victim]?.kill();
      workers[victim] = await stage.startWorker();
    }
    for (const system of ["Honest", "Slow", "Flaky", "Lagging"]) {
      await untilEqual(() => verdictsOf(stage, system), GONE, RECOVERY_MS);
    }
    expect(new Set(await verdictsOf(stage, "Liar"))).not.toContain("verified_disabled");
    expect((await items(stage)).length).toBe(5 * GONE.length);
    expect(await falselyGreen(stage)).toEqual([]);
    await Promise.all(workers.map((worker) => worker.end()));
    expect(await falselyGreen(stage)).toEqual([]);
    expect(await stuck(stage)).toEqual([]);
    expect(await ledgerFaults(stage)).toEqual([]);
    const rebuilt = await rebuildVerdicts(stage.web);
    expect(rebuilt).toMatchObject({ ok: true, value: { different: 0 } });
    const nativeIds = stage.server.systems.flatMap((system) =>
      [...system.store.users.values()].filter((user) => user.externalId === CANARY.key).map((user) => user.id),
    );
    expect(nativeIds.length).toBe(5);
    expect(await placesOf(stage, ["zzyzx", ...nativeIds])).toEqual([]);
  },
  5 * RECOVERY_MS,
);
