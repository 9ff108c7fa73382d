import { MINUTE } from "../../../core/instant.ts";
import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { awsClient } from "../../kit/aws/client.ts";
import { AWS_SECRETS, secretsOf } from "../../kit/aws/secrets.ts";
import { readXml } from "../../kit/aws/xml.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { type AwsIamConfig, awsIamConfig } from "./config.ts";
import { credentialKinds } from "./credentials.ts";
import { deniesAll, deniesBefore } from "./deny.ts";
import { findAccounts } from "./find-accounts.ts";
import { groupKind, inheritedKind, inlineKind, policyKind } from "./groups.ts";
import { wordsOf } from "./iam.ts";
import { sessionKind } from "./sessions.ts";
import { allUsers, endAccount, listAccounts, lookAtAccount } from "./users.ts";

/** IAM is eventually consistent; AWS names no bound, and changes are seen within seconds. */
const BOTH = { act: true, observe: true, freshness: MINUTE } as const;

const MANIFEST: Manifest = {
  id: "aws-iam",
  name: "AWS IAM users",
  version: "1",
  layers: { account: BOTH, session: BOTH, credential: BOTH, group: BOTH, entitlement: BOTH },
  seenAgainst: [
    "moto 5.2.5, with a replay of the documented answers for credentials of single services",
    "AWS: not yet seen against the vendor",
  ],
};

/** Users of IAM in one AWS account, through its query API. People who sign in by Identity Center are no users of IAM. */
export const awsIamConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(awsIamConfig, AWS_SECRETS),
  parseConfig: (raw) => parseSettings(awsIamConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const config = awsIamConfig.parse(options.config);
  const client = awsClient(options, secretsOf(options), {
    baseUrl: config.baseUrl,
    region: config.region,
    service: "iam",
    contentType: "application/x-www-form-urlencoded",
    parse: readXml,
    reads: (body) => /^Action=(?:Get|List)[A-Za-z]+(?:&|$)/.test(body),
  });
  return restConnection(system(config, client), options.dialect);
}

function system(config: AwsIamConfig, client: RestSystem["client"]): RestSystem {
  const isDenial = (document: string) => deniesAll(document) || deniesBefore(document) !== null;
  return {
    manifest: MANIFEST,
    client,
    kinds: [
      sessionKind(config),
      ...credentialKinds(config),
      groupKind(config),
      policyKind(config),
      inlineKind(config, isDenial),
      inheritedKind(config),
    ],
    accountGoals: ["disabled", "absent"],
    accountRight: "It needs iam:GetAccountAuthorizationDetails.",
    greet: (trail) => greet(config, trail),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: async (trail) => (await allUsers(config, trail)).rows.map(({ UserId }) => UserId),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, goal, trail) => endAccount(config, account, goal, trail),
    limits: [
      "The root user is in no list of IAM. Sessions of roles that somebody took on are the roles' and go on for up to twelve hours.",
    ],
  };
}

async function greet(config: AwsIamConfig, trail: Trail): Promise<string | null> {
  const { rows } = await allUsers(config, trail);
  const exchange = trail.exchanges.at(-1);
  if (trail.failure === null) {
    const other = rows.find(({ Arn }) => Arn.split(":")[4] !== config.accountId);
    return other === undefined ? null : `The credential is of another AWS account (${other.Arn.split(":")[4]}).`;
  }
  if (trail.failure === "unauthorised" && exchange !== undefined) {
    return `AWS refuses the credential: ${wordsOf({ status: exchange.status, exchange })}. Check it, and what it may do.`;
  }
  if (trail.failure === "blocked_address")
    return "This address is private or not allowed as a target. The operator can allow its range.";
  if (trail.failure === "connection")
    return "Nothing answers at this address, or its certificate is not trusted. Check the address.";
  return `Something answers that is not IAM, or could not be read: ${trail.failure}. Check the address.`;
}
