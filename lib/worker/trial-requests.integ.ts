import { afterAll, beforeAll, expect, test } from "vitest";
import { EXAMPLE } from "#lib/connectors/systems/generic-rest/example.ts";
import { SERVICE_TOKEN, startService } from "#lib/connectors/systems/generic-rest/testing/service.ts";
import { type Asked, startVendor } from "#lib/connectors/testing/servers/vendor.ts";
import type { TrialFieldView, TrialQuestionView } from "#lib/core/views/connection.ts";
import { openTrialStage, type TrialStage } from "./testing/trial-stage.ts";

let stage: TrialStage;
beforeAll(async () => {
  stage = await openTrialStage();
});
afterAll(() => stage.close());

const MIA = "mia.berg@acme.example";
const rest = (baseUrl: string, token: string, definition: object) =>
  stage.drafted({ connector: "generic-rest", baseUrl, token, more: { definition: JSON.stringify(definition) } });
const exchangesIn = (questions: readonly TrialQuestionView[] = []) => questions.flatMap(({ exchanges }) => exchanges);
const readIn = (questions: readonly TrialQuestionView[] = []) => exchangesIn(questions).flatMap(({ read }) => read);
const named = (fields: readonly TrialFieldView[], name: string) => fields.filter(({ field }) => field === name);

test("a trial shows each request with what the definition read out of its answer", async () => {
  const service = await startService();
  const draftId = await rest(`${service.origin}/api`, SERVICE_TOKEN, EXAMPLE);
  const { check } = await stage.tried(draftId);
  expect(check?.requests.map(({ asked, tookMs }) => [asked, typeof tookMs])).toContainEqual([
    "the system itself",
    "number",
  ]);
  const [first] = exchangesIn(check?.requests);
  expect(first).toMatchObject({ method: "GET", url: `${service.origin}/api/people`, status: 200, failure: null });
  expect(first?.bodyBytes).toBeGreaterThan(100);
  expect(first?.read.map(({ field, value, note }) => `${field}: ${value} ${note}`.trim())).toEqual([
    "rows: 2 rows",
    'id: "p1"',
    'userName: "Mia.Berg"',
    'displayName: "Mia.Berg"',
    'emails: "Mia.Berg@acme.example"',
    'externalId: "E-0"',
    'presence: "open" Means active.',
    // A cursor is hidden where its name says token, as in everything kept.
    'paging.at: "[redacted]" The next page.',
  ]);
  const { found } = await stage.tried(draftId, MIA);
  expect(named(readIn(found?.requests), "label").map(({ value }) => value)).toContain('"laptop"');
  const shown = exchangesIn(found?.requests);
  expect(shown.length).toBeGreaterThan(5);
  expect(found?.requests.reduce((sum, { exchangesTotal }) => sum + exchangesTotal, 0)).toBe(found?.calls);
  await service.close();
});

test("a path that leads nowhere is named with what stands there instead, and a state that nobody named reads unknown", async () => {
  const service = await startService();
  const { accounts } = EXAMPLE;
  const presence = { at: "state", active: ["enabled"] };
  const fields = { ...accounts.fields, userName: "user.name", presence };
  const wrong = { ...EXAMPLE, accounts: { ...accounts, fields } };
  const { check } = await stage.tried(await rest(`${service.origin}/api`, SERVICE_TOKEN, wrong));
  const [userName] = named(readIn(check?.requests), "userName");
  expect(userName).toMatchObject({ path: "user.name", value: null, fits: false });
  expect(userName?.note).toBe("Nothing found here. There is id, login, name, contacts, number, state.");
  const [state] = named(readIn(check?.requests), "presence");
  expect(state).toMatchObject({ value: '"open"', fits: false });
  expect(state?.note).toBe("Named nowhere in the definition: reads unknown.");
  const list = { ...accounts.list, rows: "people" };
  const listless = await rest(`${service.origin}/api`, SERVICE_TOKEN, { ...EXAMPLE, accounts: { ...accounts, list } });
  const refused = (await stage.tried(listless)).check;
  expect(refused?.authorised).toBe(false);
  expect(named(readIn(refused?.requests), "rows")[0]).toMatchObject({
    ...{ path: "people", value: null, fits: false },
    note: "No list is here. There is items, nextPageToken.",
  });
  await service.close();
});

/** A target that gives back whatever it was sent, in every place that it has. */
function echoes({ authorization, query, origin, path }: Asked) {
  const sent = authorization.replace(/^\w+ /, "");
  const token = authorization.startsWith("Basic") ? Buffer.from(sent, "base64").toString().replace("desk:", "") : sent;
  const encoded = encodeURIComponent(token);
  const isLast = query.has("page");
  const person = {
    ...{ id: isLast ? "p2" : "p1", login: `as ${token}`, name: sent, state: "open", number: token },
    ...{ contacts: [{ mail: MIA }, { mail: `${encoded}@acme.example` }], api_key: "other-secret-of-theirs" },
    also: { base64: Buffer.from(token).toString("base64"), quoted: JSON.stringify(token) },
  };
  const next = isLast ? null : `${origin}${path}?page=2&access_token=other-secret-of-theirs&of=${encoded}`;
  const json = path.endsWith("/people") ? { items: [person], nextPageToken: next } : { person, items: [person] };
  return { status: 200, json, headers: { "x-echo": encoded } };
}

test.each([
  ["in a header", { header: "Authorization", prefix: "Bearer " }],
  ["as a password", { basicUser: "desk" }],
])(
  "a token that is sent %s and echoed in address, body, fields and names never reaches the page",
  async (_, credential) => {
    const token = 's3cr3t/canary+"value9';
    const target = await startVendor({}, echoes);
    const paging = { by: "link", at: "nextPageToken" };
    const { accounts } = EXAMPLE;
    const fields = { ...accounts.fields, displayName: "api_key", externalId: "also.base64" };
    const definition = {
      ...{ ...EXAMPLE, credential },
      accounts: { ...accounts, list: { ...accounts.list, paging }, search: [], fields },
    };
    const draftId = await rest(target.origin, token, definition);
    const check = await stage.tried(draftId);
    const found = await stage.tried(draftId, MIA);
    expect(target.seen.length).toBeGreaterThan(5);
    expect(exchangesIn(found.found?.requests).some(({ url }) => url.includes("access_token=[redacted]"))).toBe(true);
    const whole = JSON.stringify([check, found, await stage.db.superuser.sql`select * from connection_draft`]);
    const pair = Buffer.from(`desk:${token}`).toString("base64");
    const inner = pair.slice(8, -4);
    const forms = [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1), pair, inner, "canary"];
    const leaked = [...forms, Buffer.from(token).toString("base64")].filter((form) => whole.includes(form));
    expect(leaked).toEqual([]);
    const requests = JSON.stringify([check.check?.requests, found.found?.requests]);
    expect(requests.includes("other-secret-of-theirs")).toBe(false);
    await target.close();
  },
);
