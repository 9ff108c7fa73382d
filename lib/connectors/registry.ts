import type { Connection, Connector, Manifest } from "./contract.ts";
import { activeDirectoryConnector } from "./systems/active-directory/index.ts";
import { atlassianConnector } from "./systems/atlassian/index.ts";
import { awsIamConnector } from "./systems/aws-iam/index.ts";
import { awsIdentityCenterConnector } from "./systems/aws-identity-center/index.ts";
import { entraConnector } from "./systems/entra/index.ts";
import { freeradiusConnector } from "./systems/freeradius/index.ts";
import { EXAMPLE } from "./systems/generic-rest/example.ts";
import { genericRestConnector } from "./systems/generic-rest/index.ts";
import { githubConnector } from "./systems/github/index.ts";
import { googleConnector } from "./systems/google/index.ts";
import { keycloakConnector } from "./systems/keycloak/index.ts";
import { ldapConnector } from "./systems/ldap/index.ts";
import { linuxConnector } from "./systems/linux/index.ts";
import { mariadbConnector } from "./systems/mariadb/index.ts";
import { npmRegistryConnector } from "./systems/npm-registry/index.ts";
import { oidcConnector } from "./systems/oidc/index.ts";
import { oktaConnector } from "./systems/okta/index.ts";
import { pagerdutyConnector } from "./systems/pagerduty/index.ts";
import { postgresqlConnector } from "./systems/postgresql/index.ts";
import { rabbitmqConnector } from "./systems/rabbitmq/index.ts";
import { salesforceConnector } from "./systems/salesforce/index.ts";
import { scimConnector } from "./systems/scim/index.ts";
import { slackConnector } from "./systems/slack/index.ts";
import { vaultConnector } from "./systems/vault/index.ts";
import { zoomConnector } from "./systems/zoom/index.ts";

/** A connector and a config it accepts, with which it is opened (not called) once at start. */
interface Entry {
  readonly connector: Connector;
  readonly sampleConfig: unknown;
}

const CONNECTORS: readonly Entry[] = [
  {
    connector: activeDirectoryConnector,
    sampleConfig: { host: "dc1.example.com", baseDn: "DC=example,DC=com", bindDn: "closeout@example.com" },
  },
  {
    connector: ldapConnector,
    sampleConfig: { host: "ldap.example.com", baseDn: "dc=example,dc=com", bindDn: "cn=closeout,dc=example,dc=com" },
  },
  {
    connector: linuxConnector,
    sampleConfig: { host: "host.example.com", hostKey: `SHA256:${"A".repeat(43)}`, user: "closeout" },
  },
  { connector: mariadbConnector, sampleConfig: { host: "db.example.com", user: "closeout" } },
  { connector: npmRegistryConnector, sampleConfig: { baseUrl: "https://registry.example.com", account: "ci-bot" } },
  { connector: postgresqlConnector, sampleConfig: { host: "db.example.com", user: "closeout" } },
  { connector: rabbitmqConnector, sampleConfig: { baseUrl: "https://mq.example.com:15671", user: "closeout" } },
  { connector: awsIamConnector, sampleConfig: { accountId: "123456789012" } },
  {
    connector: awsIdentityCenterConnector,
    sampleConfig: { region: "us-east-1", identityStoreId: "d-1234567890", instanceArn: "arn:aws:sso:::instance/one" },
  },
  {
    connector: entraConnector,
    sampleConfig: {
      tenantId: "00000000-0000-4000-8000-000000000001",
      clientId: "00000000-0000-4000-8000-000000000002",
    },
  },
  { connector: atlassianConnector, sampleConfig: { orgId: "00000000-0000-4000-8000-000000000003" } },
  { connector: freeradiusConnector, sampleConfig: { host: "radius.example.com", user: "closeout" } },
  {
    connector: genericRestConnector,
    sampleConfig: { baseUrl: "https://desk.example.com/api", definition: EXAMPLE },
  },
  { connector: githubConnector, sampleConfig: { org: "acme" } },
  { connector: googleConnector, sampleConfig: { adminEmail: "admin@example.com" } },
  {
    connector: keycloakConnector,
    sampleConfig: { baseUrl: "https://login.example.com", realm: "acme", clientId: "closeout" },
  },
  { connector: oidcConnector, sampleConfig: { issuer: "https://login.example.com", clientId: "closeout" } },
  { connector: oktaConnector, sampleConfig: { baseUrl: "https://acme.okta.com" } },
  { connector: pagerdutyConnector, sampleConfig: {} },
  {
    connector: salesforceConnector,
    sampleConfig: { baseUrl: "https://acme.my.salesforce.com", clientId: "consumer" },
  },
  { connector: slackConnector, sampleConfig: { enterprise: true } },
  { connector: vaultConnector, sampleConfig: { baseUrl: "https://vault.example.com:8200" } },
  { connector: zoomConnector, sampleConfig: { accountId: "account", clientId: "app" } },
  { connector: scimConnector, sampleConfig: { baseUrl: "https://scim.example.com/scim/v2" } },
];

/** Connectors by their id. */
export interface Registry {
  /** @returns null when no connector has this id. */
  find(id: string): Connector | null;
  readonly manifests: readonly Manifest[];
}

/**
 * Joins connectors to a registry, opening each once without calling anything.
 * @throws Error when two share an id (which of them acts would be chance) or when one promises in its manifest
 * what it cannot do: that would read as "looked and found nothing".
 */
export function registry(entries: readonly Entry[] = CONNECTORS): Registry {
  const byId = new Map<string, Connector>();
  for (const { connector, sampleConfig } of entries) {
    const { id } = connector.manifest;
    if (byId.has(id)) throw new Error(`Two connectors are called "${id}".`);
    const problems = startProblems(connector, sampleConfig);
    if (problems.length > 0) throw new Error(`The connector "${id}" cannot start. ${problems.join(" ")}`);
    byId.set(id, connector);
  }
  return { find: (id) => byId.get(id) ?? null, manifests: entries.map(({ connector }) => connector.manifest) };
}

function startProblems(connector: Connector, sampleConfig: unknown): readonly string[] {
  const parsed = connector.parseConfig(sampleConfig);
  if (!parsed.ok) return parsed.problems;
  const connection = connector.open({ config: parsed.config, secrets: {}, dialect: {}, connectionsMax: 1 });
  // Nothing was called, so there is nothing to wait for and nothing that can fail.
  void connection.close();
  return manifestProblems(connection);
}

/** What a connection promises in its manifest and does not have, or has and does not promise, in sentences. */
export function manifestProblems(connection: Connection): readonly string[] {
  const { manifest } = connection;
  const abilities = Object.values(manifest.layers);
  const promised = {
    revoke: abilities.some(({ act }) => act),
    observe: abilities.some(({ observe }) => observe),
    findAccounts: manifest.layers.account?.observe ?? false,
    listAccess: Object.entries(manifest.layers).some(([layer, { observe }]) => layer !== "account" && observe),
    readClaims: manifest.reads?.claims !== undefined,
    readUse: manifest.reads?.use !== undefined,
  };
  return Object.entries(promised).flatMap(([method, isPromised]) => {
    const has = typeof Reflect.get(connection, method) === "function";
    if (has === isPromised) return [];
    return [isPromised ? `${method} is in the manifest but missing.` : `${method} is there but not in the manifest.`];
  });
}
