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
import { calendarKind, contactKind, delegationKind, licenceKind, roleKind, teamKind } from "./access.ts";
import { type PagerdutyConfig, pagerdutyConfig } from "./config.ts";
import { policyKind, scheduleKind } from "./duties.ts";
import { endAccount, lookAtAccount, usersReader } from "./users.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;
const LOOKS = { act: false, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "pagerduty",
  name: "PagerDuty",
  version: "1",
  layers: {
    account: BOTH,
    session: BOTH,
    credential: { act: true, observe: false, freshness: 0 },
    group: BOTH,
    entitlement: LOOKS,
    delegation: BOTH,
    custody: LOOKS,
  },
  seenAgainst: ["a replay of PagerDuty's documented answers", "not yet seen against the vendor"],
};

/** A PagerDuty account through its REST API. Secret: `token`. */
export const pagerdutyConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(pagerdutyConfig, [
    {
      name: "token",
      label: "API key",
      help: "A general access key, made under Integrations, API Access Keys. A read-only one looks and acts on nothing.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(pagerdutyConfig, raw),
  open: (options): Connection => {
    const config = pagerdutyConfig.parse(options.config);
    const headers = { authorization: `Token token=${options.secrets["token"] ?? ""}` };
    const accept = "application/vnd.pagerduty+json;version=2";
    const client = httpClient({ ...clientOptions(options, config.baseUrl, headers), accept });
    return restConnection(system(config, client), options.dialect);
  },
};

function system(config: PagerdutyConfig, client: HttpClient): RestSystem {
  const lists = accountLists([usersReader(config)]);
  return {
    manifest: MANIFEST,
    kinds: [
      delegationKind(config, "web"),
      delegationKind(config, "mobile"),
      calendarKind,
      teamKind,
      roleKind,
      licenceKind,
      delegationKind(config, "integration"),
      contactKind(config),
      policyKind(config),
      scheduleKind(config),
    ],
    client,
    accountGoals: ["disabled", "absent"],
    accountRight: "It needs a general access API key (Integrations, API Access Keys), or the scope users.read.",
    greet: async (trail) =>
      greetingProblem(await trail.get("/users?limit=1"), "PagerDuty", "the API key", (json) =>
        Array.isArray(Reflect.get(Object(json), "users")),
      ),
    findAccounts: (keys, trail) => findByReading(trail, keys, () => lists.listAccounts(trail)),
    ...lists,
    lookAtAccount,
    endAccount: (account, _, trail) => endAccount(account, trail),
    limits: [
      "PagerDuty closes an account by deleting it, and nothing brings it back.",
      "API keys, a person's own among them, are listed to nobody: a person attests that they are revoked.",
      "The address of an on-call calendar can be renewed and is shown to nobody: a person attests that it was.",
    ],
  };
}
