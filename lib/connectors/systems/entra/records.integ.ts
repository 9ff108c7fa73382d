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
