import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { check } from "./check.ts";
import { type ScimConfig, scimConfig } from "./config.ts";
import { type Dialect, parseDialect } from "./dialect.ts";
import { findAccounts } from "./find-accounts.ts";
import { listAccess } from "./list-access.ts";
import { listAccounts } from "./list-accounts.ts";
import { observe } from "./observe.ts";
import { pageAccounts } from "./page-accounts.ts";
import { revoke } from "./revoke.ts";
import { scimSession } from "./session.ts";

const DEADLINE_MS = 15_000;

/** SCIM shows accounts and groups. Sessions, credentials and the rest are not in it, so they are not claimed here. */
const MANIFEST: Manifest = {
  id: "scim",
  name: "SCIM 2.0",
  version: "1",
  layers: {
    account: { act: true, observe: true, freshness: 0 },
    group: { act: true, observe: true, freshness: 0 },
  },
  seenAgainst: [
    "@better-auth/scim 1.7.5",
    "scimmy 1.3.5 with scimmy-routers 1.3.2",
    "Canaille 0.3.6 (accounts by their id alone)",
  ],
};

/** SCIM 2.0 (RFC 7643, 7644) as a client. Secrets: `token`, and optionally `observeToken` for looks. */
export const scimConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(scimConfig, [
    { name: "token", label: "Bearer token", help: null, required: true, multiline: false },
    {
      name: "observeToken",
      label: "Token for looks alone",
      help: "A second credential, so that whoever acts is not whoever looks.",
      required: false,
      multiline: false,
    },
  ]),
  parseConfig(raw) {
    const parsed = scimConfig.safeParse(raw);
    if (parsed.success) return { ok: true, config: parsed.data };
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.join(".")}: ${message}`,
    );
    return { ok: false, problems };
  },
  open,
};

function open(options: OpenOptions): Connection {
  const config = scimConfig.parse(options.config);
  const { token, observeToken } = options.secrets;
  const acting = clientFor(options, config, token ?? "");
  const observing = observeToken === undefined ? acting : clientFor(options, config, observeToken);
  const dialect = parseDialect(options.dialect);
  const session = scimSession(config, dialect, acting, observing);
  const connection: Connection = {
    manifest: manifestFor(config, dialect),
    check: (signal) => check(session, signal),
    findAccounts: (keys, signal) => findAccounts(session, keys, signal),
    listAccounts: (signal) => listAccounts(session, signal),
    pageAccounts: (request, signal) => pageAccounts(session, request, signal),
    revoke: (target, goal, signal) => revoke(session, target, goal, signal),
    observe: (target, signal) => observe(session, target, signal),
    close: () => session.close(),
  };
  return dialect.groups ? { ...connection, listAccess: (ids, signal) => listAccess(session, ids, signal) } : connection;
}

function clientFor(options: OpenOptions, config: ScimConfig, token: string): HttpClient {
  return httpClient({
    baseUrl: config.baseUrl,
    headers: { authorization: `Bearer ${token}` },
    secrets: Object.values(options.secrets),
    connectionsMax: options.connectionsMax,
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    allowPrivateTargets: options.allowPrivateTargets ?? [],
    readOnly: options.readOnly ?? false,
  });
}

/** The manifest of this very system: its vendor's freshness, and no group layer where there are no groups. */
function manifestFor(config: ScimConfig, dialect: Dialect): Manifest {
  const layers = Object.entries(MANIFEST.layers)
    .filter(([layer]) => layer !== "group" || dialect.groups)
    .map(([layer, ability]) => [layer, { ...ability, freshness: config.freshnessSeconds * SECOND }]);
  return { ...MANIFEST, layers: Object.fromEntries(layers) };
}
