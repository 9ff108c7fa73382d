import { z } from "zod";
import { assignAccount } from "#lib/use-cases/discovery/assign-account.ts";
import { cancelDiscovery } from "#lib/use-cases/discovery/cancel-discovery.ts";
import { listListedAccounts } from "#lib/use-cases/discovery/list-listed-accounts.ts";
import { listOrphans } from "#lib/use-cases/discovery/list-orphans.ts";
import { readDiscovery } from "#lib/use-cases/discovery/read-discovery.ts";
import { discoveryBody, startDiscovery } from "#lib/use-cases/discovery/start-discovery.ts";
import { commandEndpoint, queryEndpoint, withParams } from "./command-endpoint.ts";

export const postDiscovery = commandEndpoint({
  path: "/api/v1/systems/{id}/discovery",
  summary: "Have the worker list every account of a system, page by page; one run at a time",
  command: startDiscovery,
  body: discoveryBody,
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  status: 202,
  answer: "Asked for; the run under way is named when there is one",
});

export const postCancelDiscovery = commandEndpoint({
  path: "/api/v1/systems/{id}/discovery/cancel",
  summary: "Stop listing a system. What was listed stays, and nobody is called gone from it",
  command: cancelDiscovery,
  body: z.strictObject({}),
  toInput: ({ params }) => ({ systemId: params["id"] }),
  answer: "Stopped",
});

export const getDiscovery = queryEndpoint({
  path: "/api/v1/systems/{id}/discovery",
  summary: "How far the listing of a system is, and what earlier ones came to",
  query: readDiscovery,
  toInput: ({ params }) => ({ systemId: params["id"] }),
  answer: "Runs, latest first",
});

export const getListedAccounts = queryEndpoint({
  path: "/api/v1/systems/{id}/accounts",
  summary: "Accounts that a system lists, by whose they are and what they are",
  query: listListedAccounts,
  search: {
    standing:
      "uncorrelated (nobody known has it), left (somebody who has left), all, not_human (machines', several people's, or not known) or gone (listed before and not any more)",
    begins: "Beginning of the user name, in any case",
    cursor: "nextCursor of the page before",
    limit: "Rows a page, 200 at most",
  },
  toInput: ({ params, search }) => ({ ...search, systemId: params["id"] }),
  answer: "A page of accounts, by name",
});

export const postAssignAccount = commandEndpoint({
  path: "/api/v1/systems/{id}/accounts/assign",
  summary: "Say that an account of nobody is a person's: what names it becomes a key of theirs",
  command: assignAccount,
  body: z.strictObject({ nativeId: z.string(), person: z.string() }),
  toInput: ({ params, body }) => withParams(body, { systemId: params["id"] }),
  answer: "Assigned",
});

export const getOrphans = queryEndpoint({
  path: "/api/v1/orphans",
  summary: "Accounts of nobody, system by system, most first; systems that were never listed are named apart",
  query: listOrphans,
  toInput: () => ({}),
  answer: "Systems with counts, each counted up to ten thousand",
});
