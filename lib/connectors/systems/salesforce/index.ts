import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { accountLists } from "../../kit/account-lists.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { endAccount, findAccounts, lookAtAccount, usersReader } from "./accounts.ts";
import { type SalesforceConfig, salesforceConfig } from "./config.ts";
import { licenceKind, packageKind, permissionSetKind } from "./entitlements.ts";
import { approverKind, groupKind, linkKind, sessionKind, tokenKind } from "./held.ts";
import { dataPath } from "./soql.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "salesforce",
  name: "Salesforce",
  version: "1",
  layers: {
    account: BOTH,
    session: BOTH,
    credential: { act: false, observe: true, freshness: 0 },
    group: BOTH,
    entitlement: BOTH,
    delegation: BOTH,
  },
  seenAgainst: ["a replay of Salesforce's documented answers", "not yet seen against the vendor"],
};

/** A Salesforce organisation through its REST API. Secret: `clientSecret`. */
export const salesforceConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(salesforceConfig, [
    {
      name: "clientSecret",
      label: "Consumer secret",
      help: "Of the external client app, under Settings, OAuth. It acts as the user that the app runs as.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(salesforceConfig, raw),
  open: (options): Connection => {
    const config = salesforceConfig.parse(options.config);
    return restConnection(system(config, clientFor(options, config)), options.dialect);
  },
};

function clientFor(options: OpenOptions, { baseUrl, clientId }: SalesforceConfig): HttpClient {
  const issuer = httpClient({ ...clientOptions(options, baseUrl, {}), readOnly: false });
  const form = () =>
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: options.secrets["clientSecret"] ?? "",
    }).toString();
  const path = "/services/oauth2/token";
  return bearerClient(httpClient(clientOptions(options, baseUrl, {})), issuer, { path, form });
}

function system(config: SalesforceConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    kinds: [
      sessionKind(config),
      linkKind(config),
      groupKind(config),
      permissionSetKind(config),
      licenceKind(config),
      packageKind(config),
      tokenKind(config, client),
      approverKind(config),
    ],
    client,
    accountGoals: ["disabled", "suspended"],
    accountRight:
      "It needs the permissions API Enabled and Manage Users (Setup, Permission Sets, of the user that the app runs as).",
    greet: async (trail) =>
      greetingProblem(
        await trail.get(dataPath(config, `query?q=${encodeURIComponent("SELECT Id FROM User LIMIT 1")}`)),
        "Salesforce",
        "the consumer key or secret",
        (json) => Array.isArray(Reflect.get(Object(json), "records")),
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    ...accountLists([usersReader(config)]),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, goal, trail) => endAccount(config, account, goal, trail),
    limits: [
      "Records, reports and dashboards that somebody owns, and processes that run in their name, are not covered.",
      "What a profile or the role hierarchy grants ends with the account; it is no item of its own.",
      "Second factors, passwords and API access by certificates are not covered.",
    ],
  };
}
