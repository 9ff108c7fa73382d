import { afterEach, beforeEach, expect, test } from "vitest";
import type { Connection } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { endEverything, opened } from "../../testing/opened.ts";
import { startVendor } from "../../testing/servers/vendor.ts";
import { tryConnector } from "../../trial/try-connector.ts";
import { EXAMPLE } from "./example.ts";
import { genericRestConnector } from "./index.ts";
import { SERVICE_TOKEN, startService } from "./testing/service.ts";

const signal = new AbortController().signal;
const MIA = { userNames: [], emails: ["mia.berg@acme.example"], externalIds: [] };
const account = { layer: "account", accountNativeId: "p1", nativeKey: "p1" } as const;
let server: Awaited<ReturnType<typeof startService>>;
let connection: Required<Connection>;

function open(definition: object = EXAMPLE, origin = server.origin): Required<Connection> {
  return opened(genericRestConnector, { baseUrl: `${origin}/api`, definition }, { token: SERVICE_TOKEN });
}

async function opens(held: string): Promise<boolean> {
  return (await fetch(`${server.origin}/api/door`, { headers: { authorization: `Bearer ${held}` } })).ok;
}

beforeEach(async () => {
  server = await startService();
  connection = open();
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

test("every access of a person is ended and seen gone, twice, and no longer opens the door", async () => {
  const access = await connection.listAccess(["p1"], signal);
  expect(access).toMatchObject({ complete: true, failure: null });
  await connection.revoke(account, "disabled", signal);
  expect((await connection.observe(account, signal)).presence).toBe("disabled");
  expect([await opens("s1"), await opens("k1")]).toEqual([true, true]);
  const twice = ["accepted", "absent", "already_absent", "absent"];
  expect(await endEverything(connection, access.rows, signal)).toEqual({
    "team:t1": twice,
    "team:t2": twice,
    "team:t3": twice,
    "session:s1": twice,
    // The service takes a key back that was taken back before.
    "key:k1": ["accepted", "absent", "accepted", "absent"],
  });
  expect([await opens("s1"), await opens("k1"), await opens("s2"), await opens("k2")]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test("a service that shows the new state in its answer and does nothing stays active", async () => {
  server.state.lies = true;
  expect((await connection.revoke(account, "disabled", signal)).outcome.kind).toBe("accepted");
  expect((await connection.observe(account, signal)).presence).toBe("active");
});

test.each(["comparesCase", "findsNobody"] as const)(
  "a search that %s is not believed: everybody is read, and the person found",
  async (quirk) => {
    server.state[quirk] = true;
    const found = await connection.findAccounts(MIA, signal);
    expect(found).toMatchObject({ complete: true, rows: [{ nativeId: "p1" }] });
    expect(found.findings?.map(({ code }) => code)).toContain("control_read_failed");
  },
);

test("a key that no search covers makes it read everybody, and one that no account carries finds nobody proved", async () => {
  const [search] = EXAMPLE.accounts.search ?? [];
  const byMail = open({ ...EXAMPLE, accounts: { ...EXAMPLE.accounts, search: [{ ...search, by: ["email"] }] } });
  const names = { userNames: ["mia.berg"], emails: [], externalIds: [] };
  expect(await byMail.findAccounts(names, signal)).toMatchObject({ complete: true, rows: [{ nativeId: "p1" }] });
  const { externalId: _, ...fields } = EXAMPLE.accounts.fields;
  const unnumbered = open({ ...EXAMPLE, accounts: { ...EXAMPLE.accounts, fields } });
  const number = { userNames: [], emails: [], externalIds: ["E-0"] };
  expect(await unnumbered.findAccounts(number, signal)).toMatchObject({ complete: false, rows: [] });
});

test("sessions of everybody that are all gone at once are a lost right, unless the list may be empty", async () => {
  server.state.hides = true;
  const session = { layer: "session", accountNativeId: "p1", nativeKey: "session:s1" } as const;
  expect((await connection.observe(session, signal)).presence).toBe("unknown");
  const access = (EXAMPLE.access ?? []).map((one) => ({ ...one, mayBeEmpty: one.name === "session" }));
  expect((await open({ ...EXAMPLE, access }).observe(session, signal)).presence).toBe("absent");
});

test("a query that the service ignores shows others' keys: nothing is concluded, and none of theirs is taken", async () => {
  const access = (EXAMPLE.access ?? []).map((one) =>
    one.name === "key" ? { ...one, list: { ...one.list, path: "/sessions", query: { who: "{account}" } } } : one,
  );
  const read = await open({ ...EXAMPLE, access }).listAccess(["p1"], signal);
  expect(read.complete).toBe(false);
  expect(read.rows.map(({ nativeKey }) => nativeKey)).not.toContain("key:s2");
});

test("identifiers that try to climb out are asked for below their place, and read as nobody or unknown", async () => {
  for (const id of ["..", "../door", "p1/teams", "p1?x=1", "p1#", "", "\uD800", "%2e%2e/door"]) {
    const look = await connection.observe({ layer: "account", accountNativeId: id, nativeKey: id }, signal);
    expect([id, ["absent", "unknown"].includes(look.presence)]).toEqual([id, true]);
    const team = { layer: "group", accountNativeId: "p2", nativeKey: `team:${id}` } as const;
    const done = await connection.revoke(team, "absent", signal);
    expect([id, done.outcome.kind]).toEqual([id, expect.stringMatching(/^(?:already_absent|unsupported)$/)]);
  }
  expect(server.seen.filter((asked) => !/^\w+ \/api\/(?:people|teams)(?:\/|$)/.test(asked))).toEqual([]);
  expect(server.seen).not.toContain("GET /api/people/p1/teams");
});

test("a list that goes on elsewhere is not followed, and one whose total is another is not whole", async () => {
  const rows = [{ id: "p1", login: "mia", state: "open" }];
  const answers: Record<string, object> = {
    "/api/outside": { rows, next: "https://elsewhere.example/api/people" },
    "/api/above": { rows, next: "/admin" },
    "/api/short": { rows, total: 2 },
    "/api/whole": { rows, total: 1, next: null },
  };
  const other = await startVendor({}, ({ path }) => ({ status: 200, json: answers[path] ?? {} }));
  const listed = async (path: string, paging: object) => {
    const accounts = { ...EXAMPLE.accounts, search: [], list: { path, rows: "rows", paging } };
    const asked = open({ ...EXAMPLE, accounts }, other.origin);
    const { complete } = await asked.listAccounts(signal);
    await asked.close();
    return complete;
  };
  expect(await listed("/outside", { by: "link", at: "next" })).toBe(false);
  expect(await listed("/above", { by: "link", at: "next" })).toBe(false);
  expect(await listed("/short", { by: "none", total: "total" })).toBe(false);
  expect(await listed("/whole", { by: "link", at: "next", total: "total" })).toBe(true);
  expect(other.seen).toEqual(["/outside", "/above", "/short", "/whole"].map((path) => `GET /api${path}`));
  await other.close();
});

test("a password for Basic is kept in no form, also where the service repeats the header", async () => {
  const echo = await startVendor({}, ({ authorization }) => ({
    status: 409,
    json: { message: `no: ${authorization.slice(6)}` },
  }));
  const basic = open({ ...EXAMPLE, credential: { basicUser: "closeout" } }, echo.origin);
  const done = JSON.stringify(await basic.revoke(account, "disabled", signal));
  expect(done).toContain("409: no: ");
  expect(done).not.toContain(Buffer.from(`closeout:${SERVICE_TOKEN}`).toString("base64"));
  expect(done).not.toContain(SERVICE_TOKEN);
  await basic.close();
  await echo.close();
});

test("what a definition does not name is not promised: no act without a request for it, no layer without a list", async () => {
  const { end: _, ...looking } = EXAMPLE.accounts;
  const bare = open({ ...EXAMPLE, accounts: looking, access: [] });
  expect(manifestProblems(bare)).toEqual([]);
  expect(bare.manifest.layers).toEqual({ account: { act: false, observe: true, freshness: 0 } });
  expect(Object.keys(connection.manifest.layers).sort()).toEqual(["account", "credential", "group", "session"]);
});

test("tried read-only on one person, it says what the definition offers and that all of it is read", async () => {
  const parsed = genericRestConnector.parseConfig({ baseUrl: `${server.origin}/api`, definition: EXAMPLE });
  const config = parsed.ok ? parsed.config : null;
  const secrets = { token: SERVICE_TOKEN };
  const trial = {
    connector: genericRestConnector,
    config,
    secrets,
  };
  const report = await tryConnector({ ...trial, allowPrivateTargets: ["127.0.0.0/8"] }, MIA.emails[0] ?? "", signal);
  expect(report.steps.filter(({ passed }) => passed !== true)).toEqual([]);
  const offered = report.layers.filter(({ observe }) => observe !== "not offered").map(({ layer }) => layer);
  expect(offered).toEqual(["account", "session", "credential", "group"]);
  expect(server.seen.every((asked) => asked.startsWith("GET "))).toBe(true);
});

test.each(["page", "offset"] as const)(
  "by %s, somebody who is passed over because others moved up is not called gone",
  async (by) => {
    const shifting = await startVendor(
      {
        // Leo was on the second page when it was read, and on the first by then.
        "GET /api/people": ({ query }) => {
          const at = Number(query.get("at"));
          const first = at === (by === "page" ? 1 : 0);
          const rows = first ? ["p1", "p2"] : at === 2 ? ["p2", "p4"] : [];
          return { status: 200, json: { items: rows.map((id) => ({ id, login: id, state: "open" })) } };
        },
      },
      () => ({ status: 404, json: {} }),
    );
    const { accounts } = EXAMPLE;
    const list = { path: "/people", rows: "items", paging: { by, parameter: "at" } };
    const fields = { ...accounts.fields, emails: [], externalId: undefined };
    const counted = open(
      { ...EXAMPLE, access: [], accounts: { ...accounts, list, search: [], fields } },
      shifting.origin,
    );
    const listed = await counted.listAccounts(signal);
    expect([listed.complete, listed.rows.length]).toEqual([false, 3]);
    await Promise.all([counted.close(), shifting.close()]);
  },
);
