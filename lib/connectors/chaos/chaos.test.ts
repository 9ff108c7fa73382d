import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Connection } from "../contract.ts";
import { registry } from "../registry.ts";
import { chaos } from "./index.ts";
import type { Lie } from "./schedule.ts";

const PEOPLE = Array.from({ length: 6 }, (_, index) => ({
  userName: `p${index}@chaos.example`,
  email: `p${index}@chaos.example`,
  groups: ["staff", `team-${index % 2}`],
}));
const signal = new AbortController().signal;

/** Drives every account through act and look for a while and returns all that was seen. */
async function run(seed: number, rounds: number) {
  const { connector, world, schedule } = chaos(seed, PEOPLE);
  const connection = connector.open({
    config: {},
    secrets: {},
    dialect: {},
    connectionsMax: 1,
  }) as Required<Connection>;
  const seen: string[] = [];
  const early: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const accountNativeId of [...world.accounts.keys()]) {
      for (const target of [
        { layer: "group" as const, accountNativeId, nativeKey: "staff" },
        { layer: "account" as const, accountNativeId, nativeKey: accountNativeId },
      ]) {
        const { outcome } = await connection.revoke(target, target.layer === "group" ? "absent" : "disabled", signal);
        const look = await connection.observe(target, signal);
        const truth = world.truth(accountNativeId, target.layer === "group" ? "staff" : null);
        seen.push(`${outcome.kind} ${look.presence} ${truth}`);
        if (look.presence !== "unknown" && look.presence !== "active" && truth === "active")
          early.push(seen.at(-1) ?? "");
      }
    }
    await connection.listAccounts(signal);
  }
  return { seen, early, told: schedule.told, calls: world.calls };
}

describe("chaos connector", () => {
  it("tells the same lies for the same seed and others for another", async () => {
    expect(await run(7, 5)).toEqual(await run(7, 5));
    expect((await run(7, 5)).seen).not.toEqual((await run(8, 5)).seen);
  });

  it("never shows an access as gone that is still there", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        expect((await run(seed, 4)).early).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("tells every kind of lie in a longer run", async () => {
    const { told } = await run(1, 40);
    const kinds: readonly Lie[] = [
      "noEffect",
      "wrongAccount",
      "lostReply",
      "lostRequest",
      "refused",
      "throttled",
      "stale",
      "blind",
      "cappedListing",
      "duplicatePages",
      "revived",
      "recreated",
    ];
    expect(new Set(told)).toEqual(new Set(kinds));
  });

  it("fits the contract that the registry checks at start", () => {
    expect(registry([{ connector: chaos(1, PEOPLE).connector, sampleConfig: {} }]).find("chaos")).not.toBeNull();
  });
});
