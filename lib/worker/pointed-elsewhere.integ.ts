import { describe, expect, it } from "vitest";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { ledgerFaults } from "./testing/ledger.ts";
import { offStage, pointElsewhere } from "./testing/point-elsewhere.ts";
import { holdWrites, slowDown, waitingForLocks } from "./testing/points.ts";
import { openStage, type Stage, type StagedSystem } from "./testing/stage.ts";
import { items, steps, stuck, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

const seeds = people(1);
const SLOW_MS = 1_500;

/** p-1 has an account at "Former", and under the very same identifier at "New", where the connection does not lead yet. */
async function scene(over: Partial<StagedSystem> = {}) {
  const stage = await openStage([
    { name: "Former", ...peopled(seeds), ...over },
    { name: "New", ...peopled(seeds) },
  ]);
  await recordPeople(stage, seeds);
  const former = stage.server.systems.find(({ name }) => name === "Former");
  const target = await offStage(stage, "New");
  const [account] = [...(former?.store.users.values() ?? [])].filter(({ externalId }) => externalId === "p-1");
  const [seed] = seeds;
  if (former === undefined || account === undefined || seed === undefined) throw new Error("the stage is not set");
  for (const user of [...target.store.users.values()]) if (user.externalId === "p-1") target.store.removeUser(user.id);
  target.store.addUser(seed, account.id);
  const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
  return { stage, former, target, account, caseId, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

async function told(stage: Stage, kind: string): Promise<{ step: string; acted: boolean; exchanges: unknown[] }[]> {
  const rows = await stage.db.superuser.sql<{ data: { step: string; acted: boolean; exchanges: unknown[] } }[]>`
    select told->'data' as data from entry, jsonb_array_elements(convert_from(body, 'UTF8')::jsonb->'entries') as told
    where told->>'kind' = ${kind}`;
  return rows.map(({ data }) => data);
}

async function stateOf({ stage, caseId }: { stage: Stage; caseId: string }): Promise<string> {
  return (await stage.db.superuser.sql`select state from leaver_case where id = ${caseId}`)[0]?.["state"];
}

const accountKey = async (stage: Stage) => (await items(stage)).find(({ layer }) => layer === "account")?.key;

describe.concurrent("a connection that is pointed elsewhere", { timeout: 120_000 }, () => {
  it("while a look is under way: what it saw is no fact, and the same step looks where it leads now", async () => {
    await using on = await scene({ acting: false });
    const { stage, former, target, account } = on;
    await stage.startEngine();
    await untilEqual(() => accountKey(stage), "still_present");
    await untilEqual(() => unfinished(stage), []);
    // At the former place somebody closes the account: this look would verify it.
    account.active = false;
    slowDown(former, SLOW_MS);
    const { sql } = stage.db.superuser;
    const [step] = await sql<{ id: string }[]>`
      insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
      select gen_random_uuid(), 'observe', 'ready', i.case_id, i.id, i.system_id, 1, now(), now() from case_item i
      where i.layer = 'account' returning id`;
    await until(
      "a look",
      () => former.inFlight,
      (count) => count > 0,
    );
    await pointElsewhere(stage, "Former", target);
    const dropped = await until(
      "dropped",
      () => told(stage, "step.dropped"),
      (found) => found.length > 0,
    );
    expect(dropped).toMatchObject([{ step: step?.id, acted: false }]);
    expect(dropped[0]?.exchanges.length).toBeGreaterThan(0);
    await untilEqual(() => unfinished(stage), []);
    const seen = await sql`select presence from observation where step_id = ${step?.id ?? ""}`;
    expect([...seen]).toEqual([{ presence: "active" }]);
    expect(await accountKey(stage)).toBe("still_present");
    expect(await ledgerFaults(stage)).toEqual([]);
  });

  it("while a call is under way: it is no claim of a removal there, and is given up", async () => {
    await using on = await scene();
    const { stage, former, target } = on;
    const release = await holdWrites(stage, "case_item");
    await stage.startEngine();
    await until(
      "the inventory",
      () => waitingForLocks(stage),
      (count) => count > 0,
    );
    slowDown(former, SLOW_MS);
    await release();
    await until(
      "a call",
      () => former.inFlight,
      (count) => count > 0,
    );
    await pointElsewhere(stage, "Former", target);
    const acts = async () => (await steps(stage)).filter(({ kind }) => kind === "act");
    await until("given up", acts, (found) => found.length > 0 && found.every(({ state }) => state === "cancelled"));
    expect((await told(stage, "step.dropped")).some(({ acted }) => acted)).toBe(true);
    const { sql } = stage.db.superuser;
    expect([...(await sql`select distinct state from claim`)]).toEqual([{ state: "attempted" }]);
    expect(target.log.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await ledgerFaults(stage)).toEqual([]);
  });

  it("while an inventory is under way: who has an account at the place before has none here", async () => {
    await using on = await scene({ acting: false });
    const { stage, former, target, account } = on;
    target.store.removeUser(account.id);
    slowDown(former, SLOW_MS);
    await stage.startEngine();
    await until(
      "a reading",
      () => former.inFlight,
      (count) => count > 0,
    );
    await pointElsewhere(stage, "Former", target);
    await until(
      "dropped",
      () => told(stage, "step.dropped"),
      (found) => found.length > 0,
    );
    await untilEqual(() => unfinished(stage), []);
    const { sql } = stage.db.superuser;
    expect([...(await sql`select native_id from profile_account`)]).toEqual([]);
    expect([...(await sql`select distinct presence from observation`)]).toEqual([{ presence: "absent" }]);
    expect(await ledgerFaults(stage)).toEqual([]);
  });

  it("after a case closed: a daily reading under way counts for nothing, and the case is read at once where it leads now", async () => {
    await using on = await scene();
    const { stage, former, target } = on;
    await stage.startEngine();
    await untilEqual(() => stateOf(on), "closed_verified");
    const { sql } = stage.db.superuser;
    slowDown(former, SLOW_MS);
    await sql`update step set ended_at = ended_at - interval '25 hours', result = jsonb_set(result, '{readAt}',
      to_jsonb((result ->> 'readAt')::bigint - 90000000000)) where kind = 'inventory' and result ? 'readAt'`;
    await sql`update leaver_case set settle_at = now()`;
    await until(
      "the daily reading",
      () => former.inFlight,
      (count) => count > 0,
    );
    const looks = async () => (await sql`select id from observation where observer <> 'none'`).length;
    const before = await looks();
    await pointElsewhere(stage, "Former", target);
    await until(
      "dropped",
      () => told(stage, "step.dropped"),
      (found) => found.length > 0,
    );
    await until("read where it leads now", looks, (count) => count > before);
    await untilEqual(() => stateOf(on), "reopened");
    // Our calls removed it elsewhere: found here, it has not come back.
    expect(await accountKey(stage)).toMatch(/^(not_started|still_present)$/);
    expect(await ledgerFaults(stage)).toEqual([]);
  });

  it("where there is no such account: what was found before is not verified by an answer about its id", async () => {
    await using on = await scene({ acting: false });
    const { stage, target, account } = on;
    target.store.removeUser(account.id);
    await foundAndPointed(on);
    expect(await accountReads(stage)).toEqual(LEFT_BEHIND);
    await lookedAt(on);
    expect(await accountReads(stage)).toEqual(LEFT_BEHIND);
    expect(await stuck(stage)).toEqual([]);
    expect(await stateOf(on)).toBe("open");
    expect(await ledgerFaults(stage)).toEqual([]);
  });

  it("where a case has closed: it does not stay green on what was seen before", async () => {
    await using on = await scene();
    const { stage, target, account } = on;
    target.store.removeUser(account.id);
    await stage.startEngine();
    await untilEqual(() => stateOf(on), "closed_verified");
    await pointElsewhere(stage, "Former", target);
    await untilEqual(() => accountReads(stage), LEFT_BEHIND);
  });

  it("where the id is somebody else's: their account is not this person's, and is never acted on", async () => {
    await using on = await scene({ acting: false });
    const { stage, target, account } = on;
    target.store.removeUser(account.id);
    const [, other] = people(2);
    if (other === undefined) throw new Error("the stage is not set");
    target.store.addUser(other, account.id);
    await foundAndPointed(on);
    const { sql } = stage.db.superuser;
    await sql`update system set acting = true where name = 'Former'`;
    await lookedAt(on);
    const planted = await stepAtAccount(on, "act");
    await until(
      "refused",
      () => sql`select state, fence from step where id = ${planted}`,
      ([row]) => row?.["fence"] > 0,
    );
    await lookedAt(on);
    expect(target.log.filter(({ method }) => method !== "GET")).toEqual([]);
    expect(target.store.users.get(account.id)?.active).toBe(true);
    expect(await accountReads(stage)).toEqual(LEFT_BEHIND);
    const acts = (await steps(stage)).filter(({ kind, id }) => kind === "act" && id !== planted);
    expect(acts).toEqual([]);
  });
});

const LEFT_BEHIND = { key: "cannot_check", reason: "leads_elsewhere" };

async function accountReads(stage: Stage) {
  const [row] = await stage.db.superuser.sql<{ key: string; reason: string }[]>`
    select v.key, v.reason from item_verdict v join case_item i on i.id = v.item_id
    where i.layer = 'account' and i.access_id is not null`;
  return { ...row };
}

type Scene = Awaited<ReturnType<typeof scene>>;

/** The account is found where the connection leads first; then it is pointed elsewhere, and the system read there. */
async function foundAndPointed({ stage, target }: Scene): Promise<void> {
  await stage.startEngine();
  await untilEqual(() => accountKey(stage), "still_present");
  await untilEqual(() => unfinished(stage), []);
  await pointElsewhere(stage, "Former", target);
  await untilEqual(() => accountReads(stage), LEFT_BEHIND);
  await untilEqual(() => unfinished(stage), []);
}

async function stepAtAccount({ stage }: Scene, kind: "act" | "observe"): Promise<string> {
  const [step] = await stage.db.superuser.sql<{ id: string }[]>`
    insert into step (id, kind, state, case_id, item_id, system_id, epoch, not_before, created_at)
    select gen_random_uuid(), ${kind}, 'ready', i.case_id, i.id, i.system_id, 1, now(), now() from case_item i
    where i.layer = 'account' and i.access_id is not null returning id`;
  return step?.id ?? "";
}

/** Its id is looked up once where the connection leads now, by a look that is believed. */
async function lookedAt(on: Scene): Promise<void> {
  const id = await stepAtAccount(on, "observe");
  const looks = () => on.stage.db.superuser.sql`select presence from observation where step_id = ${id}`;
  await until("a look", looks, (rows) => rows.length > 0);
}
