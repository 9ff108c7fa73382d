import { z } from "zod";
import type { Goal } from "../../../core/access/goal.ts";
import type { Layer } from "../../../core/access/layer.ts";
import type { RevokeResult, Target } from "../../contract.ts";
import { acted, unsupported } from "../../kit/replies.ts";
import { parseRows } from "../../kit/rows.ts";
import { SqlAct } from "../../kit/sql-act.ts";
import { failureOf, type SqlValue } from "../../kit/sql-line.ts";
import { sessionOf, stopOf } from "./map.ts";
import { disconnect } from "./radius/disconnect.ts";
import type { RadiusSession } from "./session.ts";
import { sessionRow } from "./statements.ts";

const GOALS_OF: Partial<Readonly<Record<Layer, readonly Goal[]>>> = {
  account: ["disabled", "suspended", "absent"],
  session: ["invalidated"],
  credential: ["invalidated"],
  group: ["absent"],
};

/** Ends one access. */
export async function revoke(
  session: RadiusSession,
  target: Target,
  goal: Goal,
  signal: AbortSignal,
): Promise<RevokeResult> {
  const { layer, accountNativeId: name, nativeKey } = target;
  const goals = GOALS_OF[layer];
  if (goals === undefined) return unsupported(`FreeRADIUS has no lever on the layer ${layer}`);
  if (!goals.includes(goal)) return unsupported(`this can only be ${goals.join(" or ")}, not ${goal}`);
  if (layer === "session") return endSession(session, target, signal);
  if (layer === "credential") return change(session, session.sql.deleteCredential, [name, nativeKey], signal);
  if (layer === "group") return change(session, session.sql.deleteGroup, [name, nativeKey], signal);
  if (goal !== "absent") return change(session, session.sql.reject, [name], signal);
  if (!session.config.allowDelete) return unsupported("policy does not allow deleting users here");
  // What is deleted takes its reject with it, and another module may know the user.
  if (!session.config.tablesOnly) {
    return unsupported("another module of the server may let the user in once their reject is deleted with them");
  }
  return change(session, session.sql.deleteAccount, [name], signal);
}

/** The table has no SQLSTATE for "not there": rows that were changed come back. */
function change(
  session: RadiusSession,
  statement: string,
  values: readonly SqlValue[],
  signal: AbortSignal,
): Promise<RevokeResult> {
  return session.act(signal, async (line) => {
    const act = new SqlAct(line, []);
    const rows = await act.rows(z.object({ changed: z.literal(true) }), statement, values);
    if (rows === null) return act.failed();
    return act.result({ kind: rows.length > 0 ? "accepted" : "already_absent" });
  });
}

/** Asks the device that reported the session to end it. Accounting tells later whether it did. */
async function endSession(session: RadiusSession, target: Target, signal: AbortSignal): Promise<RevokeResult> {
  const { devices, config } = session;
  if (devices === null) return unsupported("the secret that devices share for disconnects is not known");
  const read = await session.act(signal, (line) => line.query(session.sql.session, sessionOf(target.nativeKey)));
  const exchanges = [read.exchange];
  const rows = parseRows(sessionRow, read.rows);
  if (rows === null) return acted({ kind: "unknown", cause: failureOf(read) }, exchanges);
  const row = rows.find((one) => stopOf(one) !== "own") ?? rows[0];
  if (row === undefined || row.account !== target.accountNativeId) {
    return acted({ kind: "refused", reason: "accounting does not hold this session" }, exchanges);
  }
  if (stopOf(row) === "own") return acted({ kind: "already_absent" }, exchanges);
  const request = {
    host: config.disconnectHost ?? row.nas,
    port: config.disconnectPort,
    userName: row.account,
    accountingSession: row.number,
    nasAddress: row.nas,
    atSeconds: Math.floor(Number(row.now) / 1_000_000),
  };
  const { outcome, exchange } = await disconnect(request, devices, signal);
  return acted(outcome, [...exchanges, exchange]);
}
