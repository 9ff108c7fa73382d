import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "#lib/connectors/testing/fault-proxy.ts";
import type { FaultName } from "#lib/connectors/testing/faults.ts";
import { startBetterAuth } from "#lib/connectors/testing/servers/better-auth.ts";
import { startScimmy } from "#lib/connectors/testing/servers/scimmy.ts";
import type { RealScimServer } from "#lib/connectors/testing/servers/server.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { runQuery } from "#lib/use-cases/_kit/query.ts";
import { readLeaver } from "#lib/use-cases/leaver/read-leaver.ts";
import { checkSystem } from "#lib/use-cases/systems/check-system.ts";
import { people, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { ledgerFaults } from "./testing/ledger.ts";
import { registerSystem } from "./testing/register-system.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { until } from "./testing/until.ts";

const SEEDS = people(7);
const SERVERS = [
  ["@better-auth/scim", startBetterAuth],
  ["scimmy", startScimmy],
] as const;

/** SCIM servers that others wrote, each behind a proxy that is honest until it is told otherwise. */
describe.each(SERVERS)("the main job on the real SCIM server %s", (name, start) => {
  let stage: Stage;
  let server: RealScimServer;
  let proxy: FaultProxy;
  const nativeIds = new Map<string, string>();

  beforeAll(async () => {
    server = await start();
    proxy = await startFaultProxy(server.baseUrl);
    for (const { key, email } of SEEDS) {
      nativeIds.set(key, await server.createUser({ userName: email, email, externalId: key }));
    }
    const keeper = await server.createUser({
      userName: "keeper@example.com",
      email: "keeper@example.com",
      externalId: "keeper",
    });
    await server.createGroup("Staff", [...nativeIds.values(), keeper]);
    stage = await openStage([]);
    const target = { name, slug: "real", token: server.token, baseUrl: proxy.baseUrl };
    const systemId = await registerSystem(stage.db, stage.seal, target, { tier: 1 });
    await recordPeople(stage, SEEDS);
    await stage.startEngine();
    await learnDialect(systemId);
  });
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
    await proxy.close();
    await server.close();
  });

  async function learnDialect(systemId: string): Promise<void> {
    const asked = await execute(stage.web, checkSystem, { systemId }, { idempotencyKey: null });
    if (!asked.ok) throw new Error(JSON.stringify(asked.reasons));
    const read = () => stage.db.superuser.sql`select check_ok from system where id = ${systemId}`;
    await until("checked", read, ([row]) => row?.["check_ok"] === true);
  }

  async function view(caseId: string) {
    const seen = await runQuery(stage.web, readLeaver, { leaver: caseId });
    if (!seen.ok) throw new Error(JSON.stringify(seen.reasons));
    return seen.value;
  }

  const leave = async (key: string) => (await reportLeavers(stage, [key])).get(key) ?? "";
  const verdicts = (row: Awaited<ReturnType<typeof view>>) =>
    row.rows
      .flatMap(({ cells }) => cells.flatMap((cell) => cell.items.map((item) => `${cell.layer} ${item.verdict}`)))
      .sort();
  const truth = async (key: string) => (await server.call("GET", `/Users/${nativeIds.get(key)}`)).json;

  it("a leaver is verified and the case closes by itself, and the server's own state says the same", async () => {
    const caseId = await leave("p-1");
    const closed = await until(
      "closed",
      () => view(caseId),
      (seen) => seen.header.status === "closed_verified",
    );
    expect(verdicts(closed)).toEqual(["account verified_disabled", "group verified_removed"]);
    expect(closed.blockers).toEqual([]);
    expect(await truth("p-1")).toMatchObject({ active: false });
    const groups = JSON.stringify((await server.call("GET", "/Groups")).json);
    expect(groups).not.toContain(nativeIds.get("p-1"));
  });

  const LIES: readonly FaultName[] = ["ok_empty", "no_effect"];
  it.each(LIES.map((lie, at) => [lie, `p-${at + 2}`] as const))(
    "answers of kind %s turn nothing green: still present, the case stays open and names what blocks it",
    async (lie, key) => {
      proxy.inject(lie, { method: "PATCH" });
      try {
        const caseId = await leave(key);
        const seen = await until(
          "found out",
          () => view(caseId),
          ({ headline, blockers }) => headline.total === 2 && blockers.every((one) => one.verdict === "still_present"),
        );
        expect(verdicts(seen)).toEqual(["account still_present", "group still_present"]);
        expect(seen.header.status).toBe("open");
        expect(seen.blockers).toHaveLength(2);
        expect(await truth(key)).toMatchObject({ active: true });
      } finally {
        proxy.clear();
      }
    },
  );

  it.each([
    ["lost_reply", "p-4"],
    ["server_error", "p-5"],
    ["login_page", "p-6"],
  ] as const)(
    "after %s on every act nothing is verified that the server does not confirm, and it ends verified once the fault is over",
    async (fault, key) => {
      proxy.inject(fault, { method: "PATCH" });
      const caseId = await leave(key);
      await until(
        "tried",
        () => stage.db.superuser.sql`select 1 from claim where case_id = ${caseId} and note is not null`,
        (rows) => rows.length > 0,
      );
      proxy.clear();
      const closed = await until(
        "closed",
        () => view(caseId),
        (seen) => seen.header.status === "closed_verified",
        60_000,
      );
      expect(closed.headline).toMatchObject({ verified: 2, open: 0, total: 2 });
      expect(await truth(key)).toMatchObject({ active: false });
    },
  );

  it("everything said and seen stands in the ledger, entry upon entry", async () => {
    expect(await ledgerFaults(stage)).toEqual([]);
  });
});
