import { segment } from "../../kit/json.ts";
import { ownRows } from "../../kit/kind-read.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind, FoundAccess, KindRead } from "../../kit/rest-system.ts";
import type { Trail } from "../../kit/trail.ts";
import type { KeycloakConfig } from "./config.ts";
import { begunAt, kindRead, never, realmPath, userPath, wholeList } from "./lists.ts";
import { type Consent, type KeycloakSession, readConsent, readSession } from "./schema.ts";

const RIGHT = "It needs the role view-users of the client realm-management.";

/** Sessions that somebody is signed in by. They go on when the account is disabled, and are whole again when it is not. */
export function sessionKind(config: KeycloakConfig): AccessKind {
  const list = async (account: string, trail: Trail) => {
    const read = await wholeList(trail, userPath(config, account, "/sessions"), readSession, ({ id }) => id);
    const own = ownRows(read, ({ userId }) => userId === account, "Keycloak", trail);
    return kindRead(own, (session) => found(session, session.id, "Session"));
  };
  return {
    name: "session",
    layer: "session",
    words: "Sessions",
    right: RIGHT,
    observable: true,
    list,
    end: (account, key, trail) => endSession(config, () => list(account, trail), key, trail),
  };
}

/** Sessions of offline tokens. Signing out everywhere does not end them. */
export function offlineKind(config: KeycloakConfig): AccessKind {
  const list = async (account: string, trail: Trail): Promise<KindRead> => {
    const consents = await consentsOf(config, account, trail);
    if (!consents.complete) return kindRead({ ...consents, rows: [] }, () => null);
    const clients = new Set(
      consents.rows.flatMap(({ additionalGrants: all }) =>
        all.filter(({ key }) => key === "Offline Token").map(({ client }) => client),
      ),
    );
    const reads = await Promise.all(
      [...clients].map(async (client) => {
        const path = userPath(config, account, `/offline-sessions/${segment(client)}`);
        return wholeList(trail, path, readSession, ({ id }) => id);
      }),
    );
    const own = reads.map((read) => ownRows(read, ({ userId }) => userId === account, "Keycloak", trail));
    const rows = own.flatMap((read) => read.rows);
    const complete = own.every((read) => read.complete);
    return { rows: rows.map((one) => found(one, one.id, "Offline session")), complete, accountMissing: false };
  };
  return {
    name: "offline",
    layer: "session",
    words: "Offline sessions",
    right: RIGHT,
    observable: true,
    list,
    end: (account, key, trail) => endSession(config, () => list(account, trail), key, trail, "?isOffline=true"),
  };
}

function found(session: KeycloakSession, key: string, word: string): FoundAccess {
  const clients = Object.values(session.clients ?? {}).join(", ");
  return { key, label: clients === "" ? word : `${word} of ${clients}`, facts: begunAt(session.start) };
}

/** Keycloak ends a session by its id alone, whosever it is: it must be the account's right before. */
async function endSession(
  config: KeycloakConfig,
  list: () => Promise<KindRead>,
  key: string,
  trail: Trail,
  query = "",
) {
  const { rows, complete, accountMissing } = await list();
  if (!rows.some((row) => row.key === key)) {
    return complete || accountMissing
      ? ({ kind: "already_absent" } as const)
      : ({ kind: "unknown", cause: trail.failure ?? "unexpected_shape" } as const);
  }
  return outcomeOf(await trail.send("DELETE", realmPath(config, `/sessions/${segment(key)}${query}`)), never);
}

function consentsOf(config: KeycloakConfig, account: string, trail: Trail) {
  const path = userPath(config, account, "/consents");
  return wholeList<Consent>(trail, path, readConsent, ({ clientId }) => clientId);
}

/** What the person agreed to: clients that may act for them. Ending one also ends the client's offline tokens. */
export function consentKind(config: KeycloakConfig): AccessKind {
  return {
    name: "consent",
    layer: "delegation",
    words: "Consents",
    right: RIGHT,
    observable: true,
    // Keycloak lists a client here for its offline tokens alone as well; only a consent has a date.
    list: async (account, trail) =>
      kindRead(await consentsOf(config, account, trail), (one) =>
        one.createdDate == null
          ? null
          : {
              key: one.clientId,
              label: `Consent to ${one.clientId} (${one.grantedClientScopes.join(", ")})`,
              facts: begunAt(one.createdDate),
            },
      ),
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(config, account, `/consents/${segment(key)}`)), never),
  };
}
