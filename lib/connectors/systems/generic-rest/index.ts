import { LAYERS, type Layer } from "../../../core/access/layer.ts";
import { SECOND } from "../../../core/instant.ts";
import type { Connection, Connector, LayerAbility, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { redactor } from "../../http/redact.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { Trail } from "../../kit/trail.ts";
import { accessKind } from "./access.ts";
import { firstAccounts, listAccounts, lookAtAccount } from "./accounts.ts";
import { genericRestConfig, withText } from "./config.ts";
import type { Definition } from "./definition.ts";
import { send } from "./end.ts";
import { accountFields, explainList } from "./explain.ts";
import { findAccounts } from "./find-accounts.ts";
import { pageAccounts } from "./page-accounts.ts";
import { walk } from "./pages.ts";
import { readDefinition } from "./read-definition.ts";
import type { Described } from "./system.ts";

const ACCOUNT_GOALS = ["disabled", "suspended", "absent"] as const;

/** What a definition may name. What one does name is in the manifest of its connection. */
const MANIFEST: Manifest = {
  id: "generic-rest",
  name: "Generic REST",
  version: "1",
  layers: Object.fromEntries(LAYERS.map((layer) => [layer, { act: isActable(layer), observe: true, freshness: 0 }])),
  seenAgainst: [
    "a small service of the tests, in four forms of paging, and a small store of secrets of the tests",
    "not yet seen against a vendor",
  ],
};

/** A system's JSON API, described in one file instead of code. Secret: `token`. */
export const genericRestConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(genericRestConfig, [
    {
      name: "token",
      label: "API token or password",
      help: "Sent in the header that the definition names, and written down nowhere else.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(genericRestConfig, withText(raw)),
  open,
};

function isActable(layer: Layer): boolean {
  return layer !== "machine_identity" && layer !== "custody";
}

function open(options: OpenOptions): Connection {
  const { definition: text, baseUrl, pagesMax } = genericRestConfig.parse(options.config);
  const read = readDefinition(text);
  // The settings' own schema has read it before.
  if (!read.ok) throw new Error("The definition cannot be read.");
  const described = { definition: read.definition, baseUrl, pagesMax, ...explaining(options, read.definition) };
  const manifest = manifestOf(read.definition);
  const client = clientFor(options, described);
  const connection = restConnection(system(described, manifest, client), options.dialect);
  const { revoke, ...looking }: Connection = {
    ...connection,
    pageAccounts: ({ cursor }, signal) => pageAccounts(described, cursor, new Trail(client, signal)),
  };
  const acts = Object.values(looking.manifest.layers).some(({ act }) => act);
  return acts && revoke !== undefined ? { ...looking, revoke } : looking;
}

function manifestOf({ accounts, access, freshnessSeconds }: Definition): Manifest {
  const freshness = freshnessSeconds * SECOND;
  const account = { act: Object.values(accounts.end).length > 0, observe: true, freshness };
  const layers: Partial<Record<Layer, LayerAbility>> = { account };
  for (const { layer, end } of access) {
    layers[layer] = { act: (layers[layer]?.act ?? false) || end !== undefined, observe: true, freshness };
  }
  return { ...MANIFEST, layers };
}

/** What a field names may be a secret: values are shown as they stand in what is kept of the answer. */
function explaining({ explain, secrets }: OpenOptions, { credential }: Definition): Pick<Described, "redact"> {
  const { token = "" } = secrets;
  return explain
    ? { redact: redactor([token, ...("basicUser" in credential ? [pairOf(credential, token)] : [])]) }
    : {};
}

function pairOf({ basicUser }: { readonly basicUser: string }, token: string): string {
  return Buffer.from(`${basicUser}:${token}`).toString("base64");
}

function clientFor(options: OpenOptions, { definition: { credential, headers }, baseUrl }: Described): HttpClient {
  const { token = "" } = options.secrets;
  if (!("basicUser" in credential)) {
    return httpClient(
      clientOptions(options, baseUrl, { ...headers, [credential.header]: `${credential.prefix}${token}` }),
    );
  }
  const pair = pairOf(credential, token);
  const known = { ...options, secrets: { ...options.secrets, pair } };
  return httpClient(clientOptions(known, baseUrl, { ...headers, authorization: `Basic ${pair}` }));
}

function system(described: Described, manifest: Manifest, client: HttpClient): RestSystem {
  const { name, accounts, access } = described.definition;
  return {
    manifest: { ...manifest, name },
    kinds: access.map((one) => accessKind(described, one)),
    client,
    accountGoals: ACCOUNT_GOALS.filter((goal) => accounts.end[goal] !== undefined),
    accountRight: accounts.right,
    greet: async (trail) => {
      const walked = walk(accounts.list, described.baseUrl, {});
      if (walked === null) return "The list of accounts has no address.";
      const answer = await trail.get(walked.first);
      if (answer.status === 200) explainList(described, trail, answer, accounts.list, accountFields(accounts.fields));
      return greetingProblem(answer, name, "the credential", () => walked.page(answer) !== null);
    },
    findAccounts: (keys, trail) => findAccounts(described, keys, trail),
    listAccounts: (trail) => listAccounts(described, trail),
    someAccounts: async (trail) => (await firstAccounts(described, trail)).map(({ nativeId }) => nativeId),
    lookAtAccount: (account, trail) => lookAtAccount(described, account, trail),
    endAccount: async (account, goal, trail) => {
      const known = ACCOUNT_GOALS.find((one) => one === goal);
      const end = known === undefined ? undefined : accounts.end[known];
      return end === undefined
        ? { kind: "unsupported", reason: `${name} has no request for it` }
        : send(end, { account }, trail);
    },
    limits: [],
  };
}
