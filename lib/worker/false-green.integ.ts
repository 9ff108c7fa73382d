import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "#lib/connectors/testing/fault-proxy.ts";
import type { FaultName } from "#lib/connectors/testing/faults.ts";
import { startBetterAuth } from "#lib/connectors/testing/servers/better-auth.ts";
import type { RealScimServer } from "#lib/connectors/testing/servers/server.ts";
import { execute } from "#lib/use-cases/_kit/execute.ts";
import { dispatchNow } from "#lib/use-cases/leaver/dispatch-now.ts";
import { verifyLeaver } from "#lib/use-cases/leaver/verify-leaver.ts";
import { people, recordPeople, reportLeavers } from "./testing/leavers.ts";
import { registerSystem } from "./testing/register-system.ts";
import { openStage, type Stage } from "./testing/stage.ts";
import { countVerdicts, unfinished } from "./testing/truth.ts";
import { until, untilEqual } from "./testing/until.ts";

/** Nothing is done at the target, whatever it answers. */
const WITHOUT_EFFECT: readonly FaultName[] = [
  "ok_empty",
  "no_effect",
  "dropped",
  "not_found",
  "not_found_page",
  "unauthorised",
  "server_error",
  "redirect",
  "login_page",
  "empty_list",
  "empty_first_page",
  "error_in_ok",
];
/** The effect happens, and what comes back does not show it as it is. */
const WITH_EFFECT: readonly FaultName[] = [
  "lost_reply",
  "delayed_visibility",
  "wrong_resource",
  "truncated_json",
  "cut_off",
  "wrong_user",
];
const FAULTS = [...WITHOUT_EFFECT, ...WITH_EFFECT];
const LEAVER = { key: "p-1", displayName: "Person 1", email: "person-1@example.com" };

interface Faulty {
  readonly fault: FaultName;
  readonly server: RealScimServer;
  readonly proxy: FaultProxy;
  readonly userId: string;
  readonly groupId: string;
}

let stage: Stage;
let faulty: Faulty[];

beforeAll(async () => {
  stage = await openStage([]);
  faulty = [];
  for (const fault of FAULTS) faulty.push(await register(fault));
  await recordPeople(stage, people(1));
  await reportLeavers(stage, [LEAVER.key]);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await Promise.all(faulty.flatMap(({ server, proxy }) => [server.close(), proxy.close()]));
});

/** A real SCIM server of its own, with the leaver and somebody who stays, behind a proxy that does nothing yet. */
async function register(fault: FaultName): Promise<Faulty> {
  const server = await startBetterAuth();
  const { key, email } = LEAVER;
  const userId = await server.createUser({ userName: email, email, externalId: key });
  const stays = await server.createUser({
    userName: "stays@example.com",
    email: "stays@example.com",
    externalId: "stays",
  });
  const groupId = await server.createGroup("Staff", [userId, stays]);
  const proxy = await startFaultProxy(server.baseUrl);
  const { token } = server;
  await registerSystem(stage.db, stage.seal, { name: fault, slug: fault, token, baseUrl: proxy.baseUrl });
  return { fault, server, proxy, userId, groupId };
}

/** What is still there by the server's own word, past the proxy. */
async function remains({ server, userId, groupId }: Faulty): Promise<string[]> {
  const [user, group] = await Promise.all([
    server.call("GET", `/Users/${userId}`),
    server.call("GET", `/Groups/${groupId}`),
  ]);
  const members: unknown = Reflect.get(Object(group.json), "members");
  const isMember = Array.isArray(members) && members.some((member) => Reflect.get(Object(member), "value") === userId);
  const isActive = user.status === 200 && Reflect.get(Object(user.json), "active") !== false;
  return [...(isActive ? ["account"] : []), ...(isMember ? ["group"] : [])];
}

/** Layers of a system that ever were green, by the history of their verdicts. */
async function everGreen({ fault }: Faulty): Promise<string[]> {
  const rows = await stage.db.superuser.sql<{ layer: string }[]>`
    select distinct i.layer from verdict_change h join case_item i on i.id = h.item_id join system y on y.id = i.system_id
    where y.slug = ${fault} and (h.key like 'verified%' or h.key in ('never_found', 'not_applicable', 'attested')) order by i.layer`;
  return rows.map(({ layer }) => layer);
}

async function tried(): Promise<number> {
  await stage.db.superuser.sql`update step set not_before = now() where state = 'ready' and not_before > now()`;
  const [row] = await stage.db.superuser.sql<{ least: number }[]>`
    select coalesce(min(tries), 0)::int as least from (
      select max(s.fence) as tries from case_item i left join step s on s.item_id = i.id and s.kind = 'act' group by i.id) t`;
  return row?.least ?? 0;
}

it("whatever stands between us and a target, nothing is green that is there; when it ends, what is gone is seen as gone", async () => {
  // The inventory is read well; nothing is touched until the faults have begun.
  await stage.db.superuser.sql`update leaver_case set effective_at = now() + interval '1 hour'`;
  await stage.startEngine();
  const plans = async () => (await stage.db.superuser.sql`select from step where kind = 'act'`).length;
  await until("all planned", plans, (count) => count === 2 * FAULTS.length, 40_000);
  for (const { proxy, fault } of faulty) proxy.inject(fault);
  const settled = async () => (await tried()) >= 3 || (await unfinished(stage)).length === 0;
  await until("several tries each, or a person", settled, (over) => over, 60_000);
  for (const one of faulty) {
    const [there, green] = await Promise.all([remains(one), everGreen(one)]);
    expect({ fault: one.fault, falselyGreen: green.filter((layer) => there.includes(layer)) }).toEqual({
      fault: one.fault,
      falselyGreen: [],
    });
    if (WITHOUT_EFFECT.includes(one.fault))
      expect({ fault: one.fault, there }).toEqual({ fault: one.fault, there: ["account", "group"] });
  }
  for (const { proxy } of faulty) proxy.clear();
  const [row] = await stage.db.superuser.sql<{ id: string }[]>`select id from leaver_case`;
  for (const command of [dispatchNow, verifyLeaver]) {
    const asked = await execute(stage.web, command, { leaverId: row?.id }, { idempotencyKey: null });
    expect(asked.ok).toBe(true);
  }
  const gone = { verified_disabled: FAULTS.length, verified_removed: FAULTS.length };
  const seen = async () => {
    await tried();
    return countVerdicts(stage);
  };
  await untilEqual(seen, gone, 40_000);
  for (const one of faulty)
    expect({ fault: one.fault, there: await remains(one) }).toEqual({ fault: one.fault, there: [] });
}, 120_000);
