import { afterEach, describe, expect, it } from "vitest";
import { type ScimServer, startScimServer } from "./scim-server.ts";
import type { SystemConfig } from "./scim-system-config.ts";
import { configsOf } from "./systems-config.ts";

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const PEOPLE = [{ key: "p-1", displayName: "Person 1", email: "person-1@bench.example" }];
const GROUPS = [{ name: "Staff", members: ["p-1"] }];

let server: ScimServer;

async function start(
  config: Partial<SystemConfig>,
): Promise<{ call: Call; id: string; group: string; truth: () => Promise<boolean> }> {
  server = await startScimServer([{ name: "One", people: PEOPLE, groups: GROUPS, ...config }], 0);
  const [system] = server.systems;
  if (system === undefined) throw new Error("no system");
  const base = server.baseUrl(system);
  const call: Call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${system.token}` };
    const response = await fetch(
      `${base}${path}`,
      body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) },
    );
    const text = await response.text();
    return {
      status: response.status,
      json: text === "" ? null : JSON.parse(text),
      retryAfter: response.headers.get("retry-after"),
    };
  };
  const [id = ""] = [...system.store.users.keys()];
  const [group = ""] = [...system.store.groups.keys()];
  return { call, id, group, truth: async () => system.store.users.get(id)?.active ?? false };
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; json: unknown; retryAfter: string | null }>;

const off = { schemas: [PATCH], Operations: [{ op: "replace", path: "active", value: false }] };

afterEach(() => server.close());

describe("simulated SCIM systems", () => {
  it("does what it says when honest: account off, member gone, and only that", async () => {
    const { call, id, group, truth } = await start({});
    expect(await call("PATCH", `/Users/${id}`, off)).toMatchObject({ status: 200, json: { id, active: false } });
    expect(await call("GET", `/Users/${id}`)).toMatchObject({ status: 200, json: { id, active: false } });
    const leave = { schemas: [PATCH], Operations: [{ op: "remove", path: `members[value eq "${id}"]` }] };
    expect((await call("PATCH", `/Groups/${group}`, leave)).status).toBe(204);
    expect(await call("GET", `/Groups/${group}`)).toMatchObject({ json: { id: group, members: [] } });
    expect(await truth()).toBe(false);
  });

  it("refuses to remove members without a filter", async () => {
    const { call, group, id } = await start({});
    const wipe = { schemas: [PATCH], Operations: [{ op: "remove", path: "members", value: [{ value: id }] }] };
    expect((await call("PATCH", `/Groups/${group}`, wipe)).status).toBe(400);
  });

  it("answers 200 with active: false and does nothing when lying", async () => {
    const { call, id, truth } = await start({ behaviour: "lying" });
    expect(await call("PATCH", `/Users/${id}`, off)).toMatchObject({ status: 200, json: { active: false } });
    expect(await call("GET", `/Users/${id}`)).toMatchObject({ json: { active: true } });
    expect(await truth()).toBe(true);
  });

  it("brings the account back when reviving", async () => {
    const { call, id, truth } = await start({ behaviour: "reviving", reviveSeconds: 0.05 });
    await call("PATCH", `/Users/${id}`, off);
    expect(await truth()).toBe(false);
    await expect.poll(truth, { timeout: 5000 }).toBe(true);
  });

  it("shows the old state for a while when lagging, while the truth has changed", async () => {
    const { call, id, truth } = await start({ behaviour: "lagging", lagMs: 200 });
    await call("PATCH", `/Users/${id}`, off);
    expect(await truth()).toBe(false);
    expect(await call("GET", `/Users/${id}`)).toMatchObject({ json: { active: true } });
    await expect
      .poll(async () => (await call("GET", `/Users/${id}`)).json, { timeout: 5000 })
      .toMatchObject({ active: false });
  });

  it("answers 429 above the requests it takes at once, and serves the others", async () => {
    const { call, id } = await start({ delayMs: 100, maxInFlight: 3 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => call("GET", `/Users/${id}`)));
    expect(answers.filter(({ status }) => status === 200).length).toBe(3);
    expect(answers.filter(({ status, retryAfter }) => status === 429 && retryAfter === "1").length).toBe(5);
  });

  it("refuses a wrong token, and keeps truth and log outside SCIM", async () => {
    const { call } = await start({});
    const [system] = server.systems;
    const base = system === undefined ? "" : server.baseUrl(system);
    expect((await fetch(`${base}/Users`)).status).toBe(401);
    expect((await call("GET", "/__truth")).status).toBe(404);
    const truth = await (await fetch(base.replace("/scim/v2", "/__truth"))).json();
    expect(truth).toMatchObject({
      name: "One",
      requests: 2,
      users: [{ userName: "person-1@bench.example", active: true }],
    });
    const log = await (await fetch(base.replace("/scim/v2", "/__log"))).json();
    expect(log).toMatchObject([{ path: "/Users", status: 401 }, { status: 404 }]);
  });

  it("returns to its seed, with the same identifiers", async () => {
    const { call, id, truth } = await start({});
    await call("DELETE", `/Users/${id}`);
    expect((await call("GET", `/Users/${id}`)).status).toBe(404);
    server.systems[0]?.reset();
    expect((await call("GET", `/Users/${id}`)).status).toBe(200);
    expect(await truth()).toBe(true);
  });

  it("pages to the end and finds by any key, joined by or", async () => {
    server = await startScimServer(configsOf({ copies: 2, systems: [{ name: "Many", people: 7, groups: 3 }] }), 0);
    expect(server.systems.map(({ name }) => name)).toEqual(["Many 1", "Many 2"]);
    const [system] = server.systems;
    const found = system?.store.findUsers(
      'userName eq "none" or emails.value eq "PERSON-3@bench.example" or externalId eq "p-4"',
    );
    expect(found?.map(({ externalId }) => externalId)).toEqual(["p-3", "p-4"]);
    expect(system?.store.findUsers('userName co "x"')).toBeNull();
    const groups = system?.store.findGroups(`members.value eq "${found?.[0]?.id}"`);
    expect(groups?.length).toBe(2);
  });
});
