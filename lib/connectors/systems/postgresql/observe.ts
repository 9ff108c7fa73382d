import { z } from "zod";
import type { Look, Target } from "../../contract.ts";
import { instantOf } from "../../kit/rows.ts";
import { SqlLook } from "../../kit/sql-look.ts";
import { CANNOT_BELIEVE, isBelievable, NO_STATS } from "./control.ts";
import { accountId, nameOf, oidOf, parseCustody, parseEntitlement, sessionKey } from "./keys.ts";
import { controlRow, passwordRow, roleRow, sessionRow, sharesRow } from "./schema.ts";
import type { PgSession } from "./session.ts";
import { CONTROL, HELD, OWNER, PASSWORDS, ROLE_BY_ID, SESSIONS, SHARES } from "./statements.ts";

/** Looks at one access by the server's own identifiers, after a control read on the same connection. */
export function observe(session: PgSession, target: Target, signal: AbortSignal): Promise<Look> {
  return session.look(signal, async (line) => {
    const look = new SqlLook(line, `${target.layer} ${target.nativeKey} of role ${target.accountNativeId}`);
    const [control] = (await look.rows(controlRow, CONTROL)) ?? [];
    if (control === undefined) return look.failed();
    if (!isBelievable(control)) return look.blind(null, [CANNOT_BELIEVE]);
    const oid = oidOf(target.accountNativeId);
    switch (target.layer) {
      case "account":
        return atRole(look, oid, nameOf(target.accountNativeId));
      case "session":
        return atSession(look, oid, target.nativeKey, control.stats);
      case "credential":
        return atPassword(look, oid);
      case "group":
        return atMembership(look, oid, target.nativeKey);
      case "entitlement":
        return atRight(look, oid, target.nativeKey);
      case "custody":
        return atProperty(look, oid, target);
      default:
        return look.blind(null);
    }
  });
}

async function atRole(look: SqlLook, oid: string, name: string): Promise<Look> {
  const roles = await look.rows(roleRow, ROLE_BY_ID, [oid, name]);
  if (roles === null) return look.failed();
  const same = roles.find(({ id }) => id === oid);
  const other = roles.find(({ id }) => id !== oid);
  if (same !== undefined) return look.seen(same.login ? "active" : "disabled");
  // Somebody else's role under the leaver's name: they came back, or a name was given a second time.
  return look.seen("absent", other === undefined ? {} : { recreatedAs: accountId(other) });
}

async function atSession(look: SqlLook, oid: string, key: string, seesAll: boolean): Promise<Look> {
  const sessions = await look.rows(sessionRow, SESSIONS, [[oid]]);
  if (sessions === null) return look.failed();
  const found = sessions.find(({ pid, started }) => started !== null && sessionKey(pid, started) === key);
  const issuedAt = instantOf(found?.started ?? null);
  if (found !== undefined) return look.seen("active", issuedAt === null ? {} : { issuedAt });
  return seesAll ? look.seen("absent", {}, "complete") : look.blind(null, [NO_STATS]);
}

async function atPassword(look: SqlLook, oid: string): Promise<Look> {
  const passwords = await look.rows(passwordRow, PASSWORDS, [[oid]]);
  if (passwords === null) return look.failed();
  const [password] = passwords;
  if (password === undefined) return look.seen("absent");
  const expiresAt = instantOf(password.validUntil);
  return look.seen("active", expiresAt === null ? {} : { expiresAt });
}

const heldRow = z.object({ held: z.boolean() });

/** By any way: taken directly, or through another role that holds it. */
async function atMembership(look: SqlLook, oid: string, key: string): Promise<Look> {
  const [row] = (await look.rows(heldRow, HELD, [oid, key])) ?? [];
  return row === undefined ? look.failed() : look.seen(row.held ? "active" : "absent", { effective: true });
}

async function atRight(look: SqlLook, oid: string, nativeKey: string): Promise<Look> {
  const key = parseEntitlement(nativeKey);
  if (key === null) return look.blind(null);
  if (key.kind === "grants") {
    const shares = await look.rows(sharesRow, SHARES, [[oid]]);
    if (shares === null) return look.failed();
    const granted = shares.find(({ database }) => database === key.database)?.granted ?? 0;
    return look.seen(granted > 0 ? "active" : "absent");
  }
  const roles = await look.rows(roleRow, ROLE_BY_ID, [oid, ""]);
  if (roles === null) return look.failed();
  return look.seen(roles.some((role) => role[key.attribute]) ? "active" : "absent");
}

const ownerRow = z.object({ id: z.string(), name: z.string(), active: z.boolean() });

/** Owned by the leaver still, or by whom; absent when the one object by which to tell is no more. */
async function atProperty(look: SqlLook, oid: string, target: Target): Promise<Look> {
  const { database, marker } = parseCustody(target.nativeKey);
  const shares = await look.rows(sharesRow, SHARES, [[oid]]);
  if (shares === null) return look.failed();
  if (shares.some((share) => share.database === database && share.owned > 0)) {
    return look.seen("active", { owner: target.accountNativeId, ownerActive: true });
  }
  const owners = await look.rows(ownerRow, OWNER, [database, marker]);
  if (owners === null) return look.failed();
  const [owner] = owners;
  if (owner === undefined) return look.seen("absent");
  return look.seen("active", { owner: accountId(owner), ownerActive: owner.active });
}
