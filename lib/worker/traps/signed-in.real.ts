import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { connected, leaves, looksAgain, PATIENCE_MS, shows, switchActingOn } from "../testing/real/product.ts";
import { mariadbTrap, postgresqlTrap, rabbitmqTrap, type Trap } from "../testing/real/signed-in.ts";
import type { Stage } from "../testing/stage.ts";

async function closedByHand(trap: Trap, stage: Stage): Promise<void> {
  const user = `by_hand_${process.pid}`;
  await trap.create(user);
  const session = await trap.signIn(user);
  await trap.listed?.(user);
  const caseId = await leaves(stage, user);
  const open = await shows(stage, "the session is seen", caseId, ({ layers }) =>
    Boolean(layers.session?.includes("still_present")),
  );
  expect(open.layers.account).toEqual(["still_present"]);
  await trap.lock(user);
  const locked = await looksAgain(
    stage,
    "the lock is seen",
    caseId,
    ({ layers }) => !layers.account?.includes("still_present"),
  );
  expect(locked.layers).toMatchObject({ account: ["latent"], session: ["still_present"] });
  expect(await session.works()).toBe(true);
  await session.end();
  const over = await looksAgain(stage, "the end is seen", caseId, ({ layers }) =>
    Boolean(layers.session?.includes("verified_removed")),
  );
  expect(over).toMatchObject({ layers: { session: ["verified_removed"] }, status: "open" });
  expect(over.layers.account).toEqual([
    over.layers.credential?.includes("still_present") ? "latent" : "verified_disabled",
  ]);
}

async function tooNew(trap: Trap, stage: Stage): Promise<void> {
  await switchActingOn(stage);
  const user = `acted_${process.pid}`;
  await trap.create(user);
  const session = await trap.signIn(user);
  const caseId = await leaves(stage, user);
  const closed = await shows(stage, "the case closes", caseId, ({ status }) => status.startsWith("closed"));
  expect(await session.works()).toBe(false);
  expect(closed).toMatchObject({ status: "closed_verified", layers: { account: ["verified_disabled"] } });
  expect(closed.layers.session?.every((verdict) => /^(verified_removed|never_found)$/.test(verdict))).toBe(true);
  await expect(trap.signIn(user)).rejects.toThrow();
}

describe.each([
  ["PostgreSQL", postgresqlTrap],
  ["MariaDB", mariadbTrap],
  ["RabbitMQ", rabbitmqTrap],
])("somebody who leaves and is signed in on %s", { timeout: 3 * PATIENCE_MS }, (title, set) => {
  let stage: Stage | null = null;
  let trap: Trap | string = "it was not asked for";
  beforeAll(async () => {
    trap = await set();
    if (typeof trap !== "string") stage = await connected(trap);
  }, PATIENCE_MS);
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it.each([
    [
      "an account that was closed by hand is Latent while its session works, and while its password stands",
      closedByHand,
    ],
    ["a session too new to be on the first list is found before the case closes, and no longer works then", tooNew],
  ])("%s", async (_what, proves, test?: TestContext) => {
    if (stage === null || typeof trap === "string") return test?.skip(`${title} could not be started: ${trap}`);
    await proves(trap, stage);
  });
});
