import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { ENTRA_CLIENT, ENTRA_PEOPLE, ENTRA_SECRET, ENTRA_TENANT, startEntra } from "../../testing/servers/entra.ts";
import { entraConnector } from "./index.ts";

conformance("a replay of Microsoft Graph's documented answers", entraConnector, async () => {
  const server = await startEntra();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ tenantId: ENTRA_TENANT, clientId: ENTRA_CLIENT, baseUrl, pagesMax: 10 }),
    secrets: { clientSecret: ENTRA_SECRET },
    person: { userNames: ["mia.berg@acme.example"], emails: ["Mia.Berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: "u-mia", nativeKey: "u-mia" },
    membership: { layer: "group", accountNativeId: "u-mia", nativeKey: "group:g-pay" },
    fixtures: ENTRA_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
