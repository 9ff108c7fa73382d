import type { Connection, Connector, Manifest } from "../../contract.ts";
import { formOf } from "../../form.ts";
import type { HttpClient } from "../../http/client.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { endAccount, findAccounts, listAccounts, lookAtAccount, someAccounts } from "./accounts.ts";
import { googleClient } from "./client.ts";
import { type GoogleConfig, googleConfig } from "./config.ts";
import { licenceKind, roleKind } from "./entitlements.ts";
import { groupKind } from "./groups.ts";
import { aspKind, backupCodeKind, sessionKind, tokenKind } from "./held.ts";
import { DIRECTORY } from "./lists.ts";
import { readUse } from "./use.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "google",
  name: "Google Workspace",
  version: "1",
  layers: {
    account: BOTH,
    session: { act: true, observe: false, freshness: 0 },
    credential: BOTH,
    group: BOTH,
    entitlement: BOTH,
    delegation: BOTH,
  },
  reads: { use: "Google Workspace" },
  seenAgainst: ["a replay of Google's documented answers", "not yet seen against the vendor"],
};

/** A Google Workspace through the Admin SDK's Directory API. Secret: `serviceAccountKey`. */
export const googleConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(googleConfig, [
    {
      name: "serviceAccountKey",
      label: "Key of the service account",
      help: "The whole JSON file that Google gave out.",
      required: true,
      multiline: true,
    },
  ]),
  parseConfig: (raw) => parseSettings(googleConfig, raw),
  open: (options): Connection => {
    const config = googleConfig.parse(options.config);
    return restConnection(system(config, googleClient(options, config)), options.dialect);
  },
};

function system(config: GoogleConfig, client: HttpClient): RestSystem {
  const licences = config.licenceProducts.length > 0 ? [licenceKind(config)] : [];
  return {
    manifest: MANIFEST,
    kinds: [
      sessionKind,
      aspKind(config),
      backupCodeKind(config),
      groupKind(config),
      roleKind(config),
      ...licences,
      tokenKind(config),
    ],
    client,
    accountGoals: ["disabled", "suspended"],
    accountRight: "It needs the scope admin.directory.user.readonly (admin console, Security, Domain-wide delegation).",
    greet: async (trail) =>
      greetingProblem(
        await trail.get(`${DIRECTORY}/users?customer=${encodeURIComponent(config.customerId)}&maxResults=1`),
        "Google Workspace",
        "the service account",
        (json) => Reflect.get(Object(json), "kind") === "admin#directory#users",
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: (trail) => someAccounts(config, trail),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, _, trail) => endAccount(account, trail),
    readUse: (request, trail) => readUse(config, request, trail),
    limits: [
      "Google shows no sessions: they can be ended, and a person attests that they are.",
      "Mail delegates and forwarding, rules of dynamic groups, passkeys and devices are not covered.",
    ],
  };
}
