import type { Connection, Connector, Manifest } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { accountLists } from "../../kit/account-lists.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { findByReading } from "../../kit/find-accounts.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { groupKind, roleKind, tokenKind } from "./access.ts";
import { endAccount, lookAtAccount, someAccounts, usersReader } from "./accounts.ts";
import { type AtlassianConfig, atlassianConfig } from "./config.ts";
import { directoryPath } from "./lists.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "atlassian",
  name: "Atlassian Cloud",
  version: "1",
  layers: { account: BOTH, credential: BOTH, group: BOTH, entitlement: BOTH },
  seenAgainst: ["a replay of Atlassian's documented answers", "not yet seen against the vendor"],
};

/** An organisation of Atlassian Cloud (Jira, Confluence and the rest), by its administration APIs. Secret: `apiKey`. */
export const atlassianConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(atlassianConfig, [
    {
      name: "apiKey",
      label: "API key of the organisation",
      help: "Made at admin.atlassian.com under Settings, API keys, without scopes. It ends at the date it was given.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(atlassianConfig, raw),
  open: (options): Connection => {
    const config = atlassianConfig.parse(options.config);
    const headers = { authorization: `Bearer ${options.secrets["apiKey"] ?? ""}` };
    return restConnection(system(config, httpClient(clientOptions(options, config.baseUrl, headers))), options.dialect);
  },
};

function system(config: AtlassianConfig, client: HttpClient): RestSystem {
  const lists = accountLists([usersReader(config)]);
  return {
    manifest: MANIFEST,
    kinds: [tokenKind, groupKind(config), roleKind(config)],
    client,
    accountGoals: ["disabled", "suspended"],
    accountRight:
      "It needs an organisation's API key without scopes (admin.atlassian.com, Settings, API keys) and at least one account of a verified domain.",
    greet: async (trail) =>
      greetingProblem(await trail.get(directoryPath(config, "users?limit=1")), "Atlassian", "the API key", (json) =>
        Array.isArray(Reflect.get(Object(json), "data")),
      ),
    findAccounts: (keys, trail) => findByReading(trail, keys, () => lists.listAccounts(trail)),
    ...lists,
    someAccounts: (trail) => someAccounts(config, trail),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, goal, trail) => endAccount(config, account, goal, trail),
    limits: [
      "Atlassian shows no sessions and no consents to apps: neither is covered.",
      "Accounts of other domains cannot be deactivated and show no API tokens; they can be suspended where a directory is named.",
      "Bitbucket, Trello and rights inside a project or a space are not covered.",
    ],
  };
}
