import { endSession } from "#db/queries/sessions/end-session.ts";
import { ALL_ROWS, withTx } from "#db/tx.ts";
import type { Runtime } from "#lib/runtime/context.ts";
import { digestOf } from "#lib/runtime/secret-token.ts";
import { record } from "./record.ts";

/** Ends a session: from now on its cookie is worth nothing, wherever a copy of it is. */
export async function signOut(runtime: Runtime, sessionId: string): Promise<void> {
  await withTx(runtime.database, ALL_ROWS, "write", async (tx) => {
    const ended = await endSession(tx, digestOf(sessionId));
    if (ended === undefined) return;
    const data = { user: ended.userId, by: "sign_out" };
    await record(tx, ended.userId, runtime.newId(), { kind: "session.ended", caseId: null, data });
  });
}
