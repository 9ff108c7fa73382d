import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection } from "../../contract.ts";
import type { LoggedClaim } from "../../contract-records.ts";
import { opened } from "../../testing/opened.ts";
import { OKTA_TOKEN, startOkta } from "../../testing/servers/okta.ts";
import { oktaConnector } from "./index.ts";

const signal = new AbortController().signal;
const SINCE = instant(Date.parse("2026-03-01T00:00:00Z") * 1000);
let server: Awaited<ReturnType<typeof startOkta>>;
let connection: Required<Connection>;
beforeEach(async () => {
  server = await startOkta();
  connection = opened(oktaConnector, { baseUrl: server.origin }, { token: OKTA_TOKEN });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const MIA = { id: "00u1mia", type: "User", alternateId: "Mia.Berg@acme.example", displayName: "Mia Berg" };
const ADMIN = { id: "00u9adm", type: "User", alternateId: "admin@acme.example" };
let count = 0;
const event = (eventType: string, target: readonly object[], over: object = {}) => {
  count += 1;
  const published = `2026-03-31T18:00:0${count % 10}.000Z`;
  return { uuid: `ev-${count}`, published, eventType, actor: ADMIN, outcome: { result: "SUCCESS" }, target, ...over };
};
const app = (displayName: string) => ({ id: `0oa-${displayName}`, type: "AppInstance", displayName });

/** Reads on until there is no more; the cursor of the last read with it. */
async function readAll(cursor: string | null) {
  const rows: LoggedClaim[] = [];
  for (let at = cursor; ; ) {
    const read = await connection.readClaims({ cursor: at, since: SINCE }, signal);
    expect(read.failure).toBeNull();
    rows.push(...read.rows);
    at = read.next;
    if (!read.more) return { rows, cursor: at };
  }
}

test("the log's endings are claims, each about what it names; what nobody is named by, or one did to oneself, is none", async () => {
  server.state.pageSize = 100;
  server.state.events.push(
    event("user.lifecycle.deactivate", [MIA], { displayMessage: "Deactivate Okta user" }),
    event("application.user_membership.remove", [{ type: "AppUser" }, app("Salesforce"), MIA]),
    event("group.user_membership.remove", [MIA, { type: "UserGroup", displayName: "Payables" }], {
      outcome: { result: "FAILURE" },
    }),
    event("user.session.clear", [MIA]),
    event("user.session.end", [], { actor: MIA }),
    event("user.lifecycle.deactivate", [MIA], { outcome: { result: "SKIPPED" } }),
    event("user.lifecycle.deactivate", []),
  );
  const { rows } = await readAll(null);
  expect(rows.map(({ system, layer, access, state, email }) => [system, layer, access, state, email])).toEqual([
    [null, "account", null, "completed", "Mia.Berg@acme.example"],
    ["Salesforce", "account", null, "completed", "Mia.Berg@acme.example"],
    [null, "group", "Payables", "failed", "Mia.Berg@acme.example"],
    [null, "session", null, "completed", "Mia.Berg@acme.example"],
  ]);
  expect(rows[0]).toMatchObject({
    title: "Deactivate Okta user",
    statedAt: expect.stringMatching(/^2026-03-31T18:00/),
  });
});

test("goes on where it ended: an event of later is read, none twice, and a link that Okta forgot begins again", async () => {
  server.state.events.push(...Array.from({ length: 5 }, () => event("user.lifecycle.deactivate", [MIA])));
  server.state.pageSize = 100;
  const first = await readAll(null);
  expect(first.rows).toHaveLength(5);
  server.state.events.push(event("user.lifecycle.deactivate", [MIA]));
  const later = await readAll(first.cursor);
  expect(later.rows.map(({ externalId }) => externalId)).toEqual([server.state.events.at(-1)?.uuid]);
});

test("a log that may not be read is a failure with the right that is missing, and moves nothing", async () => {
  server.state.forbidden = "/logs";
  const read = await connection.readClaims({ cursor: "/api/v1/logs?after=3", since: SINCE }, signal);
  expect(read).toMatchObject({ rows: [], more: false });
  expect(read.failure).not.toBeNull();
  expect(read.findings?.map(({ detail }) => detail).join()).toContain("okta.logs.read");
});

test("use shows sign-ins, then what is assigned; Okta's own applications are Okta", async () => {
  server.state.pageSize = 100;
  server.state.events.push(
    event("user.authentication.sso", [app("Notion")], { actor: MIA }),
    event("user.authentication.sso", [app("Okta Dashboard")], { actor: MIA }),
    event("user.authentication.sso", [app("Notion")], { actor: MIA, outcome: { result: "FAILURE" } }),
  );
  const signIns = await connection.readUse({ cursor: null, since: SINCE }, signal);
  expect(signIns.rows).toMatchObject([{ channel: "sign_in", name: "Notion", person: "Mia.Berg@acme.example" }]);
  expect(signIns.more).toBe(true);
  const rest = await connection.readUse({ cursor: signIns.next, since: SINCE }, signal);
  expect(rest).toMatchObject({ more: true, failure: null });
  expect(rest.rows.map(({ channel, name, person }) => [channel, name, person])).toEqual([
    ["assignment", "0oa1crm", "Mia.Berg@acme.example"],
    ["assignment", "0oa2hr", "Mia.Berg@acme.example"],
    ["assignment", "0oa3cad", "leo.brandt@acme.example"],
  ]);
});

/** Reads use on until there is no more, as the worker does. */
async function readAllUse(cursor: string | null) {
  const rows: string[] = [];
  let reads = 0;
  for (let at = cursor; ; ) {
    const read = await connection.readUse({ cursor: at, since: SINCE }, signal);
    expect(read.failure).toBeNull();
    rows.push(...read.rows.map(({ channel, name, person, scope }) => [channel, name, person, scope].join(" ")));
    at = read.next;
    reads += 1;
    if (!read.more) return { rows, cursor: at, reads };
  }
}
const grantsIn = (rows: readonly string[]) => rows.filter((row) => row.startsWith("consent"));

test("grants of everybody are read after that, a page of people a read, and the log then goes on where it ended", async () => {
  server.state.grants.set("00u2leo", ["oag2", "oag3"]);
  const first = await readAllUse(null);
  expect(grantsIn(first.rows)).toEqual([
    "consent Roster mobile Mia.Berg@acme.example okta.users.read",
    "consent Roster mobile leo.brandt@acme.example okta.users.read",
    "consent Roster mobile leo.brandt@acme.example okta.users.read",
  ]);
  // A page of the log, the assignments, and two pages of people.
  expect(first.reads).toBeGreaterThanOrEqual(3);
  expect(first.cursor).toMatch(/^\/api\/v1\/logs\?/);
  server.state.pageSize = 100;
  server.state.events.push(event("user.authentication.sso", [app("Notion")], { actor: MIA }));
  expect((await readAllUse(first.cursor)).rows).toContain("sign_in Notion Mia.Berg@acme.example ");
});

test("a round of grants that meets Okta's limit stays at its page of people; one that may not be read ends, and the log goes on", async () => {
  const cursor = JSON.stringify({ log: "/api/v1/logs?after=0", users: "/api/v1/users?limit=25" });
  server.state.grantsPauseSeconds = 60;
  const paused = await connection.readUse({ cursor, since: SINCE }, signal);
  expect(paused).toMatchObject({ failure: "rate_limited", more: false, next: cursor });
  expect(paused.retryAfter).toBeGreaterThanOrEqual(60_000_000);
  server.state.grantsPauseSeconds = 0;
  server.state.forbidden = "/grants";
  const refused = await connection.readUse({ cursor, since: SINCE }, signal);
  expect(refused).toMatchObject({ rows: [], failure: null, more: false, next: "/api/v1/logs?after=0" });
  server.state.forbidden = "/users";
  const failed = await connection.readUse({ cursor, since: SINCE }, signal);
  expect(failed).toMatchObject({ more: false, next: cursor });
  expect(failed.failure).not.toBeNull();
});
