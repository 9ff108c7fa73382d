import { type ConformanceTarget, conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { startBetterAuth } from "../../testing/servers/better-auth.ts";
import { startScimmy } from "../../testing/servers/scimmy.ts";
import type { RealScimServer } from "../../testing/servers/server.ts";
import { scimConnector } from "./index.ts";

const PEOPLE = ["Mia.Berg@acme.example", "leo.brandt@acme.example", "ida.krog@acme.example"];

async function target(server: RealScimServer): Promise<ConformanceTarget> {
  const ids: string[] = [];
  for (const [index, mail] of PEOPLE.entries()) {
    ids.push(await server.createUser({ userName: mail, email: mail, externalId: `E-${index}` }));
  }
  const [mia = "", leo = ""] = ids;
  const group = await server.createGroup("Payables", [mia, leo]);
  const proxy = await startFaultProxy(server.baseUrl);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, pageSize: 2, pagesMax: 10 }),
    secrets: { token: server.token },
    person: { userNames: ["mia.berg@acme.example"], emails: ["Mia.Berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: mia, nativeKey: mia },
    membership: { layer: "group", accountNativeId: mia, nativeKey: group, before: { listed: true, members: 2 } },
    fixtures: PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
}

conformance("@better-auth/scim", scimConnector, async () => target(await startBetterAuth()));
conformance("scimmy", scimConnector, async () => target(await startScimmy()));
