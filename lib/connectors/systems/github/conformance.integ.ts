import { conformance } from "../../testing/conformance.ts";
import { startFaultProxy } from "../../testing/fault-proxy.ts";
import { GITHUB_PEOPLE, GITHUB_TOKEN, startGithub } from "../../testing/servers/github.ts";
import { githubConnector } from "./index.ts";

conformance("a replay of GitHub's documented answers", githubConnector, async () => {
  const server = await startGithub();
  const proxy = await startFaultProxy(server.origin);
  return {
    proxy,
    config: (baseUrl) => ({ org: "acme", baseUrl, pagesMax: 10 }),
    secrets: { token: GITHUB_TOKEN },
    person: { userNames: [], emails: ["mia.berg@ACME.example"], externalIds: [] },
    account: { layer: "account", accountNativeId: "101", nativeKey: "101" },
    membership: { layer: "group", accountNativeId: "101", nativeKey: "team:201" },
    closedReads: "absent",
    fixtures: GITHUB_PEOPLE,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
});
