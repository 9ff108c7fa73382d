import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Connection, Target } from "../../contract.ts";
import { manifestProblems } from "../../registry.ts";
import { listen } from "../../testing/servers/server.ts";
import { scimConnector } from "./index.ts";

const signal = new AbortController().signal;
const target: Target = { layer: "account", accountNativeId: "7", nativeKey: "7" };
const user = {
  id: "7",
  userName: "mia@acme.example",
  active: true,
  meta: { version: 'W/"3"' },
  groups: [{ value: "g" }],
  title: "Clerk",
};

interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}
type Answers = Readonly<Record<string, { readonly status: number; readonly json?: unknown }>>;

/** A server that answers by a table and remembers what it was asked. For forms that neither real server insists on. */
let server: Server;
let origin: string;
let seen: Seen[];
let answers: Answers;

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const line = `${request.method} ${request.url?.split("?")[0]}`;
    seen.push({ line, headers: request.headers, body: text === "" ? {} : JSON.parse(text) });
    const asked = / eq "([^"]*)"/.exec(decodeURIComponent(request.url ?? ""))?.[1];
    const form = text.includes('"path":"active"') ? " by path" : asked === undefined ? "" : ` for ${asked}`;
    const { status, json } = answers[`${line}${form}`] ?? answers[line] ?? { status: 404, json: {} };
    response.writeHead(status).end(json === undefined ? "" : JSON.stringify(json));
  });
  origin = await listen(server);
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function using<T>(
  run: (connection: Required<Connection>) => Promise<T>,
  config: Readonly<Record<string, unknown>> = {},
  dialect: Readonly<Record<string, unknown>> = {},
  secrets: Readonly<Record<string, string>> = { token: "acting" },
): Promise<T> {
  const parsed = scimConnector.parseConfig({ baseUrl: origin, ...config });
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const options = { config: parsed.config, secrets, dialect, connectionsMax: 2, allowPrivateTargets: ["127.0.0.0/8"] };
  // The conformance suite proves that every method is there.
  const connection = scimConnector.open(options) as Required<Connection>;
  try {
    return await run(connection);
  } finally {
    await connection.close();
  }
}

describe("forms of switching an account off", () => {
  it("tries the value object when the path form is refused, and stops there", async () => {
    answers = { "PATCH /Users/7 by path": { status: 400, json: {} }, "PATCH /Users/7": { status: 204 } };
    const done = await using((connection) => connection.revoke(target, "disabled", signal));
    expect(done.outcome).toEqual({ kind: "accepted" });
    expect(seen.map(({ body }) => body["Operations"])).toEqual([
      [{ op: "replace", path: "active", value: false }],
      [{ op: "replace", value: { active: false } }],
    ]);
  });

  it("puts the whole account with active: false when PATCH is not implemented, without read-only parts", async () => {
    answers = {
      "PATCH /Users/7": { status: 501 },
      "GET /Users/7": { status: 200, json: user },
      "PUT /Users/7": { status: 200, json: { ...user, active: false } },
    };
    const done = await using((connection) => connection.revoke(target, "suspended", signal));
    expect(done.outcome).toEqual({ kind: "accepted" });
    expect(seen.at(-1)?.body).toEqual({ id: "7", userName: "mia@acme.example", title: "Clerk", active: false });
    expect(seen.at(-1)?.headers).not.toHaveProperty("if-match");
  });

  it("sends If-Match only where the server declares ETags", async () => {
    answers = {
      "GET /Users/7": { status: 200, json: user },
      "PUT /Users/7": { status: 412, json: { detail: "changed meanwhile" } },
    };
    const done = await using(
      (connection) => connection.revoke(target, "disabled", signal),
      { deactivate: "put" },
      { etag: true },
    );
    expect(seen.at(-1)?.headers).toHaveProperty("if-match", 'W/"3"');
    expect(done.outcome).toEqual({ kind: "refused", reason: "412: changed meanwhile" });
  });

  it("does not try another form after an answer that may have acted", async () => {
    answers = { "PATCH /Users/7": { status: 500 } };
    const done = await using((connection) => connection.revoke(target, "disabled", signal));
    expect(done.outcome).toEqual({ kind: "unknown", cause: "server_error" });
    expect(seen.length).toBe(1);
  });

  it("does not take a 200 for a yes when its own body still shows the account active", async () => {
    answers = { "PATCH /Users/7": { status: 200, json: user } };
    const done = await using((connection) => connection.revoke(target, "disabled", signal));
    expect(done.outcome).toEqual({ kind: "unknown", cause: "unexpected_shape" });
  });
});

describe("looks", () => {
  it("uses the credential of its own for looks and the other for acts", async () => {
    answers = { "PATCH /Users/7": { status: 204 }, "GET /Users/7": { status: 200, json: user } };
    await using(
      async (connection) => {
        await connection.revoke(target, "disabled", signal);
        await connection.observe(target, signal);
      },
      {},
      {},
      { token: "acting", observeToken: "observing" },
    );
    expect(seen.map(({ headers }) => headers["authorization"])).toEqual(["Bearer acting", "Bearer observing"]);
  });

  it("believes a 404 alone only where the vendor declares it", async () => {
    answers = {};
    const declared = await using((connection) => connection.observe(target, signal), { goneIs404: true });
    expect(declared.presence).toBe("absent");
    const silent = await using((connection) => connection.observe(target, signal));
    expect(silent).toMatchObject({ presence: "unknown", completeness: "failed" });
  });

  it("takes no control read of the very account looked for, nor one that answers with somebody else", async () => {
    answers = {
      "GET /Users": { status: 200, json: { totalResults: 2, Resources: [user, { id: "8", active: true }] } },
    };
    const itself = await using((connection) => connection.observe(target, signal), { controlAccountId: "7" });
    expect(itself.presence).toBe("unknown");
    answers = { ...answers, "GET /Users/8": { status: 200, json: { id: "9", active: true } } };
    expect((await using((connection) => connection.observe(target, signal))).presence).toBe("unknown");
    answers = { ...answers, "GET /Users/8": { status: 200, json: { id: "8", active: true } } };
    expect((await using((connection) => connection.observe(target, signal))).presence).toBe("absent");
  });
});

describe("an empty group that was not empty before", () => {
  const membership: Target = {
    layer: "group",
    accountNativeId: "7",
    nativeKey: "g",
    before: { listed: true, members: 3 },
  };
  const emptied = { "GET /Groups/g": { status: 200, json: { id: "g", members: [] } } };
  const proved = { memberFilter: "honoured" };
  const page = (...groups: readonly object[]) => ({
    status: 200,
    json: { totalResults: groups.length, Resources: groups },
  });

  it.each([
    ["finds no group", page(), "absent"],
    ["finds another group", page({ id: "h", members: [{ value: "7" }] }), "absent"],
    ["finds this very group", page({ id: "g", members: [{ value: "7" }] }), "active"],
    ["names this group and hides its members", page({ id: "g", members: [] }), "active"],
    ["returns a group of others", page({ id: "h", members: [{ value: "8" }] }), "unknown"],
    ["fails", { status: 500 }, "unknown"],
    ["shows fewer than it counts", { status: 200, json: { totalResults: 2, Resources: [] } }, "unknown"],
  ])("by a proved filter that %s", async (_, answer, presence) => {
    answers = { ...emptied, "GET /Groups for 7": answer };
    const seenNow = await using((connection) => connection.observe(membership, signal), {}, proved);
    expect(seenNow.presence).toBe(presence);
    expect(seenNow.findings?.map(({ code }) => code)).toContain("group_emptied");
  });

  const others = { id: "h", members: [{ value: "8" }] };
  it.each([
    ["shows it empty and others full", page({ id: "g", members: [] }, others), "absent"],
    ["shows every group empty", page({ id: "g", members: [] }, { id: "h", members: [] }), "unknown"],
    ["does not show it", page(others), "unknown"],
    ["shows the member", page({ id: "g", members: [{ value: "7" }] }, others), "active"],
    [
      "is not whole",
      { status: 200, json: { totalResults: 9, Resources: [{ id: "g", members: [] }, others] } },
      "unknown",
    ],
    ["fails", { status: 503 }, "unknown"],
  ])("by a listing of all groups that %s", async (_, answer, presence) => {
    answers = { ...emptied, "GET /Groups": answer };
    expect((await using((connection) => connection.observe(membership, signal))).presence).toBe(presence);
  });
});

describe("proving the filter on members", () => {
  const nobody = "GET /Groups for nobody-closeout-probe@probe.invalid";
  const none = { status: 200, json: { totalResults: 0, Resources: [] } };
  const one = (members: readonly object[]) => ({
    status: 200,
    json: { totalResults: 1, Resources: [{ id: "g", members }] },
  });
  const people = { "GET /Users": { status: 200, json: { totalResults: 1, Resources: [user] } } };
  const shown = { ...people, "GET /Groups": one([{ value: "7" }]), [nobody]: none };
  const hidden = { ...people, "GET /Groups": one([]), [nobody]: none };

  it.each([
    ["finds a member's group", { ...shown, "GET /Groups for 7": one([{ value: "7" }]) }, "honoured"],
    ["never finds anything", { ...shown, "GET /Groups for 7": none }, "unsupported"],
    ["finds a group of others", { ...shown, "GET /Groups for 7": one([{ value: "8" }]) }, "unsupported"],
    ["is refused", { ...shown, [nobody]: { status: 400, json: {} } }, "unsupported"],
    ["finds groups for nobody", { ...shown, [nobody]: one([{ value: "7" }]) }, "ignored"],
    ["tells people apart where members are hidden", { ...hidden, "GET /Groups for 7": one([]) }, "honoured"],
    ["finds nothing where members are hidden", { ...hidden, "GET /Groups for 7": none }, "unproven"],
  ])("a filter that %s", async (_, table, conduct) => {
    answers = table;
    expect((await using((connection) => connection.check(signal))).dialect["memberFilter"]).toBe(conduct);
  });
});

describe("lists", () => {
  it("decides nothing between two accounts under one userName", async () => {
    const twins = [user, { ...user, id: "8", userName: "MIA@acme.example" }];
    answers = { "GET /Users": { status: 200, json: { totalResults: 2, Resources: twins } } };
    const keys = { userNames: ["mia@acme.example"], emails: [], externalIds: [] };
    const found = await using((connection) => connection.findAccounts(keys, signal));
    expect(found).toMatchObject({ complete: false, findings: [{ code: "several_found" }] });
    expect(found.rows.length).toBe(2);
  });

  it("never calls somebody without a key found nowhere, and asks nothing", async () => {
    const keys = { userNames: [""], emails: [" "], externalIds: [] };
    expect(await using((connection) => connection.findAccounts(keys, signal))).toMatchObject({
      rows: [],
      complete: false,
    });
    expect(seen).toEqual([]);
  });

  it("searches everybody when nothing was found by filters that were never proved", async () => {
    answers = { "GET /Users": { status: 200, json: { totalResults: 0, Resources: [] } } };
    const keys = { userNames: ["mia@acme.example"], emails: [], externalIds: [] };
    expect((await using((connection) => connection.findAccounts(keys, signal))).exchanges.length).toBe(2);
    const proved = { search: { userName: "honoured" }, caseExact: false };
    expect((await using((connection) => connection.findAccounts(keys, signal), {}, proved)).exchanges.length).toBe(1);
  });
});

describe("checking a system", () => {
  it.each([
    [{ "GET /Users": { status: 401, json: {} } }, "refuses the token"],
    [{ "GET /Users": { status: 302 } }, "redirects"],
    [{}, "no SCIM service at this address"],
    [{ "GET /Users": { status: 200, json: {} } }, "not a SCIM list"],
  ] as const)("says what is wrong: %j", async (table, words) => {
    answers = table;
    const report = await using((connection) => connection.check(signal));
    expect(report.authorised).toBe(false);
    expect(report.findings.join(" ")).toContain(words);
  });

  it("promises no memberships where the server has no groups, and still does where it may not read them", async () => {
    answers = { "GET /Users": { status: 200, json: { totalResults: 1, Resources: [user] } } };
    const without = (await using((connection) => connection.check(signal))).dialect;
    expect(without["groups"]).toBe(false);
    await using(
      async (connection) => {
        expect(Object.keys(connection.manifest.layers)).toEqual(["account"]);
        expect(manifestProblems(connection)).toEqual([]);
      },
      {},
      without,
    );
    answers = { ...answers, "GET /Groups": { status: 403, json: {} } };
    expect((await using((connection) => connection.check(signal))).dialect["groups"]).toBe(true);
  });

  it("only reads", async () => {
    answers = { "GET /Users": { status: 200, json: { totalResults: 1, Resources: [user] } } };
    await using((connection) => connection.check(signal));
    expect(new Set(seen.map(({ line }) => line.split(" ")[0]))).toEqual(new Set(["GET"]));
  });
});
