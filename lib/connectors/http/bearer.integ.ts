import { createVerify, generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Asked, type Replied, startVendor, type Vendor } from "../testing/servers/vendor.ts";
import { bearerClient } from "./bearer.ts";
import { type HttpClient, httpClient, ReadOnlyError } from "./client.ts";
import { signedAssertion } from "./signed-assertion.ts";

const never = new AbortController().signal;
const TOKEN = "issued-token-0123456789";
const SECRET = "client-secret-0123456789";
let server: Vendor;
let client: HttpClient;
let issue: (asked: Asked) => Replied;

beforeEach(async () => {
  issue = () => ({ status: 200, json: { access_token: TOKEN, expires_in: 3600, token_type: "Bearer" } });
  server = await startVendor(
    {
      "POST /token": (asked) => issue(asked),
      "GET /echo": ({ authorization }) => ({ status: 200, json: { said: authorization } }),
    },
    () => ({ status: 404, json: {} }),
  );
  const options = { baseUrl: server.origin, headers: {}, connectionsMax: 8, deadlineMs: 5000 };
  const guarded = { ...options, secrets: [SECRET], allowPrivateTargets: ["127.0.0.0/8"] };
  client = bearerClient(httpClient({ ...guarded, readOnly: true }), httpClient(guarded), {
    path: "/token",
    form: () => new URLSearchParams({ grant_type: "client_credentials", client_secret: SECRET }).toString(),
  });
});
afterEach(async () => {
  await client.close();
  await server.close();
});

test("one token serves all calls, and is in nothing that is kept, even when the target echoes it", async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => client.send("GET", "/echo", null, never)));
  expect(answers.map(({ json }) => json)).toEqual(Array(4).fill({ said: `Bearer ${TOKEN}` }));
  const kept = JSON.stringify(answers.map(({ exchange }) => exchange));
  expect([kept.includes(TOKEN), kept.includes(SECRET), kept.includes("[redacted]")]).toEqual([false, false, true]);
  expect(server.seen.filter((line) => line === "POST /token")).toHaveLength(1);
});

test("a token that has run out is asked for anew", async () => {
  issue = () => ({ status: 200, json: { access_token: TOKEN, expires_in: 1 } });
  await client.send("GET", "/echo", null, never);
  await client.send("GET", "/echo", null, never);
  expect(server.seen.filter((line) => line === "POST /token")).toHaveLength(2);
});

test.each([
  [400, { error: "invalid_client", error_description: `no ${SECRET}` }, "unauthorised"],
  [401, { error: "invalid_grant" }, "unauthorised"],
  [200, {}, "unexpected_shape"],
  [200, { access_token: "two\r\nlines" }, "unexpected_shape"],
  [500, {}, "server_error"],
])(
  "an exchange that answers %i %j fails the call, says why without a secret, and calls nobody else",
  async (status, json, failure) => {
    issue = () => ({ status, json });
    const answer = await client.send("GET", "/echo", null, never);
    expect([answer.failure, answer.exchange.requestBody]).toEqual([failure, null]);
    expect(JSON.stringify(answer.exchange)).not.toContain(SECRET);
    expect(server.seen).toEqual(["POST /token"]);
  },
);

test("a client that only reads sends nothing else, whoever asks", async () => {
  await expect(client.send("POST", "/act", "{}", never)).rejects.toBeInstanceOf(ReadOnlyError);
  expect(server.seen).toEqual(["POST /token"]);
});

test("an assertion is signed with the caller's key and says who asks, for whom and for how long", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const claims = { issuer: "a@b.example", subject: "admin@b.example", audience: "https://t.example", scope: "x y" };
  const signed = signedAssertion({ ...claims, issuedAtSeconds: 1000, lifeSeconds: 300 }, pem, "k1");
  const [header = "", payload = "", signature = ""] = signed.split(".");
  const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
  expect(verify.verify(publicKey, signature, "base64url")).toBe(true);
  expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({ alg: "RS256", typ: "JWT", kid: "k1" });
  expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual({
    iss: "a@b.example",
    sub: "admin@b.example",
    aud: "https://t.example",
    scope: "x y",
    iat: 1000,
    exp: 1300,
  });
});
