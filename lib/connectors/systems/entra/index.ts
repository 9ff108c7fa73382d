import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { endAccount, findAccounts, listAccounts, lookAtAccount, someAccounts } from "./accounts.ts";
import { type EntraConfig, entraConfig, hostsOf } from "./config.ts";
import { consentKind, methodKind } from "./credentials.ts";
import { appRoleKind, licenceKind, roleKind } from "./entitlements.ts";
import { graphPath } from "./graph.ts";
import { groupKind } from "./groups.ts";
import { ownedKind } from "./owned.ts";
import { sessionKind } from "./sessions.ts";
import { readUse } from "./use.ts";
import { readClaims } from "./workflows.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;
const LOOKS = { act: false, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "entra",
  name: "Microsoft Entra ID",
  version: "1",
  layers: {
    account: BOTH,
    session: BOTH,
    credential: BOTH,
    group: BOTH,
    entitlement: BOTH,
    delegation: BOTH,
    machine_identity: LOOKS,
    custody: LOOKS,
  },
  reads: { claims: "Entra workflows API", use: "Microsoft Entra ID" },
  seenAgainst: ["a replay of Microsoft Graph's documented answers", "not yet seen against the vendor"],
};

/** A Microsoft Entra tenant through Microsoft Graph v1.0. Secret: `clientSecret`. */
export const entraConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(entraConfig, [
    {
      name: "clientSecret",
      label: "Client secret",
      help: "Of the app registration, under Certificates & secrets: the value, not its id.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(entraConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = entraConfig.parse(options.config);
  return restConnection(system(config, clientFor(options, config)), options.dialect);
}

function clientFor(options: OpenOptions, config: EntraConfig): HttpClient {
  const { graph, login, audience } = hostsOf(config);
  const issuer = httpClient({ ...clientOptions(options, login, {}), readOnly: false });
  const form = () =>
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: config.clientId,
      client_secret: options.secrets["clientSecret"] ?? "",
      scope: `${audience}/.default`,
    }).toString();
  const path = `/${config.tenantId}/oauth2/v2.0/token`;
  return bearerClient(httpClient(clientOptions(options, graph, {})), issuer, { path, form });
}

function system(config: EntraConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    kinds: [
      sessionKind(config),
      methodKind(config),
      groupKind(config),
      licenceKind(config),
      appRoleKind(config),
      roleKind(config),
      consentKind(config),
      ownedKind(config, "owned-app"),
      ownedKind(config, "owned-principal"),
      ownedKind(config, "owned-group"),
    ],
    client,
    accountGoals: ["disabled", "suspended"],
    accountRight: "It needs the application permission User.Read.All, with an administrator's consent.",
    greet: async (trail) =>
      greetingProblem(
        await trail.get(graphPath("/users?$top=1&$select=id")),
        "Microsoft Graph",
        "the app registration",
        (json) => Array.isArray(Reflect.get(Object(json), "value")),
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: (trail) => someAccounts(config, trail),
    lookAtAccount,
    endAccount: (account, _, trail) => endAccount(account, trail),
    readClaims: (request, trail) => readClaims(config, request, trail),
    readUse: (request, trail) => readUse(config, request, trail),
    limits: [
      "Microsoft lists no sessions; they read as expiring after sign-in was blocked, by the longest life of a token.",
      "Mailbox delegates and forwarding, roles that somebody is merely eligible for, and devices are not covered.",
    ],
  };
}
