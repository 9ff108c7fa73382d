import { segment } from "../../kit/json.ts";
import { outcomeOf } from "../../kit/outcome.ts";
import type { AccessKind } from "../../kit/rest-system.ts";
import type { GoogleConfig } from "./config.ts";
import { googleList, kindRead, userPath } from "./lists.ts";
import { readAsp, readCode, readToken } from "./schema.ts";

const RIGHT =
  "It needs the scope admin.directory.user.security (admin console, Security, Domain-wide delegation) and an administrator who manages user security.";

/** Applications that hold OAuth tokens of the user. */
export function tokenKind(config: GoogleConfig): AccessKind {
  const name = { kind: "admin#directory#tokenList", rows: "items" };
  return {
    name: "token",
    layer: "delegation",
    words: "OAuth tokens of applications",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const path = userPath(account, "/tokens");
      const read = await googleList(config, trail, path, name, readToken, ({ clientId }) => clientId);
      return kindRead(read, ({ clientId, displayText }) => ({
        key: clientId,
        label: `Application ${displayText || clientId}`,
      }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(account, `/tokens/${segment(key)}`)), () => false),
  };
}

/** Application-specific passwords, which need no second factor. */
export function aspKind(config: GoogleConfig): AccessKind {
  const name = { kind: "admin#directory#aspList", rows: "items" };
  return {
    name: "asp",
    layer: "credential",
    words: "Application-specific passwords",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      const read = await googleList(config, trail, userPath(account, "/asps"), name, readAsp, (asp) => `${asp.codeId}`);
      return kindRead(read, (asp) => ({
        key: `${asp.codeId}`,
        label: `Application password ${asp.name || asp.codeId}`,
      }));
    },
    end: async (account, key, trail) =>
      outcomeOf(await trail.send("DELETE", userPath(account, `/asps/${segment(key)}`)), () => false),
  };
}

/** Backup codes. Google shows the codes themselves; only that there are some is kept. */
export function backupCodeKind(config: GoogleConfig): AccessKind {
  const name = { kind: "admin#directory#verificationCodesList", rows: "items" };
  return {
    name: "backup-codes",
    layer: "credential",
    words: "Backup codes",
    right: RIGHT,
    observable: true,
    list: async (account, trail) => {
      let place = 0;
      const key = () => {
        place += 1;
        return String(place);
      };
      const read = await googleList(config, trail, userPath(account, "/verificationCodes"), name, readCode, key);
      const some = read.rows.length > 0 ? [{ key: "all", label: "Backup codes" }] : [];
      return { rows: some, complete: read.complete, accountMissing: read.status === 404 };
    },
    end: async (account, _, trail) =>
      outcomeOf(await trail.send("POST", userPath(account, "/verificationCodes/invalidate")), () => false),
  };
}

/** Sessions can be ended, and nothing of them can be read: neither a list nor how long they live. */
export const sessionKind: AccessKind = {
  name: "sessions",
  layer: "session",
  words: "Sessions",
  right: RIGHT,
  observable: false,
  list: async () => ({
    rows: [{ key: "all", label: "Sessions, which Google does not show" }],
    complete: true,
    accountMissing: false,
  }),
  end: async (account, _, trail) => outcomeOf(await trail.send("POST", userPath(account, "/signOut")), () => false),
};
