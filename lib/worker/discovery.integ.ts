import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { cancelDiscovery } from "#lib/use-cases/discovery/cancel-discovery.ts";
import { listListedAccounts } from "#lib/use-cases/discovery/list-listed-accounts.ts";
import { readDiscovery } from "#lib/use-cases/discovery/read-discovery.ts";
import { startDiscovery } from "#lib/use-cases/discovery/start-discovery.ts";
import { releaseListing } from "#lib/use-cases/inventory/release-listing.ts";
import { people, peopled, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { until } from "./testing/until.ts";

const SEEDS = people(400);
/** Pages of 20: twenty and a bit of them, so that a run is long enough to be killed. */
const PAGE = 20;

let stage: Stage;
let systemId: string;

beforeAll(async () => {
  stage = await openStage([{ name: "Big", behaviour: "slow", delayMs: 15, ...peopled(SEEDS), slug: "big" } as never]);
  systemId = stage.systemIds.get("Big") ?? "";
  await stage.db.superuser.sql`
    update system set config = config || ${JSON.stringify({ pageSize: PAGE })}::text::jsonb where id = ${systemId}`;
  // Everybody but the last three is known.
  await recordPeople(stage, SEEDS.slice(0, -3));
});
afterAll(() => stage[Symbol.asyncDispose]());
beforeEach(() => stage.server.systems[0]?.reset());

const target = () => {
  const [system] = stage.server.systems;
  if (system === undefined) throw new Error("no target");
  return system;
};

async function start(mode: "full" | "changes" = "full"): Promise<string> {
  const asked = await execute(stage.web, startDiscovery, { systemId, mode }, { idempotencyKey: null });
  if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
  return asked.result.runId;
}

async function run(id: string) {
  const read = await runQuery(stage.web, readDiscovery, { systemId });
  const found = read.ok ? read.value.runs.find((one) => one.id === id) : undefined;
  if (found === undefined) throw new Error("no such run");
  return found;
}

const ended = (id: string) =>
  until(
    "ended",
    () => run(id),
    (seen) => seen.state !== "running",
  );

async function listed(standing: "uncorrelated" | "left"): Promise<string[]> {
  const names: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await runQuery(stage.web, listListedAccounts, { systemId, standing, cursor, limit: 2 });
    if (!page.ok) throw new Error(JSON.stringify(page.reasons));
    names.push(...page.value.rows.map((row) => row.userName));
    if (page.value.nextCursor === null) return names;
    cursor = page.value.nextCursor;
  }
}

const facts = async () =>
  (
    await stage.db.superuser.sql`
    select (select count(*)::int from profile_listed_account where system_id = ${systemId}) as rows,
      (select count(*)::int from profile_listed_account where system_id = ${systemId} and gone_at is not null) as gone,
      (select count(*)::int from observation where system_id = ${systemId}) as looks`
  )[0];

describe("a full listing", () => {
  it("of a worker killed in the middle is gone on with by the next: nobody twice, nobody lost, nothing gone", async () => {
    const first = await stage.startWorker();
    const id = await start();
    await until(
      "some pages",
      () => run(id),
      (seen) => seen.pages >= 5,
    );
    await first.kill();
    const asked = target().log.length;
    const second = await stage.startWorker();
    const over = await ended(id);
    expect(over).toMatchObject({ state: "finished", complete: true, rows: 401, total: 401 });
    expect(over.counts).toEqual({ accounts: 401, uncorrelated: 4, ofLeavers: 0, gone: 0 });
    expect(await facts()).toEqual({ rows: 401, gone: 0, looks: 0 });
    // It did not begin anew: at most one page was asked for twice.
    const pages = target()
      .log.slice(asked)
      .filter((one) => one.path.startsWith("/Users?startIndex"));
    expect(pages.length).toBeLessThanOrEqual(21 - 5 + 1);
    expect(await listed("uncorrelated")).toEqual(
      ["person-398@example.com", "person-399@example.com", "person-400@example.com", "stays@example.com"].sort(),
    );
    await second.end();
  });

  it("is one at a time, and can be stopped: what was listed stays and nobody is called gone", async () => {
    const id = await start();
    expect(await start()).toBe(id);
    const stopped = await execute(stage.web, cancelDiscovery, { systemId }, { idempotencyKey: null });
    expect(stopped).toMatchObject({ ok: true, result: { runId: id } });
    expect(await run(id)).toMatchObject({ state: "cancelled", complete: false, counts: { gone: 0 } });
    expect(await facts()).toMatchObject({ rows: 401, gone: 0 });
  });
});

describe("with a worker at hand", () => {
  beforeAll(async () => {
    await stage.startEngine();
  });

  it("calls gone who is not listed any more, and asks for a leaver's account that the case does not know", async () => {
    const caseId = (await reportLeavers(stage, ["p-1"])).get("p-1") ?? "";
    const seen = async () =>
      (
        await stage.db.superuser.sql`
      select count(*)::int as items from case_item where case_id = ${caseId} and layer = 'account' and account_id is not null`
      )[0]?.["items"];
    await until("inventoried", seen, (items) => items === 1);
    // The person comes back under another id, and somebody else is deleted.
    const store = target().store;
    const again = { key: "other-key", displayName: "Person 1", email: "p1-again@example.com" };
    store.addUser(again, "second-of-p-1").email = "person-1@example.com";
    const [twin] = store.findUsers('userName eq "person-2@example.com"') ?? [];
    if (twin !== undefined) store.removeUser(twin.id);
    const over = await ended(await start());
    expect(over.counts).toMatchObject({ accounts: 401, gone: 1 });
    expect(over.counts?.ofLeavers).toBeGreaterThanOrEqual(1);
    expect(await listed("left")).toContain("p1-again@example.com");
    await until("a second account in the case", seen, (items) => items === 2);
  });

  it("that lost a large share is held: nobody is gone until a person has looked", async () => {
    await ended(await start());
    const before = await facts();
    const { store } = target();
    for (const user of [...store.users.values()].slice(0, 200)) store.removeUser(user.id);
    const held = await ended(await start());
    expect(held).toMatchObject({ state: "held", complete: false, counts: { accounts: 201, gone: 0 } });
    expect((await facts())?.["gone"]).toBe(before?.["gone"]);
    const released = await execute(stage.web, releaseListing, { systemId }, { idempotencyKey: null });
    expect(released.ok).toBe(true);
    const believed = await ended(await start());
    expect(believed).toMatchObject({ state: "finished", complete: true });
    expect(believed.counts?.gone).toBeGreaterThanOrEqual(199);
  });

  it("of a target that refuses the credentials ends with a sentence and leaves what was known", async () => {
    const before = await facts();
    await stage.db.superuser.sql`update system set version = version + 1,
      config = config || ${JSON.stringify({ baseUrl: stage.server.baseUrl(target()).replace("/s/big", "/s/nowhere") })}::text::jsonb
      where id = ${systemId}`;
    const over = await ended(await start());
    expect(over).toMatchObject({ state: "failed", complete: false, failure: expect.stringMatching(/\.$/) });
    expect(await facts()).toEqual(before);
  });
});
