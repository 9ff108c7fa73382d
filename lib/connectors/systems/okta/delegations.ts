import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess } from "../../kit/rest-system.ts";
import { userPath } from "./accounts.ts";
import type { OktaConfig } from "./config.ts";
import { lifetime } from "./credentials.ts";
import { never } from "./groups.ts";
import { kindRead, oktaList } from "./lists.ts";
import { readClient, readGrant, readToken } from "./schema.ts";

const RIGHT =
  "It needs okta.users.read and okta.grants.read (Okta admin console, Applications, API scopes) or an administrator's token.";

/** Consents of the user to clients that act for them. */
export function grantKind(config: OktaConfig): AccessKind {
  return {
    name: "grant",
    layer: "delegation",
    words: "OAuth grants",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const path = `${userPath(account)}/grants?limit=200`;
      const read = await oktaList(config, trail, path, readGrant, ({ id }) => id);
      return kindRead(read, ({ id, status, clientId, scopeId }) =>
        status === "REVOKED" ? null : { key: id, label: `Grant of ${scopeId || "a scope"} to ${clientId}` },
      );
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", `${userPath(account)}/grants/${segment(key)}`), never),
  };
}

/** Refresh tokens that clients hold. A key joins client and token: Okta finds a token only below its client. */
export function clientTokenKind(config: OktaConfig): AccessKind {
  return {
    name: "client-token",
    layer: "delegation",
    words: "Refresh tokens",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const path = `${userPath(account)}/clients`;
      const clients = await oktaList(config, trail, path, readClient, ({ client_id: id }) => id);
      if (!clients.complete) return kindRead({ ...clients, rows: [] }, () => null);
      const rows: FoundAccess[] = [];
      let complete = true;
      for (const { client_id: client, client_name: name } of clients.rows) {
        const below = `${path}/${segment(client)}/tokens?limit=200`;
        const tokens = await oktaList(config, trail, below, readToken, ({ id }) => id);
        if (!tokens.complete) complete = false;
        for (const { id, status, created, expiresAt } of tokens.rows) {
          if (status === "REVOKED") continue;
          rows.push({
            key: `${client}/${id}`,
            label: `Refresh token of ${name || client}`,
            facts: lifetime(created, expiresAt),
          });
        }
      }
      return { rows, complete, accountMissing: false };
    },
    end: async (account, key, trail) => {
      const [client = "", token = ""] = key.split("/");
      const path = `${userPath(account)}/clients/${segment(client)}/tokens/${segment(token)}`;
      return outcomeOf(await trail.send("DELETE", path), never);
    },
  };
}
