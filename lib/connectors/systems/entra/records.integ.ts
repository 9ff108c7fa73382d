import { afterEach, beforeEach, expect, test } from "vitest";
import { instant } from "../../../core/instant.ts";
import type { Connection } from "../../contract.ts";
import { opened } from "../../testing/opened.ts";
import { ENTRA_CLIENT, ENTRA_SECRET, ENTRA_TENANT, startEntra } from "../../testing/servers/entra.ts";
import { entraConnector } from "./index.ts";

const signal = new AbortController().signal;
const SINCE = instant(Date.parse("2026-03-01T00:00:00Z") * 1000);
let server: Awaited<ReturnType<typeof startEntra>>;
let connection: Required<Connection>;
beforeEach(async () => {
  server = await startEntra();
  const config = { tenantId: ENTRA_TENANT, clientId: ENTRA_CLIENT, baseUrl: server.origin };
  connection = opened(entraConnector, config, { clientSecret: ENTRA_SECRET });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const DISABLE = "1dfdfcc7-52fa-4c2e-bf3a-e3919cc12950";
const ALL_GROUPS = "b3a31406-2a15-4c9a-b25b-a658fa5f07fc";
const MAIL = "52853a3e-f4e5-4eb8-bb24-1ac09a1da935";
const task = (id: string, taskDefinitionId: string, processingStatus: string, completedDateTime: string) => ({
  id,
  processingStatus,
  completedDateTime,
  task: { displayName: `Task ${id}`, taskDefinitionId },
});

test("what workflows took away whole is claimed of the directory; mails claim nothing, and who runs still is not read", async () => {
  const at = "2026-03-31T18:00:00Z";
  server.state.runs.push(
    {
      id: "r-1",
      completedDateTime: at,
      user: "u-mia",
      tasks: [
        task("t-1", DISABLE, "completed", at),
        task("t-2", ALL_GROUPS, "failed", at),
        task("t-3", MAIL, "completed", at),
      ],
    },
    { id: "r-2", completedDateTime: null, user: "u-leo", tasks: [task("t-4", DISABLE, "inProgress", at)] },
    {
      id: "r-3",
      completedDateTime: "2026-02-01T00:00:00Z",
      user: "u-leo",
      tasks: [task("t-5", DISABLE, "completed", at)],
    },
  );
  for (const ignoresFilter of [false, true]) {
    server.state.ignoresFilter = ignoresFilter;
    const read = await connection.readClaims({ cursor: null, since: SINCE }, signal);
    expect(read).toMatchObject({ failure: null, more: false, next: at });
    expect(
      read.rows.map(({ externalId, system, layer, state, personKey }) => [externalId, system, layer, state, personKey]),
    ).toEqual([
      ["t-1", null, "account", "completed", "E-0"],
      ["t-2", null, "group", "failed", "E-0"],
    ]);
  }
  // An hour is read again, for results that show late.
  const again = await connection.readClaims({ cursor: at, since: SINCE }, signal);
  expect(again.rows.map(({ externalId }) => externalId)).toEqual(["t-1", "t-2"]);
  const later = await connection.readClaims({ cursor: "2026-03-31T20:00:00Z", since: SINCE }, signal);
  expect(later).toMatchObject({ rows: [], next: "2026-03-31T20:00:00Z" });
});

test("a refused read is a failure and moves nothing", async () => {
  server.state.forbidden = "lifecycleWorkflows";
  const read = await connection.readClaims({ cursor: null, since: SINCE }, signal);
  expect(read.rows).toEqual([]);
  expect(read.failure).not.toBeNull();
});

test("use shows assignments and consents of other people's applications, not Microsoft's own", async () => {
  const microsoft = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
  server.state.principals.push(
    { id: "sp-2", appDisplayName: "Retool", appOwnerOrganizationId: "other", homepage: "https://retool.com/login" },
    { id: "sp-3", appDisplayName: "Graph Explorer", appOwnerOrganizationId: microsoft, homepage: null },
  );
  server.state.assigned.set("sp-2", [
    { id: "as-1", principalId: "u-leo", principalType: "User" },
    { id: "as-2", principalId: "g-pay", principalType: "Group" },
  ]);
  server.state.assigned.set("sp-3", [{ id: "as-3", principalId: "u-leo", principalType: "User" }]);
  const { rows, failure } = await connection.readUse({ cursor: null, since: SINCE }, signal);
  expect(failure).toBeNull();
  expect(rows.map(({ channel, name, domain, person, scope }) => [channel, name, domain, person, scope])).toEqual([
    ["assignment", "Retool", "https://retool.com/login", "leo.brandt@acme.example", null],
    ["consent", "Retool", "https://retool.com/login", "Mia.Berg@acme.example", "Mail.Read Files.Read"],
  ]);
});

const APP = "7a1f0c52-0000-4000-8000-00000000aaaa";
const MICROSOFTS = "00000003-0000-0000-c000-000000000000";
const signIn = (id: string, createdDateTime: string, over: object = {}) => ({
  ...{ id, createdDateTime, appId: APP, appDisplayName: "Retool", userId: "u-leo", status: { errorCode: 0 } },
  ...{ userPrincipalName: "leo.brandt@acme.example", ...over },
});
const SIGNED_IN = Array.from({ length: 7 }, (_, at) => signIn(`s-${at}`, `2026-03-2${at}T09:00:00Z`));

/** Reads on until there is no more, as the worker does. */
async function readAllUse(cursor: string | null) {
  const rows: string[] = [];
  let reads = 0;
  for (let at = cursor; ; reads += 1) {
    const read = await connection.readUse({ cursor: at, since: SINCE }, signal);
    expect(read.failure).toBeNull();
    rows.push(...read.rows.filter(({ channel }) => channel === "sign_in").map(({ rowId }) => rowId));
    at = read.next;
    if (!read.more) return { rows, cursor: at, reads: reads + 1 };
  }
}

function withRetool() {
  const others = { appOwnerOrganizationId: "other", homepage: null };
  server.state.principals.push({ id: "sp-2", appId: APP.toUpperCase(), appDisplayName: "Retool", ...others });
}

test("sign-ins are read a page a read, newest first, and the next round begins an hour before the newest", async () => {
  withRetool();
  server.state.signIns.push(...SIGNED_IN);
  const first = await readAllUse(null);
  expect(first.rows).toHaveLength(7);
  expect(new Set(first.rows).size).toBe(7);
  expect(first.reads).toBeGreaterThan(1);
  expect(JSON.parse(first.cursor ?? "")).toEqual({ from: "2026-03-26T08:00:00.000Z", newest: null, link: null });
  // One that shows late, within the hour, and one of another day; those before are not asked for again.
  server.state.signIns.push(
    signIn("late", "2026-03-26T08:30:00Z", { userId: "u-mia" }),
    signIn("new", "2026-03-28T09:00:00Z"),
  );
  const again = await readAllUse(first.cursor);
  expect(again.rows.sort()).toEqual([
    `sign-in ${APP} u-leo 2026-03-26`,
    `sign-in ${APP} u-leo 2026-03-28`,
    `sign-in ${APP} u-mia 2026-03-26`,
  ]);
});

test("failed sign-ins and Microsoft's own applications are no use, and a person, application and day is one row", async () => {
  withRetool();
  const microsoft = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
  const graph = { appDisplayName: "Graph", appOwnerOrganizationId: microsoft, homepage: null };
  server.state.principals.push({ id: "sp-9", appId: MICROSOFTS, ...graph });
  server.state.signIns.push(
    signIn("a", "2026-03-20T09:00:00Z"),
    signIn("b", "2026-03-20T10:00:00Z", { status: { errorCode: 50126 } }),
    signIn("c", "2026-03-20T08:00:00Z"),
    signIn("d", "2026-03-20T11:00:00Z", { appId: MICROSOFTS }),
  );
  const { rows } = await readAllUse(null);
  expect(new Set(rows)).toEqual(new Set([`sign-in ${APP} u-leo 2026-03-20`]));
});

test("a log that may not be read shows no sign-in and hides no assignment; one that fails moves nothing", async () => {
  withRetool();
  server.state.assigned.set("sp-2", [{ id: "as-1", principalId: "u-leo", principalType: "User" }]);
  server.state.signIns.push(...SIGNED_IN);
  server.state.forbidden = "signIns";
  const { rows, failure, next } = await connection.readUse({ cursor: null, since: SINCE }, signal);
  expect([failure, rows.map(({ channel }) => channel)]).toEqual([null, expect.arrayContaining(["assignment"])]);
  expect(rows.some(({ channel }) => channel === "sign_in")).toBe(false);
  server.state.forbidden = null;
  // What it could not read it reads once it may.
  expect((await readAllUse(next)).rows).toHaveLength(7);
  server.state.forbidden = "servicePrincipals";
  const failed = await connection.readUse({ cursor: next, since: SINCE }, signal);
  expect(failed).toMatchObject({ rows: [], more: false });
  expect(failed.failure).not.toBeNull();
});
