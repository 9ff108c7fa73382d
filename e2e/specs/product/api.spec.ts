import { expect, test } from "@playwright/test";
import { closeout } from "../../support/closeout.ts";

/** Plain requests, as a machine sends them: no browser adds an Origin or a cookie here. */
let base = "";
let token = "";

test.beforeAll(async ({ baseURL }) => {
  base = baseURL ?? "";
  token = await closeout("token", "create", "--role", "administrator", "--name", "API tests");
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

async function send(path: string, { method = "GET", headers = {}, body }: Sent = {}) {
  const answer = await fetch(new URL(path, base), { method, headers, redirect: "manual", ...(body ? { body } : {}) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: text.startsWith("{") ? JSON.parse(text) : null };
}

const bearer = () => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });
const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  send(path, { method: "POST", headers: { ...bearer(), ...headers }, body: JSON.stringify(body) });

/** Signs in the way the form does and gives the cookie. */
async function session(): Promise<{ readonly cookie: string; readonly set: string }> {
  const link = await closeout("sign-in-link", "--role", "analyst", "--name", `API session ${crypto.randomUUID()}`);
  const csrf = await send("/api/auth/csrf");
  const csrfCookies = csrf.headers.getSetCookie().map((one) => one.split(";")[0]);
  const form = { csrfToken: csrf.json.csrfToken, token: new URL(link).searchParams.get("token") ?? "", json: "true" };
  const answer = await send("/api/auth/callback/credentials", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: base, cookie: csrfCookies.join("; ") },
    body: new URLSearchParams(form).toString(),
  });
  const set = answer.headers.getSetCookie().find((one) => one.includes("closeout-session")) ?? "";
  return { cookie: set.split(";")[0] ?? "", set };
}

const person = () => ({ personKey: crypto.randomUUID(), displayName: "Test Person" });

test("nothing but health answers without a token or a session", async () => {
  expect((await send("/api/health")).status).toBe(200);
  const paths = Object.entries<object>((await send("/api/v1/openapi.json", { headers: bearer() })).json.paths);
  expect(paths.length).toBeGreaterThan(10);
  for (const [path, methods] of paths) {
    for (const method of Object.keys(methods)) {
      const headers = { "content-type": "application/json", origin: base };
      const sent = method === "get" ? {} : { method: "POST", headers, body: "{}" };
      const answer = await send(path.replace(/\{\w+\}/g, "LV-1"), sent);
      expect(answer.status, `${method} ${path}`).toBe(401);
      expect(answer.json.error.code).toBe("not_signed_in");
    }
  }
  expect((await send("/api/v1/openapi.json")).status).toBe(401);
});

test("the session cookie is out of reach of scripts and of other sites, and tells nothing", async () => {
  const { set, cookie } = await session();
  expect(set).toMatch(/; HttpOnly/i);
  expect(set).toMatch(/; SameSite=Lax/i);
  expect(set).toMatch(/; Path=\//i);
  expect(set).not.toMatch(/; Domain=/i);
  const shown = await send("/api/auth/session", { headers: { cookie } });
  expect(Object.keys(shown.json)).toEqual(["expires"]);
});

test("with a cookie, a change from anywhere but our own pages is refused", async () => {
  const { cookie } = await session();
  const body = JSON.stringify({ identities: [person()] });
  const from = (headers: Readonly<Record<string, string>>) =>
    send("/api/v1/identities", {
      method: "POST",
      body,
      headers: { cookie, "content-type": "application/json", ...headers },
    });
  for (const headers of [
    {},
    { origin: "null" },
    { origin: "https://evil.example" },
    { origin: base, "sec-fetch-site": "cross-site" },
  ]) {
    const answer = await from(headers as Record<string, string>);
    expect([answer.status, answer.json.error.code], JSON.stringify(headers)).toEqual([403, "origin_refused"]);
  }
  expect((await from({ origin: base, "sec-fetch-site": "same-origin" })).status).toBe(200);
});

test("a wrong token is not helped by a cookie", async () => {
  const { cookie } = await session();
  for (const authorization of ["Bearer closeout_api_wrongwrongwrongwrong", "Bearer", "Basic Og=="]) {
    const answer = await send("/api/v1/leavers", { headers: { cookie, authorization } });
    expect(answer.status, authorization).toBe(401);
  }
  expect((await send("/api/v1/leavers", { headers: { cookie } })).status).toBe(200);
});

test("the same key and body is carried out once; the same key with another body is refused", async () => {
  const one = person();
  const key = { "idempotency-key": crypto.randomUUID() };
  const first = await post("/api/v1/identities", { identities: [one] }, key);
  expect(first.json.results[0].status).toBe("created");
  expect((await post("/api/v1/identities", { identities: [one] }, key)).json).toEqual(first.json);
  const other = await post("/api/v1/identities", { identities: [person()] }, key);
  expect([other.status, other.json.error.code]).toEqual([409, "idempotency_conflict"]);
});

test("a change that names a version that has passed is refused", async () => {
  const system = { slug: crypto.randomUUID(), name: "Versioned" };
  const { id } = (await post("/api/v1/systems", system)).json;
  expect((await post(`/api/v1/systems/${id}/acting`, { acting: true }, { "if-match": '"1"' })).json.version).toBe(2);
  const late = await post(`/api/v1/systems/${id}/acting`, { acting: false }, { "if-match": '"1"' });
  expect([late.status, late.json.error.code]).toEqual([412, "version_conflict"]);
});

test("what is not strict JSON of the right shape and size is refused with a sentence, and no cause leaks", async () => {
  const raw = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) =>
    send("/api/v1/systems", { method: "POST", body, headers: { ...bearer(), ...headers } });
  const answers = [
    await raw("{"),
    await raw("[]"),
    await raw('{"slug":"x","name":"X","admin":true}'),
    await raw('{"slug":"x","name":"X","__proto__":{"acting":true}}'),
    await raw(new Uint8Array([0x7b, 0xff, 0x7d])),
    await raw("slug=x", { "content-type": "application/x-www-form-urlencoded" }),
    await raw('{"slug":"x","name":"X"}', { "idempotency-key": "with blank" }),
    await raw('{"slug":"x","name":"X"}', { "if-match": "latest" }),
  ];
  for (const answer of answers) {
    expect([answer.status, answer.json.error.code], answer.text).toEqual([422, "input_invalid"]);
    expect(answer.text).not.toMatch(/node_modules|at \w+ \(|postgres|SELECT|zod/i);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
  expect((await raw(`{"slug":"${"x".repeat(300_000)}"}`)).status).toBe(413);
});

test("one event refuses itself with its own status; a batch refuses row by row", async () => {
  const one = person();
  await post("/api/v1/identities", { identities: [one] });
  const source = crypto.randomUUID();
  const event = { source, eventId: "1", personKey: one.personKey, effectiveAt: "2026-03-31", zone: "Europe/Berlin" };
  const unknown = await post("/api/v1/lifecycle-events", { ...event, personKey: "nobody" });
  expect([unknown.status, unknown.json.error.code, unknown.json.error.path]).toEqual([
    422,
    "identity_unknown",
    "personKey",
  ]);
  expect((await post("/api/v1/lifecycle-events", event)).status).toBe(201);
  expect((await post("/api/v1/lifecycle-events", event)).status).toBe(200);
  const conflict = await post("/api/v1/lifecycle-events", { ...event, effectiveAt: "2026-04-30" });
  expect([conflict.status, conflict.json.error.code]).toEqual([409, "event_conflict"]);
  const batch = await post("/api/v1/lifecycle-events", {
    events: [event, { ...event, eventId: "2", zone: "Mars" }, null],
  });
  expect(batch.status).toBe(200);
  expect(batch.json.results.map((row: { status: string }) => row.status)).toEqual(["duplicate", "refused", "refused"]);
  const { leaver } = batch.json.results[0];
  const read = await send(`/api/v1/leavers/${leaver}`, { headers: bearer() });
  expect([read.status, read.json.header.id]).toEqual([200, leaver]);
});
