import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { GOOGLE_ADMIN, GOOGLE_KEY, GOOGLE_PEOPLE, startGoogle } from "../../testing/servers/google.ts";
import { googleConnector } from "./index.ts";

conformance("a replay of Google's documented answers", googleConnector, async () => {
  const server = await startGoogle();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ adminEmail: GOOGLE_ADMIN, baseUrl, pagesMax: 10 }),
    secrets: { serviceAccountKey: GOOGLE_KEY },
    person: { userNames: ["mia.berg@acme.example"], emails: ["Mia.Berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: "1001", nativeKey: "1001" },
    membership: { layer: "group", accountNativeId: "1001", nativeKey: "group:g-pay" },
    fixtures: GOOGLE_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
