import { MINUTE } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import type { HttpClient } from "../../http/client.ts";
import { awsClient } from "../../kit/aws/client.ts";
import { AWS_SECRETS, secretsOf } from "../../kit/aws/secrets.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { assignmentKind, groupKind } from "./access.ts";
import { endAccount, findAccounts, listAccounts, lookAtAccount } from "./accounts.ts";
import { type IdentityCenterConfig, identityCenterConfig } from "./config.ts";
import { ask, joined, STORE } from "./store.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "aws-identity-center",
  name: "AWS Identity Center",
  version: "1",
  layers: {
    account: BOTH,
    group: BOTH,
    // Assignments are taken away by a task of AWS's own.
    entitlement: { ...BOTH, freshness: 5 * MINUTE },
  },
  seenAgainst: ["moto 5.2.5", "AWS: not yet seen against the vendor"],
};

/** People in AWS's identity store, their groups, and what AWS accounts they may use. */
export const awsIdentityCenterConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(identityCenterConfig, AWS_SECRETS),
  parseConfig: (raw) => parseSettings(identityCenterConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = identityCenterConfig.parse(options.config);
  const { region, storeUrl, adminUrl } = config;
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const side = (service: string, baseUrl: string) =>
    awsClient(options, secretsOf(options), {
      baseUrl,
      region,
      service,
      contentType: "application/x-amz-json-1.1",
      reads: (_, headers) => /\.(?:List|Describe)[A-Za-z]+$/.test(headers["x-amz-target"] ?? ""),
    });
  const client = joined(
    side("identitystore", storeUrl ?? `https://identitystore.${region}.${domain}`),
    side("sso", adminUrl ?? `https://sso.${region}.${domain}`),
  );
  return restConnection(system(config, client), options.dialect);
}

function system(config: IdentityCenterConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    client,
    kinds: [groupKind(config), assignmentKind(config)],
    accountGoals: ["disabled", "absent"],
    accountRight: "It needs identitystore:ListUsers and identitystore:DescribeUser.",
    greet: async (trail) =>
      greetingProblem(
        await ask(trail, `${STORE}.ListUsers`, { IdentityStoreId: config.identityStoreId, MaxResults: 1 }),
        "AWS Identity Center",
        "the credential",
        (json) => Array.isArray(Reflect.get(Object(json), "Users")),
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: async (trail) => (await listAccounts(config, trail)).rows.map(({ nativeId }) => nativeId),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, goal, trail) => endAccount(config, account, goal, trail),
    limits: [
      "Sessions in the access portal and in AWS accounts are not shown, and go on to their own end: up to twelve hours of a permission set, up to ninety days of the portal.",
    ],
  };
}
