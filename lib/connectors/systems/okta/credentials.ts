import type { ObservedFacts } from "../../../core/access/observation.ts";
import { segment, timeOf } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import { userPath } from "./accounts.ts";
import type { OktaConfig } from "./config.ts";
import { never } from "./groups.ts";
import { kindRead, oktaList } from "./lists.ts";
import { readApiToken, readFactor } from "./schema.ts";

/** Second factors that the user enrolled. */
export function factorKind(config: OktaConfig): AccessKind {
  return {
    name: "factor",
    layer: "credential",
    words: "Factors",
    right: "It needs okta.users.read (Okta admin console, Applications, API scopes) or a role that views users.",
    observable: true,
    list: async (account, trail) => {
      const read = await oktaList(config, trail, `${userPath(account)}/factors`, readFactor, ({ id }) => id);
      return kindRead(read, ({ id, factorType, provider, status }) => ({
        key: id,
        label: `Factor ${factorType}${provider ? ` (${provider})` : ""}`,
        presence: status === "INACTIVE" ? "disabled" : "active",
      }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `${userPath(account)}/factors/${segment(key)}`), never),
  };
}

/** API tokens that act with the user's rights. Okta lists those of the whole organisation. */
export function apiTokenKind(config: OktaConfig): AccessKind {
  return {
    name: "api-token",
    layer: "credential",
    words: "API tokens",
    right: "It needs okta.apiTokens.read (Okta admin console, Applications, API scopes) or an administrator's token.",
    observable: true,
    list: async (account, trail) => {
      const read = await oktaList(config, trail, "/api/v1/api-tokens?limit=200", readApiToken, ({ id }) => id);
      return kindRead(read, ({ id, name, userId, created, expiresAt }) =>
        userId === account ? { key: id, label: `API token ${name || id}`, facts: lifetime(created, expiresAt) } : null,
      );
    },
    end: async (_, key, trail) => outcomeOf(await trail.send("DELETE", `/api/v1/api-tokens/${segment(key)}`), never),
  };
}

/** From when to when the target says that it is good. */
export function lifetime(created: string | null | undefined, expiresAt: string | null | undefined): ObservedFacts {
  const from = timeOf(created);
  const until = timeOf(expiresAt);
  return { ...(from === undefined ? {} : { issuedAt: from }), ...(until === undefined ? {} : { expiresAt: until }) };
}
