import { afterAll, describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import {
  anHourAgo,
  asksTheGate,
  connected,
  everGreen,
  leaves,
  looksAgain,
  PATIENCE_MS,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

const target = await realTarget("verdaccio");
const BASE_URL = `http://127.0.0.1:${target.runs ? target.ports["registry"] : 0}`;

async function call(method: string, path: string, body?: object, token?: string): Promise<object> {
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { "content-type": "application/json", ...bearer };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  return Object(await (await fetch(`${BASE_URL}${path}`, { method, headers, ...init })).json());
}

/** An account, a token of its own for Closeout, and one that the leaver knows. */
async function makeAccount(name: string) {
  const login = { name, password: "test-password-of-the-account" };
  const text = (answer: object, field: string) => String(Reflect.get(answer, field));
  const own = text(await call("PUT", `/-/user/org.couchdb.user:${name}`, login), "token");
  const asked = { password: login.password, readonly: false, cidr_whitelist: [] };
  const known = await call("POST", "/-/npm/v1/tokens", asked, own);
  const token = text(known, "token");
  const signsIn = async () => Reflect.get(await call("GET", "/-/whoami", undefined, token), "username") === name;
  const listed = async () =>
    JSON.stringify(await call("GET", "/-/npm/v1/tokens", undefined, own)).includes(text(known, "key"));
  return { name, own, token, signsIn, listed };
}

if (!target.runs) describe("Verdaccio", () => it.skip(`could not be started: ${target.why}`));

describe.runIf(target.runs)("somebody who leaves and knows a token of a registry", { timeout: 3 * PATIENCE_MS }, () => {
  const stages: Stage[] = [];
  afterAll(() => Promise.all(stages.map((stage) => stage[Symbol.asyncDispose]())));

  it.each([
    ["Cannot check where nobody can try it", "blind", false, "cannot_check"],
    ["Still present where it is tried", "trying", true, "still_present"],
  ] as const)(
    "a token that was deleted with a 200 and still signs in: %s, and never Verified",
    async (_what, name, tries, verdict) => {
      const account = await makeAccount(name);
      const secrets = { token: account.own, ...(tries ? { leaverToken: account.token } : {}) };
      const config = { baseUrl: BASE_URL, account: name };
      const stage = await connected({ name: "Verdaccio", connector: "npm-registry", config, secrets });
      stages.push(stage);
      await switchActingOn(stage);
      const caseId = await leaves(stage, name, anHourAgo());
      const seen = await shows(stage, verdict, caseId, ({ layers }) => layers.credential?.[0] === verdict);
      expect([await account.listed(), await account.signsIn()]).toEqual([false, true]);
      expect(seen.holds.join()).toContain("The inventory is not complete");
      await looksAgain(stage, verdict, caseId, ({ layers }) => layers.credential?.[0] === verdict);
      expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { credential: [verdict] } });
      expect(await everGreen(stage, caseId, ["account", "credential"])).toEqual([]);
    },
  );
});
