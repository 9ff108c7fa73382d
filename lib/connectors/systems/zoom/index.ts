import type { Connection, Connector, Manifest, OpenOptions } from "../../contract.ts";
import { formOf } from "../../form.ts";
import { bearerClient } from "../../http/bearer.ts";
import { type HttpClient, httpClient } from "../../http/client.ts";
import { accountLists } from "../../kit/account-lists.ts";
import { clientOptions } from "../../kit/client-options.ts";
import { parseSettings } from "../../kit/config-problems.ts";
import { greetingProblem } from "../../kit/greeting.ts";
import { reasonOf } from "../../kit/outcome.ts";
import { restConnection } from "../../kit/rest-connection.ts";
import type { RestSystem } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import { chatGroupKind, groupKind, helperKind, licenceKind, roleKind, sessionKind } from "./access.ts";
import { type ZoomConfig, zoomConfig } from "./config.ts";
import { endAccount, findAccounts, lookAtAccount, usersLists, usersOf } from "./users.ts";

const BOTH = { act: true, observe: true, freshness: 0 } as const;

const MANIFEST: Manifest = {
  id: "zoom",
  name: "Zoom",
  version: "1",
  layers: {
    account: BOTH,
    session: { act: true, observe: false, freshness: 0 },
    group: BOTH,
    entitlement: BOTH,
    delegation: BOTH,
  },
  seenAgainst: ["a replay of Zoom's documented answers", "not yet seen against the vendor"],
};

/** A Zoom account through its API, by a Server-to-Server OAuth app. Secret: `clientSecret`. */
export const zoomConnector: Connector = {
  manifest: MANIFEST,
  form: formOf(zoomConfig, [
    {
      name: "clientSecret",
      label: "Client secret",
      help: "Of the Server-to-Server OAuth app, at marketplace.zoom.us under Manage.",
      required: true,
      multiline: false,
    },
  ]),
  parseConfig: (raw) => parseSettings(zoomConfig, raw),
  open: (options): Connection => {
    const config = zoomConfig.parse(options.config);
    return restConnection(system(config, clientFor(options, config)), options.dialect);
  },
};

function clientFor(options: OpenOptions, { accountId, clientId, baseUrl }: ZoomConfig): HttpClient {
  const issuer = httpClient({ ...clientOptions(options, baseUrl ?? "https://zoom.us", {}), readOnly: false });
  const form = () => new URLSearchParams({ grant_type: "account_credentials", account_id: accountId }).toString();
  const pair = Buffer.from(`${clientId}:${options.secrets["clientSecret"] ?? ""}`).toString("base64");
  const api = httpClient(clientOptions(options, baseUrl ?? "https://api.zoom.us", {}));
  return bearerClient(api, issuer, { path: "/oauth/token", form, authorization: () => `Basic ${pair}` });
}

async function greet(trail: Trail): Promise<string | null> {
  const answer = await trail.get("/v2/users?status=active&page_size=1");
  // A scope that is missing is a 400 of Zoom's, with its name in the sentence.
  if (answer.failure === null && answer.status === 400) return `Zoom refuses the app: ${reasonOf(answer)}`;
  return greetingProblem(answer, "Zoom", "the app", (json) => Array.isArray(Reflect.get(Object(json), "users")));
}

function system(config: ZoomConfig, client: HttpClient): RestSystem {
  const lists = accountLists(usersLists(config), usersOf(config, "active"));
  return {
    manifest: MANIFEST,
    kinds: [
      sessionKind,
      groupKind(config),
      chatGroupKind,
      licenceKind,
      roleKind,
      helperKind(config, "assistants"),
      helperKind(config, "schedulers"),
    ],
    client,
    accountGoals: ["disabled", "suspended"],
    accountRight:
      "It needs the scopes user:read:list_users:admin and user:read:user:admin (marketplace.zoom.us, Manage, the app, Scopes).",
    greet,
    findAccounts: (keys, trail) => findAccounts(keys, trail, () => lists.listAccounts(trail)),
    ...lists,
    lookAtAccount,
    endAccount: (account, _, trail) => endAccount(account, trail),
    limits: [
      "Zoom shows no sessions and no apps that somebody allowed: sign-ins can be ended, and a person attests that they are.",
      "An invitation that Zoom lists without an id is found by its mail and stands in no list of all accounts.",
      "Meetings and recordings that somebody owns, Zoom Phone and Zoom Rooms are not covered.",
    ],
  };
}
