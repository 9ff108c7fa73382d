import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { startZoom, ZOOM_PEOPLE, ZOOM_SECRET } from "../../testing/servers/zoom.ts";
import { zoomConnector } from "./index.ts";

conformance("a replay of Zoom's documented answers", zoomConnector, async () => {
  const server = await startZoom();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, accountId: "acc", clientId: "app", pagesMax: 10 }),
    secrets: { clientSecret: ZOOM_SECRET },
    person: { userNames: [], emails: ["Mia.Berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: "zMIA", nativeKey: "zMIA" },
    membership: { layer: "group", accountNativeId: "zMIA", nativeKey: "group:gPAY" },
    fixtures: ZOOM_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
