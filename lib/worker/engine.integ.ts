import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { verdictsOf } from "./testing/truth.ts";

const seeds = people(2);
const GROUPS = [
  { name: "Staff", members: ["p-1", "p-2"] },
  { name: "Admins", members: ["p-1"] },
];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage([
    { name: "Honest", people: seeds, groups: GROUPS },
    { name: "Liar", behaviour: "lying", people: seeds, groups: GROUPS },
  ]);
});
afterAll(() => stage[Symbol.asyncDispose]());

describe("one leaver, from the event to the verdict", () => {
  it("is verified in the system that does what it says and still present in the one that lies", async () => {
    await recordPeople(stage, seeds);
    await reportLeavers(stage, ["p-1"], "2026-11-01T18:00");
    await stage.startEngine();
    await expect
      .poll(() => verdictsOf(stage, "Honest"), { timeout: 20_000 })
      .toEqual(["verified_disabled", "verified_removed", "verified_removed"]);
    await expect
      .poll(() => verdictsOf(stage, "Liar"), { timeout: 20_000 })
      .toEqual(["still_present", "still_present", "still_present"]);
  });
});
