import type { Connector, Manifest } from "../../contract.ts";
import { formOf } from "../../form.ts";
import type { HttpClient } from "../../http/client.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { findAccounts, listAccounts, lookAtAccount, someAccounts } from "./accounts.ts";
import { at, clientFor } from "./client.ts";
import { type VaultConfig, vaultConfig } from "./config.ts";
import { changeEntity } from "./entities.ts";
import { loginKind } from "./logins.ts";
import { groupKind, policyKind } from "./membership.ts";
import { readSelf } from "./schema.ts";
import { secretKind } from "./secrets.ts";
import { tokenKind } from "./tokens.ts";

const NAME = "Vault";
const BOTH = { act: true, observe: true, freshness: 0 } as const;
const LOOK = { act: false, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "vault",
  name: "HashiCorp Vault, OpenBao",
  version: "1",
  layers: { account: BOTH, session: BOTH, credential: BOTH, group: LOOK, entitlement: LOOK },
  seenAgainst: ["a small real store of the tests", "not yet seen against the vendor"],
};

/** One namespace of HashiCorp Vault or OpenBao: entities, tokens, policies, and secrets of key/value engines (version 2). */
export const vaultConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(vaultConfig, [
    {
      name: "token",
      label: "Token",
      help: "A service token of an entity of its own, with the policies named in the documentation. No root token.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(vaultConfig, raw),
  open: (options) => {
    const config = vaultConfig.parse(options.config);
    return restConnection(system(config, clientFor(options, config)), options.dialect);
  },
};

function system(config: VaultConfig, client: HttpClient): RestSystem {
  return {
    manifest: MANIFEST,
    client,
    kinds: [tokenKind(config), loginKind(config), secretKind(config), groupKind(config), policyKind(config)],
    // A deleted entity is made anew by the next sign-in: only a disabled one keeps its person out.
    accountGoals: ["disabled"],
    accountRight: "It needs a policy with list and read on identity/entity/id/*.",
    greet: async (trail) =>
      greetingProblem(
        await trail.get(at(config, "auth/token/lookup-self")),
        NAME,
        "the token",
        (json) => readSelf(json) !== null,
      ),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts: (trail) => someAccounts(config, trail),
    lookAtAccount: (account, trail) => lookAtAccount(config, account, trail),
    endAccount: (account, _, trail) => changeEntity(config, account, { disabled: true }, trail),
    limits: [
      "Batch tokens are in no list: they are refused while their entity is disabled, and end by themselves. Sign-ins by other directories (LDAP, OIDC) are those systems' to show; other namespaces are systems of their own.",
      "Only metadata and names of fields are read of secrets, never a value. That an old value is refused is taken only of secrets with one field that are stated to be checked against this store and to get a new value with each version. A version that was patched, rolled back or written with the same value cannot be told from a new value: its number and time look the same.",
      "What somebody could read before is not kept by the store. Where a userpass user was deleted, a policy is gone, or an entity has no right left, what they know is not known whole.",
    ],
  };
}
