import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { LAYERS } from "#lib/core/access/layer.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { recordIdentities } from "#lib/use-cases/identities/record-identities.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { checkSystem } from "#lib/use-cases/systems/check-system.ts";
import { registerSystem } from "#lib/use-cases/systems/register-system.ts";
import { reportLeavers } from "./testing/leavers.ts";
import { mariadbTrap, PATIENCE_MS, postgresqlTrap, rabbitmqTrap, type Trap } from "./testing/real/traps.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { until } from "./testing/until.ts";

/** The whole product with one real server, observe-only. */
async function connected(trap: Trap): Promise<Stage> {
  const stage = await openStage([]);
  const { name, connector, config, secrets } = trap;
  const { connectors } = stage.worker;
  const covered = connectors.find(connector)?.manifest.layers ?? {};
  const others = LAYERS.filter((layer) => covered[layer] === undefined);
  const layers = Object.fromEntries(others.map((layer) => [layer, { exists: "no" }]));
  const input = { slug: "trap", name, connector, config, secrets, layers };
  const ctx = { ...stage.web, seal: stage.seal, connectors };
  const made = await execute(ctx, registerSystem, input, { idempotencyKey: null });
  if (!made.ok) throw new Error(JSON.stringify(made.reasons));
  await stage.startEngine();
  const asked = await execute(stage.web, checkSystem, { systemId: made.result.id }, { idempotencyKey: null });
  if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
  const read = () => stage.db.superuser.sql`select check_ok from system`;
  await until("checked", read, ([row]) => row?.["check_ok"] === true, PATIENCE_MS);
  return stage;
}

/** @returns the id of the case */
async function leaves(stage: Stage, user: string): Promise<string> {
  const identities = [{ personKey: user, displayName: "Mia", userNames: [user] }];
  await execute(stage.web, recordIdentities, { identities }, { idempotencyKey: null });
  return (await reportLeavers(stage, [user])).get(user) ?? "";
}

async function look(stage: Stage, caseId: string) {
  const seen = await runQuery(stage.web, readLeaver, { leaver: caseId });
  if (!seen.ok) throw new Error(JSON.stringify(seen.reasons));
  const { header, rows } = seen.value;
  const cells = rows.flatMap((row) => row.cells);
  const of = (layer: string) =>
    cells.filter((cell) => cell.layer === layer).flatMap(({ items }) => items.map(({ verdict }) => verdict));
  return { status: header.status, account: of("account"), session: of("session"), credential: of("credential") };
}
type Shown = Awaited<ReturnType<typeof look>>;

const shows = (stage: Stage, what: string, caseId: string, good: (shown: Shown) => boolean) =>
  until(what, () => look(stage, caseId), good, PATIENCE_MS);

async function closedByHand(trap: Trap, stage: Stage): Promise<void> {
  const user = `by_hand_${process.pid}`;
  await trap.create(user);
  const session = await trap.signIn(user);
  await trap.listed?.(user);
  const caseId = await leaves(stage, user);
  const open = await shows(stage, "the session is seen", caseId, (shown) => shown.session.includes("still_present"));
  expect(open.account).toEqual(["still_present"]);
  await trap.lock(user);
  const again = async (what: string, good: (shown: Shown) => boolean) => {
    await execute(stage.web, verifyLeaver, { leaverId: caseId }, { idempotencyKey: null });
    return shows(stage, what, caseId, good);
  };
  const locked = await again("the lock is seen", (shown) => !shown.account.includes("still_present"));
  expect(locked).toMatchObject({ account: ["latent"], session: ["still_present"] });
  expect(await session.works()).toBe(true);
  await session.end();
  const over = await again("the end is seen", (shown) => shown.session.includes("verified_removed"));
  expect(over).toMatchObject({ session: ["verified_removed"], status: "open" });
  expect(over.account).toEqual([over.credential.includes("still_present") ? "latent" : "verified_disabled"]);
}

async function tooNew(trap: Trap, stage: Stage): Promise<void> {
  await stage.db.superuser.sql`update system set acting = true`;
  const user = `acted_${process.pid}`;
  await trap.create(user);
  const session = await trap.signIn(user);
  const caseId = await leaves(stage, user);
  const closed = await shows(stage, "the case closes", caseId, ({ status }) => status.startsWith("closed"));
  expect(await session.works()).toBe(false);
  expect(closed).toMatchObject({ status: "closed_verified", account: ["verified_disabled"] });
  expect(closed.session.every((verdict) => /^(verified_removed|never_found)$/.test(verdict))).toBe(true);
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
