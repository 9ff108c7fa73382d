import { openSession } from "#db/queries/sessions/open-session.ts";
import { takeSignInToken } from "#db/queries/sessions/take-sign-in-token.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Runtime } from "#lib/runtime/context.ts";
import { digestOf, freshSecret } from "#lib/runtime/secret-token.ts";
import { SESSION_LIFE } from "./limits.ts";
import { record } from "./record.ts";

/** Longer input is nobody's token: it is not even hashed. */
const TOKEN_LENGTH_MAX = 200;

/**
 * Uses a one-time sign-in token up and opens a session with an id of its own: what was in the link is worth nothing
 * afterwards. null when the token is unknown, used, too old, or its user is disabled; which of them is told to nobody.
 */
export async function signIn(runtime: Runtime, token: string): Promise<string | null> {
  if (token.length === 0 || token.length > TOKEN_LENGTH_MAX) return null;
  return withTx(runtime.database, ALL_ROWS, "write", async (tx) => {
    const taken = await takeSignInToken(tx, digestOf(token));
    if (taken === undefined) return null;
    const session = freshSecret("closeout_session");
    await openSession(tx, session.digest, taken.userId, SESSION_LIFE);
    const data = { user: taken.userId, by: "sign_in_link" };
    await record(tx, taken.userId, runtime.newId(), { kind: "session.opened", caseId: null, data });
    return session.secret;
  });
}
