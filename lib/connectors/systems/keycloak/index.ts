import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { segment } from "../../kit/json.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { endAccount, findAccounts, listAccounts, lookAtAccount, someAccounts } from "./accounts.ts";
import { type KeycloakConfig, keycloakConfig } from "./config.ts";
import { credentialKind, groupKind, identityKind } from "./credentials.ts";
import { realmPath } from "./lists.ts";
import { inheritedKind, roleKind } from "./roles.ts";
import { readRealm } from "./schema.ts";
import { consentKind, offlineKind, sessionKind } from "./sessions.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "keycloak",
  name: "Keycloak",
  version: "1",
  layers: { account: BOTH, session: BOTH, credential: BOTH, group: BOTH, entitlement: BOTH, delegation: BOTH },
  seenAgainst: ["Keycloak 26.5.6"],
};

/** One realm of Keycloak through its admin API, by the service account of a client of that realm. */
export const keycloakConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(keycloakConfig, [
    {
      name: "clientSecret",
      label: "Secret of the client",
      help: "Its service account needs roles of realm-management: view-users, view-clients and view-realm to look, manage-users to act.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(keycloakConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = keycloakConfig.parse(options.config);
  const { clientId, realm, baseUrl } = config;
  const api = httpClient(clientOptions(options, baseUrl, {}));
  const issuer = httpClient({ ...clientOptions(options, baseUrl, {}), readOnly: false });
  const { clientSecret = "" } = options.secrets;
  const client = bearerClient(api, issuer, {
    path: `/realms/${segment(realm)}/protocol/openid-connect/token`,
    form: () =>
      new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
  });
  return restConnection(system(config, client), options.dialect);
}

function system(config: KeycloakConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    client,
    kinds: [
      sessionKind(config),
      offlineKind(config),
      credentialKind(config),
      identityKind(config),
      groupKind(config),
      roleKind(config),
      inheritedKind(config),
      consentKind(config),
    ],
    accountGoals: ["disabled", "absent"],
    accountRight: "It needs the role view-users of the client realm-management.",
    greet: (trail) => greet(config, trail),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: (trail) => someAccounts(config, trail),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, goal, trail) => endAccount(config, account, goal, trail),
    limits: [
      "Access tokens that were issued are checked by their signature and go on to their own end, minutes later. Users behind clients (service accounts) are not in Keycloak's list of users.",
    ],
  };
}

async function greet(config: KeycloakConfig, trail: Trail): Promise<string | null> {
  const answer = await trail.get(realmPath(config));
  if (answer.status === 404) return `There is no realm ${config.realm} at this address (404). Check both.`;
  return greetingProblem(answer, "Keycloak", "the client", (json) => readRealm(json)?.realm === config.realm);
}
