import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Connection, CorrelationKeys } from "../../contract.ts";
import { listen } from "../../testing/servers/server.ts";
import { scimConnector } from "./index.ts";

const user = { id: "7", userName: "mia@acme.example", active: true };

/** Answers by the value searched for; a search without an answer of its own gets that of the plain list. */
let answers: Readonly<Record<string, { readonly status: number; readonly json: unknown }>>;
let server: Server;
let origin: string;

beforeEach(async () => {
  server = createServer((request, response) => {
    const value = /"(.*?)"/.exec(decodeURIComponent(request.url ?? ""))?.[1];
    const answer = answers[`GET /Users for ${value}`] ?? answers["GET /Users"];
    response.writeHead(answer?.status ?? 404).end(JSON.stringify(answer?.json ?? {}));
  });
  origin = await listen(server);
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function find(keys: CorrelationKeys, dialect: Readonly<Record<string, unknown>>) {
  const parsed = scimConnector.parseConfig({ baseUrl: origin });
  if (!parsed.ok) throw new Error(parsed.problems.join(" "));
  const from = { config: parsed.config, secrets: { token: "t" }, dialect, allowPrivateTargets: ["127.0.0.0/8"] };
  // The conformance suite proves that every method is there.
  const connection = scimConnector.open({ ...from, connectionsMax: 2 }) as Required<Connection>;
  try {
    return await connection.findAccounts(keys, new AbortController().signal);
  } finally {
    await connection.close();
  }
}

describe("finding a person's accounts", () => {
  it.each([
    [
      "unsupported by the server",
      { search: { userName: "honoured", "emails.value": "unsupported" }, caseExact: false },
    ],
    ["never proved", { search: { userName: "honoured" }, caseExact: false }],
    ["refused when asked", { search: { userName: "honoured", "emails.value": "honoured" }, caseExact: false }],
  ])("finds a second account by a key that is %s, although another key found one", async (_why, dialect) => {
    const second = { ...user, id: "8", userName: "adm-1", emails: [{ value: "mia@mail.example" }] };
    answers = {
      "GET /Users for mia@acme.example": { status: 200, json: { totalResults: 1, Resources: [user] } },
      "GET /Users for mia@mail.example": { status: 400, json: {} },
      "GET /Users": { status: 200, json: { totalResults: 2, Resources: [user, second] } },
    };
    const keys = { userNames: ["mia@acme.example"], emails: ["mia@mail.example"], externalIds: [] };
    const found = await find(keys, dialect);
    expect(found.rows.map((row) => row.nativeId).sort()).toEqual([user.id, "8"].sort());
    expect(found.complete).toBe(true);
  });

  it("calls what it found incomplete when a key was not searched and the list breaks off", async () => {
    const dialect = { search: { userName: "honoured", "emails.value": "unsupported" }, caseExact: false };
    answers = {
      "GET /Users for mia@acme.example": { status: 200, json: { totalResults: 1, Resources: [user] } },
      "GET /Users": { status: 500, json: {} },
    };
    const keys = { userNames: ["mia@acme.example"], emails: ["mia@mail.example"], externalIds: [] };
    const found = await find(keys, dialect);
    expect(found).toMatchObject({ rows: [{ nativeId: user.id }], complete: false });
  });

  it("asks once where every key is proved, by one request that joins them", async () => {
    const dialect = { search: { userName: "honoured", "emails.value": "honoured" }, caseExact: false, or: true };
    answers = { "GET /Users": { status: 200, json: { totalResults: 1, Resources: [user] } } };
    const keys = { userNames: ["mia@acme.example"], emails: ["mia@mail.example"], externalIds: [] };
    const found = await find(keys, dialect);
    expect(found).toMatchObject({ complete: true, exchanges: { length: 1 } });
  });
});
