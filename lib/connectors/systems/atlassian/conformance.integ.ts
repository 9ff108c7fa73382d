import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import {
  ATLASSIAN_DIRECTORY,
  ATLASSIAN_KEY,
  ATLASSIAN_ORG,
  ATLASSIAN_PEOPLE,
  startAtlassian,
} from "../../testing/servers/atlassian.ts";
import { atlassianConnector } from "./index.ts";

conformance("a replay of Atlassian's documented answers", atlassianConnector, async () => {
  const server = await startAtlassian();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, orgId: ATLASSIAN_ORG, pagesMax: 10 }),
    secrets: { apiKey: ATLASSIAN_KEY },
    person: { userNames: [], emails: ["Mia.Berg@ACME.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: "acc-mia", nativeKey: "acc-mia" },
    membership: { layer: "group", accountNativeId: "acc-mia", nativeKey: `group:${ATLASSIAN_DIRECTORY}/g-pay` },
    fixtures: ATLASSIAN_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
