import { segment, timeOf } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { EntraConfig } from "./config.ts";
import { graphList, graphPath, kindRead, ownRead, userPath } from "./graph.ts";
import { readConsent, readMethod } from "./schema.ts";

/** Where each kind of method is deleted. The password is no method that can be taken away: it falls with the account. */
const PLACES: Readonly<Record<string, string>> = {
  phoneAuthenticationMethod: "phoneMethods",
  fido2AuthenticationMethod: "fido2Methods",
  microsoftAuthenticatorAuthenticationMethod: "microsoftAuthenticatorMethods",
  softwareOathAuthenticationMethod: "softwareOathMethods",
  windowsHelloForBusinessAuthenticationMethod: "windowsHelloForBusinessMethods",
  emailAuthenticationMethod: "emailMethods",
  temporaryAccessPassAuthenticationMethod: "temporaryAccessPassMethods",
  platformCredentialAuthenticationMethod: "platformCredentialMethods",
};

/** What a user can prove themselves with. A key joins kind and id: Graph deletes each kind at a place of its own. */
export function methodKind(config: EntraConfig): AccessKind {
  return {
    name: "method",
    layer: "credential",
    words: "Authentication methods",
    right: "It needs the application permission UserAuthenticationMethod.Read.All, with an administrator's consent.",
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, "/authentication/methods");
      const read = await graphList(config, trail, path, readMethod, ({ id }) => id);
      return kindRead(read, (row) => {
        const kind = row["@odata.type"].replace("#microsoft.graph.", "");
        if (kind === "passwordAuthenticationMethod") return null;
        const issuedAt = timeOf(row.createdDateTime);
        const name = kind.replace("AuthenticationMethod", "");
        return {
          key: `${kind}/${row.id}`,
          label: `Method ${name}${row.displayName ? ` ${row.displayName}` : ""}`,
          facts: issuedAt === undefined ? {} : { issuedAt },
        };
      });
    },
    end: async (account, key, trail) => {
      const [kind = "", id = ""] = key.split("/");
      const place = Object.hasOwn(PLACES, kind) ? PLACES[kind] : undefined;
      if (place === undefined) return { kind: "unsupported", reason: `Graph deletes no ${kind}` };
      const path = userPath(account, `/authentication/${place}/${segment(id)}`);
      return outcomeOf(await trail.send("DELETE", path), () => false);
    },
  };
}

/** Consents of the user to applications that act for them. */
export function consentKind(config: EntraConfig): AccessKind {
  return {
    name: "consent",
    layer: "delegation",
    words: "Consents to applications",
    right: "It needs the application permission Directory.Read.All, with an administrator's consent.",
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, "/oauth2PermissionGrants");
      const read = await graphList(config, trail, path, readConsent, ({ id }) => id);
      return kindRead(
        ownRead(read, (row) => row.principalId === account, trail),
        ({ id, clientId, scope }) => ({
          key: id,
          label: `Consent of ${scope?.trim() || "no scope"} to ${clientId}`,
        }),
      );
    },
    end: async (_, key, trail) =>
      outcomeOf(await trail.send("DELETE", graphPath(`/oauth2PermissionGrants/${segment(key)}`)), () => false),
  };
}
