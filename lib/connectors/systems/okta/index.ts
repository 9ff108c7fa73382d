import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { signedAssertion } from "../../http/signed-assertion.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { endAccount, findAccounts, listAccounts, lookAtAccount, someAccounts } from "./accounts.ts";
import { type OktaConfig, oktaConfig } from "./config.ts";
import { apiTokenKind, factorKind } from "./credentials.ts";
import { clientTokenKind, grantKind } from "./delegations.ts";
import { appKind, roleKind } from "./entitlements.ts";
import { groupKind } from "./groups.ts";
import { readClaims } from "./log.ts";
import { sessionKind } from "./sessions.ts";
import { readUse } from "./use.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "okta",
  name: "Okta",
  version: "1",
  layers: { account: BOTH, session: BOTH, credential: BOTH, group: BOTH, entitlement: BOTH, delegation: BOTH },
  reads: { claims: "Okta System Log", use: "Okta" },
  seenAgainst: [
    "a replay of Okta's documented answers",
    "Prism 5.14.2 serving a slice of Okta's OpenAPI description 2026.06.3",
    "emulate 0.11.2",
    "not yet seen against the vendor",
  ],
};

const SCOPES = [
  "okta.users.manage",
  "okta.groups.manage",
  "okta.apps.manage",
  "okta.roles.manage",
  "okta.policies.read",
  "okta.apiTokens.manage",
  "okta.grants.manage",
  "okta.sessions.manage",
  "okta.logs.read",
];

/** Okta's management API. Secrets: `token`, or `privateKey` of an API service app. */
export const oktaConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(oktaConfig, [
    {
      name: "token",
      label: "API token",
      help: "Made by an administrator of its own under Security, API. It ends when that administrator does.",
      required: false,
      multiline: false,
    },
    {
      name: "privateKey",
      label: "Private key of the API service app",
      help: "PEM, in place of an API token.",
      required: false,
      multiline: true,
    },
  ]),
  parseConfig: (raw) => parseSettings(oktaConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = oktaConfig.parse(options.config);
  return restConnection(system(config, clientFor(options, config)), options.dialect);
}

function clientFor(options: OpenOptions, { baseUrl, clientId, keyId }: OktaConfig): HttpClient {
  const { token = "", privateKey } = options.secrets;
  if (clientId === undefined || privateKey === undefined) {
    return httpClient(clientOptions(options, baseUrl, { authorization: `SSWS ${token}` }));
  }
  const path = "/oauth2/v1/token";
  const issuer = httpClient({ ...clientOptions(options, baseUrl, {}), readOnly: false });
  // A connection that only reads asks for no more than it needs.
  const scope = SCOPES.map((name) => (options.readOnly ? name.replace(".manage", ".read") : name)).join(" ");
  const form = () =>
    new URLSearchParams({
      grant_type: "client_credentials",
      scope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: signedAssertion(
        {
          issuer: clientId,
          subject: clientId,
          audience: `${baseUrl}${path}`,
          scope: null,
          issuedAtSeconds: Math.floor(Date.now() / 1000),
          lifeSeconds: 300,
        },
        privateKey,
        keyId ?? null,
      ),
    }).toString();
  return bearerClient(httpClient(clientOptions(options, baseUrl, {})), issuer, { path, form });
}

function system(config: OktaConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    kinds: [
      sessionKind(config),
      factorKind(config),
      apiTokenKind(config),
      groupKind(config),
      appKind(config),
      roleKind(config),
      grantKind(config),
      clientTokenKind(config),
    ],
    client,
    accountGoals: ["disabled", "suspended"],
    accountRight: "It needs okta.users.read (Okta admin console, Applications, API scopes) or a role that views users.",
    greet: async (trail) =>
      greetingProblem(await trail.get("/api/v1/users?limit=1"), "Okta", "the token", (json) => Array.isArray(json)),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts,
    lookAtAccount,
    endAccount: (account, goal, trail) => endAccount(config, account, goal, trail),
    readClaims: (request, trail) => readClaims(config, request, trail),
    readUse: (request, trail) => readUse(config, request, trail),
    limits: ["Okta lists no sessions; they read as expiring by the longest life that a session policy allows."],
  };
}
