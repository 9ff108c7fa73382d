import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { KeycloakConfig } from "./config.ts";
import { begunAt, kindRead, never, pagedList, userPath, wholeList } from "./lists.ts";
import { readCredential, readGroup, readIdentity } from "./schema.ts";

const RIGHT = "It needs the role view-users of the client realm-management.";

const WORDS: Readonly<Record<string, string>> = {
  password: "Password",
  otp: "One-time codes",
  webauthn: "Security key",
  "webauthn-passwordless": "Passkey",
  "recovery-authn-codes": "Recovery codes",
};

/** Passwords, one-time codes, security keys and passkeys. */
export function credentialKind(config: KeycloakConfig): AccessKind {
  return {
    name: "credential",
    layer: "credential",
    words: "Credentials",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(config, account, "/credentials");
      const read = await wholeList(trail, path, readCredential, ({ id }) => id);
      return kindRead(read, ({ id, type, userLabel, createdDate }) => {
        const word = (Object.hasOwn(WORDS, type) ? WORDS[type] : undefined) ?? type;
        return { key: id, label: userLabel ? `${word} (${userLabel})` : word, facts: begunAt(createdDate) };
      });
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(config, account, `/credentials/${segment(key)}`)), never),
  };
}

/** Accounts of other providers by which the person signs in here. */
export function identityKind(config: KeycloakConfig): AccessKind {
  return {
    name: "identity",
    layer: "credential",
    words: "Links to other identity providers",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(config, account, "/federated-identity");
      const read = await wholeList(trail, path, readIdentity, ({ identityProvider: name }) => name);
      return kindRead(read, ({ identityProvider: key }) => ({ key, label: `Sign-in through ${key}` }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(config, account, `/federated-identity/${segment(key)}`)), never),
  };
}

export function groupKind(config: KeycloakConfig): AccessKind {
  return {
    name: "group",
    layer: "group",
    words: "Groups",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(config, account, "/groups");
      const read = await pagedList(config, trail, path, readGroup, ({ id }) => id);
      return kindRead(read, ({ id: key, path: place, name }) => ({ key, label: place || name }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(config, account, `/groups/${segment(key)}`)), never),
  };
}
