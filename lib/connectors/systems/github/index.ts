import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, type HttpOptions, httpClient } from "../../http/client.ts";
import { signedAssertion } from "../../http/signed-assertion.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { folded } from "../../kit/json.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { AccessKind, RestSystem } from "../../kit/rest-system.ts";
import { endAccount, lookAtAccount } from "./account.ts";
import { findAccounts, listAccounts, someAccounts } from "./accounts.ts";
import { actionsSecretKind } from "./actions-secrets.ts";
import { type GithubConfig, githubConfig, placesOf } from "./config.ts";
import { authorizationKind, tokenKind } from "./credentials.ts";
import { deployKeyKind } from "./deploy-keys.ts";
import { environmentSecretKind } from "./environment-secrets.ts";
import { orgPath } from "./github.ts";
import { onlyAsks } from "./identities.ts";
import { organisationSecretKind } from "./organisation-secrets.ts";
import { ownerKind } from "./owner-role.ts";
import { readOrg } from "./schema.ts";
import { teamKind } from "./teams.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const LOOK = { act: false, observe: true, freshness: 0 } as const;

/** Machine identities are deploy keys: they are in the manifest of a connection that names repositories. */
const MANIFEST: Manifest = {
  id: "github",
  name: "GitHub",
  version: "1",
  layers: { account: BOTH, credential: BOTH, group: BOTH, entitlement: LOOK, machine_identity: LOOK },
  seenAgainst: [
    "a replay of GitHub's documented answers",
    "Prism 5.14.2 serving a slice of GitHub's OpenAPI description 23.0.2",
    "emulate 0.11.2",
    "not yet seen against the vendor",
  ],
};

/** One organisation on GitHub. Secrets: `token`, or `privateKey` of a GitHub App. */
export const githubConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(githubConfig, [
    {
      name: "token",
      label: "Personal access token",
      help: "Of an owner of the organisation, with admin:org (or read:org to look alone), authorised for single sign-on.",
      required: false,
      multiline: false,
    },
    {
      name: "privateKey",
      label: "Private key of the GitHub App",
      help: "PEM, in place of a token.",
      required: false,
      multiline: true,
    },
  ]),
  parseConfig: (raw) => parseSettings(githubConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = githubConfig.parse(options.config);
  return restConnection(system(config, clientFor(options, config)), options.dialect);
}

function clientFor(options: OpenOptions, config: GithubConfig): HttpClient {
  const { base, rest } = placesOf(config.baseUrl);
  // GitHub answers nobody who does not say who asks.
  const plain = { "user-agent": "closeout", "x-github-api-version": "2022-11-28" };
  const http = (headers: HttpOptions["headers"], more: Partial<HttpOptions> = {}) =>
    httpClient({
      ...clientOptions(options, base, { ...plain, ...headers }),
      accept: "application/vnd.github+json, application/json",
      reads: onlyAsks,
      ...more,
    });
  const { appId, installationId } = config;
  const { token = "", privateKey } = options.secrets;
  if (appId === undefined || installationId === undefined || privateKey === undefined) {
    return http({ authorization: `Bearer ${token}` });
  }
  const assertion = () =>
    signedAssertion(
      {
        issuer: appId,
        subject: null,
        audience: null,
        scope: null,
        // A minute back, as GitHub advises: its clock and ours may differ.
        issuedAtSeconds: Math.floor(Date.now() / 1000) - 60,
        lifeSeconds: 540,
      },
      privateKey,
      null,
    );
  return bearerClient(http({}), http({}, { readOnly: false }), {
    path: `${rest}/app/installations/${installationId}/access_tokens`,
    form: () => null,
    authorization: () => `Bearer ${assertion()}`,
  });
}

/** What is read of the repositories that are named. */
function ofRepositories(config: GithubConfig): readonly AccessKind[] {
  return [
    deployKeyKind(config),
    actionsSecretKind(config),
    environmentSecretKind(config),
    organisationSecretKind(config),
  ];
}

function system(config: GithubConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    kinds: [
      tokenKind(config),
      authorizationKind(config),
      teamKind(config),
      ownerKind(config),
      ...(config.repositories.length === 0 ? [] : ofRepositories(config)),
    ],
    client,
    accountGoals: ["disabled", "absent"],
    accountRight: "It needs the organisation permission Members, or read:org on a classic token of an owner.",
    greet: async (trail) =>
      greetingProblem(
        await trail.get(orgPath(config, "")),
        "GitHub",
        "the token",
        (json) => folded(readOrg(json)?.login ?? "") === folded(config.org),
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: (trail) => someAccounts(config, trail),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, _, trail) => endAccount(config, account, trail),
    limits: [
      "An account managed by an enterprise is switched off through SCIM 2.0; here it is seen to leave the organisation.",
      "Of repositories that are not named, deploy keys and secrets are not read; secrets of the organisation are read as far as a named repository is given them. Variables of GitHub Actions are no secrets: whoever may read the repository reads them. App installations, classic tokens without single sign-on, and secrets of Dependabot and Codespaces are not covered.",
    ],
  };
}
