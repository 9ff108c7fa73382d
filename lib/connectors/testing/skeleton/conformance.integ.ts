import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { skeletonConnector } from "./index.ts";
import { PEOPLE, startReplay, TOKEN } from "./testing/replay.ts";

// Yours: the person, their account and one membership as your replay holds them; then a suite like this one against
// every server that really runs, in a file that ends in .real.ts.
conformance("its own replay", skeletonConnector, async () => {
  const server = await startReplay();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ baseUrl, pagesMax: 10 }),
    secrets: { token: TOKEN },
    person: { userNames: ["mia.berg"], emails: ["mia.berg@ACME.example"], externalIds: ["E-0"] },
    account: { layer: "account", accountNativeId: "u1", nativeKey: "u1" },
    membership: { layer: "group", accountNativeId: "u1", nativeKey: "group:g1" },
    fixtures: PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
