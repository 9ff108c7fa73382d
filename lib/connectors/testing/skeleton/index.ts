import type { Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import { endAccount, findAccounts, listAccounts, lookAtAccount, someAccounts } from "./accounts.ts";
import { clientFor } from "./client.ts";
import { type SystemConfig, systemConfig } from "./config.ts";
import { groupKind } from "./groups.ts";
import { readPage } from "./schema.ts";

const NAME = "Skeleton";
const BOTH = { act: true, observe: true, freshness: 0 } as const;

// Yours: per layer what can be acted on, what can be seen, and for how many microseconds the target may show an old
// state. In seenAgainst stands what the suite was run against, and nothing else.
const MANIFEST: Manifest = {
  id: "skeleton",
  name: NAME,
  version: "1",
  layers: { account: BOTH, group: BOTH },
  seenAgainst: ["a replay of its own", "not yet seen against the vendor"],
};

export const skeletonConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(systemConfig, [
    { name: "token", label: "API token", help: "Of an account of its own.", required: true, multiline: false },
  ]),
  parseConfig: (raw) => parseSettings(systemConfig, raw),
  open: (options) => restConnection(system(systemConfig.parse(options.config), options), options.dialect),
};

function system(config: SystemConfig, options: OpenOptions): RestSystem {
  return {
    manifest: MANIFEST,
    kinds: [groupKind(config)],
    client: clientFor(options, config),
    accountGoals: ["disabled"],
    accountRight: "It needs the right to read users, which an administrator grants.",
    greet: async (trail) =>
      greetingProblem(await trail.get("/users"), NAME, "the token", (json) => readPage(json) !== null),
    findAccounts: (keys, trail) => findAccounts(config, keys, trail),
    listAccounts: (trail) => listAccounts(config, trail),
    someAccounts,
    lookAtAccount,
    endAccount: (account, _, trail) => endAccount(account, trail),
    // Yours: what cannot be seen in this system at all, in sentences for whoever connects it.
    limits: [],
  };
}
