import { expect, it } from "vitest";
import { startFaultProxy } from "#lib/connectors/testing/fault-proxy.ts";
import { startBetterAuth } from "#lib/connectors/testing/servers/better-auth.ts";
import { reports } from "../testing/real/people.ts";
import {
  anHourAgo,
  asksTheGate,
  connected,
  everGreen,
  leaves,
  looksAgain,
  PATIENCE_MS,
  shows,
} from "../testing/real/product.ts";

const unplugged =
  "a SCIM service that was switched off and answers 200 {} to everything: Cannot check, then Still present, and closed only by what is seen once it answers again";

it(unplugged, { timeout: 2 * PATIENCE_MS }, async () => {
  const server = await startBetterAuth();
  const proxy = await startFaultProxy(server.baseUrl);
  const [mail, stays] = ["mia@example.com", "stays@example.com"];
  const id = await server.createUser({ userName: mail, email: mail, externalId: "mia" });
  await server.createUser({ userName: stays, email: stays, externalId: "stays" });
  const active = async () => Reflect.get(Object((await server.call("GET", `/Users/${id}`)).json), "active");
  const config = { baseUrl: proxy.baseUrl };
  {
    await using stage = await connected({ name: "CRM", connector: "scim", config, secrets: { token: server.token } });
    const caseId = await leaves(stage, mail, anHourAgo());
    await shows(stage, "found", caseId, ({ items }) => items.some(({ label }) => label === mail));
    proxy.inject("ok_empty");
    await reports(stage, caseId, "account");
    await looksAgain(stage, "blind", caseId, ({ layers }) => layers.account?.[0] === "cannot_check");
    expect(await asksTheGate(stage, caseId)).toMatchObject({ status: "open", layers: { account: ["cannot_check"] } });
    expect(await active()).toBe(true);
    proxy.clear();
    await looksAgain(stage, "contradicted", caseId, ({ layers }) => layers.account?.[0] === "still_present");
    expect(await everGreen(stage, caseId, ["account"])).toEqual([]);
    const change = { op: "replace", path: "active", value: false };
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
    await server.call("PATCH", `/Users/${id}`, { schemas, Operations: [change] });
    const closed = await looksAgain(stage, "closed", caseId, ({ status }) => status.startsWith("closed"));
    expect(closed).toMatchObject({ status: "closed_verified", layers: { account: ["verified_disabled"] } });
    expect(await active()).toBe(false);
  }
  await Promise.all([proxy.close(), server.close()]);
});
