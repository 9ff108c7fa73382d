import { findSession } from "#db/queries/sessions/find-session.ts";
import { touchSession } from "#db/queries/sessions/touch-session.ts";
import { findToken } from "#db/queries/tokens/find-token.ts";
import { touchToken } from "#db/queries/tokens/touch-token.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { IdentityId } from "#lib/core/ids.ts";
import { ROLES, type Role } from "#lib/core/permissions.ts";
import type { Actor, Runtime } from "#lib/runtime/context.ts";
import { digestOf } from "#lib/runtime/secret-token.ts";
import { SESSION_IDLE } from "./limits.ts";

/** A signed-in user: who acts, and the name to greet them by. */
export interface SignedIn {
  readonly actor: Actor;
  readonly name: string;
}

/**
 * Who a session id stands for, asked of the database on every request: somebody who is disabled or signed out is out
 * with the next one. null: nobody.
 */
export async function findSignedIn(runtime: Runtime, sessionId: string): Promise<SignedIn | null> {
  const digest = digestOf(sessionId);
  const user = await withTx(runtime.database, ALL_ROWS, "read", (tx) => findSession(tx, digest, SESSION_IDLE));
  const role = roleOf(user?.role);
  if (user === undefined || role === null) return null;
  if (user.stale) await withTx(runtime.database, ALL_ROWS, "write", (tx) => touchSession(tx, digest));
  const { userId, identityId, name } = user;
  // The id is read from the user's own row.
  return { actor: { kind: "user", userId, identityId: identityId as IdentityId | null, role }, name };
}

/** Who a machine token stands for. null: nobody. */
export async function findTokenActor(runtime: Runtime, token: string): Promise<Actor | null> {
  const holder = await withTx(runtime.database, ALL_ROWS, "read", (tx) => findToken(tx, digestOf(token)));
  const role = roleOf(holder?.role);
  if (holder === undefined || role === null) return null;
  const { tokenId, userId, identityId } = holder;
  if (holder.stale) await withTx(runtime.database, ALL_ROWS, "write", (tx) => touchToken(tx, tokenId));
  // The id is read from the user's own row.
  return { kind: "apiKey", tokenId, userId, identityId: identityId as IdentityId | null, role };
}

/** A role that is not in the table grants nothing. */
function roleOf(text: string | undefined): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}
