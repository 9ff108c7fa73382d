import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import {
  asksTheGate,
  connected,
  everGreen,
  leaves,
  PATIENCE_MS,
  shows,
  switchActingOn,
} from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

const target = await realTarget("emulate");
const BASE_URL = `http://127.0.0.1:${target.runs ? target.ports["okta"] : 0}`;
const TOKEN = target.runs ? (target.values["token"] ?? "") : "";

async function call(method: string, path: string, body?: object): Promise<unknown> {
  const headers = { authorization: `SSWS ${TOKEN}`, "content-type": "application/json" };
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${BASE_URL}/api/v1${path}`, { method, headers, ...init });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function makeUser(name: string): Promise<string> {
  const mail = `${name}@acme.example`;
  const profile = { login: mail, email: mail, firstName: name, lastName: "Example" };
  return String(Reflect.get(Object(await call("POST", "/users?activate=true", { profile })), "id"));
}

async function statuses(): Promise<Readonly<Record<string, string>>> {
  const all = (await call("GET", "/users")) as { id: string; status: string }[];
  return Object.fromEntries(all.map(({ id, status }) => [id, status]));
}

if (!target.runs) describe("Okta", () => it.skip(`could not be started: ${target.why}`));

describe.runIf(target.runs)("somebody who leaves an Okta that ignores filters", { timeout: 3 * PATIENCE_MS }, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await connected({
      name: "Okta",
      connector: "okta",
      config: { baseUrl: BASE_URL },
      secrets: { token: TOKEN },
    });
    await switchActingOn(stage);
  }, PATIENCE_MS);
  afterAll(() => stage?.[Symbol.asyncDispose]());

  it("a search that returns everybody closes the account of the one who left and nobody else's; Latent while nobody can see sessions", async () => {
    const [gone] = [await makeUser("trap-gone"), await makeUser("trap-stays")];
    const before = await statuses();
    const caseId = await leaves(stage, "trap-gone@acme.example");
    await shows(stage, "closed", caseId, ({ layers }) => layers.account?.[0] === "latent");
    expect(await asksTheGate(stage, caseId)).toMatchObject({
      status: "open",
      layers: { account: ["latent"], session: ["not_started"] },
    });
    expect(await statuses()).toEqual({ ...before, [gone]: "DEPROVISIONED" });
    expect(await everGreen(stage, caseId, ["account"])).toEqual([]);
  });

  it("somebody who has no account there is Never found among everybody, and nobody is closed for them", async () => {
    const before = await statuses();
    const caseId = await leaves(stage, "trap-never@acme.example");
    await shows(stage, "looked for", caseId, ({ layers }) => layers.account?.[0] === "never_found");
    expect(await statuses()).toEqual(before);
  });
});
