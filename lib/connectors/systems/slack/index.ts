import type { Connection, Connector, Manifest } from "../../contract.ts";
import { formOf } from "../../form.ts";
import type { HttpClient } from "../../http/client.ts";
import { accountLists } from "../../kit/account-lists.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { endAccount, findAccounts, listsOf, lookAtAccount } from "./accounts.ts";
import { SCIM, slackClient } from "./client.ts";
import { type SlackConfig, slackConfig } from "./config.ts";
import { roleKind, sessionKind } from "./enterprise.ts";
import { groupKind, usergroupKind } from "./groups.ts";
import { standingKind } from "./standing.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "slack",
  name: "Slack",
  version: "1",
  layers: { account: BOTH, session: BOTH, group: BOTH, entitlement: BOTH },
  seenAgainst: ["a replay of Slack's documented answers", "not yet seen against the vendor"],
};

/** A Slack workspace on Business+ or an Enterprise organisation, by SCIM 2.0 and the Web API. Secret: `token`. */
export const slackConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(slackConfig, [
    {
      name: "token",
      label: "User token",
      help: "It begins with xoxp- and ends with the person who installed the app: an owner of its own, not a leaver.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(slackConfig, raw),
  open: (options): Connection => {
    const config = slackConfig.parse(options.config);
    return restConnection(system(config, slackClient(options, config)), options.dialect);
  },
};

function system(config: SlackConfig, client: HttpClient): RestSystem {
  const ofEnterprise = config.enterprise ? [sessionKind(config), roleKind(config)] : [];
  return {
    manifest: MANIFEST,
    kinds: [...ofEnterprise, groupKind, usergroupKind(config), standingKind],
    client,
    accountGoals: ["disabled"],
    accountRight:
      "It needs the scope admin, of a token that an owner installed, on Business+ or Enterprise; bots need users:read (api.slack.com/apps, OAuth & Permissions).",
    greet: async (trail) =>
      greetingProblem(await trail.get(`${SCIM}/Users?count=1&startIndex=1`), "Slack", "the token", (json) =>
        Array.isArray(Reflect.get(Object(json), "Resources")),
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    ...accountLists(listsOf(config)),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, _, trail) => endAccount(account, trail),
    limits: [
      "The token ends with the person who installed its app; make it in the name of an owner who stays.",
      "Slack names no tokens that apps hold for a person, nor the apps that a person installed: neither is covered.",
      "People of other organisations in shared channels (Slack Connect) have no account here and are not covered.",
    ],
  };
}
