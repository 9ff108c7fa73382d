import { afterAll, describe, expect, it } from "vitest";
import { realTarget } from "#scripts/real-targets/real-target.mjs";
import { asksTheGate, connected, everGreen, leaves, looksAgain, PATIENCE_MS, shows } from "../testing/real/product.ts";
import type { Stage } from "../testing/stage.ts";

const canaille = await realTarget("canaille");
const CANAILLE = `http://127.0.0.1:${canaille.runs ? canaille.ports["http"] : 0}`;

if (!canaille.runs) describe("Canaille", () => it.skip(`could not be started: ${canaille.why}`));

describe.runIf(canaille.runs)(
  "tokens of somebody whose user was locked, on Canaille",
  { timeout: 3 * PATIENCE_MS },
  () => {
    let stage: Stage | null = null;
    let unlock = () => Promise.resolve();
    afterAll(async () => {
      await stage?.[Symbol.asyncDispose]();
      // Other tests know this user too.
      await unlock();
    });

    it("they are still called active: Still present, until they were ended; only the access token counts as gone then", async () => {
      const issued = Object(await (await fetch(`${CANAILLE}/door?sub=kim`)).json()) as Issued;
      const tokens = `access kim ${issued.access} access\nrefresh kim ${issued.refresh}`;
      const secrets = { clientSecret: "test-secret-of-crm", tokens };
      stage = await connected({
        name: "Canaille",
        connector: "oidc",
        config: { issuer: CANAILLE, clientId: "crm" },
        secrets,
      });
      const caseId = await leaves(stage, "kim");
      await shows(stage, "found", caseId, ({ layers }) => layers.credential?.length === 2);
      unlock = () => setActive("kim", issued.scim, true);
      await setActive("kim", issued.scim, false);
      const both = (verdict: string) => [verdict, verdict].join();
      await looksAgain(stage, "looked at", caseId, ({ layers }) => layers.credential?.join() === both("still_present"));
      expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open" });
      expect(await everGreen(stage, caseId, ["account", "credential"])).toEqual([]);
      const form = new URLSearchParams({ token: issued.refresh });
      const authorization = `Basic ${Buffer.from("crm:test-secret-of-crm").toString("base64")}`;
      await fetch(`${CANAILLE}/oauth/revoke`, { method: "POST", headers: { authorization }, body: form });
      await looksAgain(
        stage,
        "refused",
        caseId,
        // A refresh token that is refused may have been replaced by its use.
        ({ layers }) => layers.credential?.join() === "still_present,verified_removed",
      );
      expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { account: ["cannot_check"] } });
    });
  },
);

interface Issued {
  readonly access: string;
  readonly refresh: string;
  readonly scim: string;
}

async function setActive(name: string, token: string, active: boolean): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
  const listed: unknown = await (await fetch(`${CANAILLE}/scim/v2/Users`, { headers })).json();
  const users = Reflect.get(Object(listed), "Resources") as { id: string; userName: string }[];
  const id = users.find(({ userName }) => userName === name)?.id;
  const body = JSON.stringify({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", path: "active", value: active }],
  });
  const locked = await fetch(`${CANAILLE}/scim/v2/Users/${id}`, { method: "PATCH", headers, body });
  expect(await locked.json()).toMatchObject({ active });
}
