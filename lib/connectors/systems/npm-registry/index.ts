import type { Goal } from "../../../core/access/goal.ts";
import type {
  CheckReport,
  Connection,
  Connector,
  Manifest,
  OpenOptions,
  RevokeResult,
  Target,
} from "../../contract.ts";
import { formOf } from "../../form.ts";
import { parseSettings } from "../../kit/database-address.ts";
import { lineProblem } from "../../kit/line-problem.ts";
import { acted, unsupported } from "../../kit/replies.ts";
import { npmRegistryConfig } from "./config.ts";
import { findAccounts, listAccess, listAccounts, observe } from "./look.ts";
import { Asking, type Registry, registryOf } from "./registry.ts";

/** A registry has no sessions that it shows, and nobody is switched off by its API. */
const MANIFEST: Manifest = {
  id: "npm-registry",
  name: "npm registry, one account",
  version: "1",
  layers: {
    account: { act: false, observe: true, freshness: 0 },
    credential: { act: true, observe: true, freshness: 0 },
  },
  neverWhole: true,
  seenAgainst: ["Verdaccio 6.2.4", "npmjs.com: not yet seen against the vendor"],
};

/** The tokens of one account of an npm registry. */
export const npmRegistryConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(npmRegistryConfig, [
    { name: "token", label: "Token of the account", help: "Not the leaver's.", required: true, multiline: false },
    {
      name: "leaverToken",
      label: "Token that the leaver knows",
      help: "Only with it can be proved that the registry refuses it: it is tried, to ask who it signs in as.",
      required: false,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(npmRegistryConfig, raw),
  open,
};

function open(options: OpenOptions): Connection {
  const registry = registryOf(options, npmRegistryConfig.parse(options.config));
  return {
    manifest: MANIFEST,
    check: (signal) => check(registry, signal),
    findAccounts: (keys, signal) => findAccounts(registry, keys, signal),
    listAccounts: (signal) => listAccounts(registry, signal),
    listAccess: (ids, signal) => listAccess(registry, ids, signal),
    revoke: (target, goal, signal) => revoke(registry, target, goal, signal),
    observe: (target, signal) => observe(registry, target, signal),
    close: () => registry.close(),
  };
}

/** Asks for the deletion. The registry's yes says nothing of whether the token is refused from now on. */
async function revoke(registry: Registry, target: Target, goal: Goal, signal: AbortSignal): Promise<RevokeResult> {
  if (target.layer !== "credential" || goal !== "invalidated") {
    return unsupported("a registry's API deletes tokens of the account, and nothing else");
  }
  const asking = new Asking(signal);
  const { status, failure } = await asking.send(
    registry.own,
    "DELETE",
    `/-/npm/v1/tokens/token/${encodeURIComponent(target.nativeKey)}`,
  );
  const result = (outcome: RevokeResult["outcome"]) => ({
    ...acted(outcome, asking.exchanges),
    retryAfter: asking.retryAfter,
  });
  if (failure !== null || status === null) return result({ kind: "unknown", cause: failure ?? "connection" });
  if (status === 200 || status === 204) return result({ kind: "accepted" });
  if (status === 404) return result({ kind: "unknown", cause: "unexpected_shape" });
  return result({ kind: "refused", reason: `the registry answered ${status}` });
}

async function check(registry: Registry, signal: AbortSignal): Promise<CheckReport> {
  const asking = new Asking(signal);
  const name = await asking.signsInAs(registry.own);
  const tokens = name === registry.config.account ? await asking.tokens(registry) : null;
  const { exchanges, retryAfter } = asking;
  const reachable = exchanges.at(-1)?.status != null;
  const base = { reachable, dialect: {}, exchanges, retryAfter };
  if (tokens !== null) return { ...base, authorised: true, findings: [LISTED_ONLY] };
  return { ...base, authorised: false, findings: [sentence(name, asking.failure)] };
}

const LISTED_ONLY =
  "A registry may go on accepting a token that it deleted. Without the leaver's token no deletion here counts as verified.";

function sentence(name: string | null, failure: string | null): string {
  const problem = lineProblem(failure);
  if (problem !== null) return problem;
  if (failure === "unauthorised" || name === "") return "The registry does not accept the token.";
  if (name === null) return "What answers at this address is not an npm registry.";
  return "The token is another account's, or may not list tokens.";
}
