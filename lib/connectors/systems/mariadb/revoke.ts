import { z } from "zod";
import type { Goal } from "../../../core/access/goal.ts";
import type { Layer } from "../../../core/access/layer.ts";
import type { RevokeResult, Target } from "../../contract.ts";
import { unsupported } from "../../kit/replies.ts";
import { SqlAct } from "../../kit/sql-act.ts";
import type { SqlSession } from "../../kit/sql-session.ts";
import type { MariadbConfig } from "./config.ts";
import { grantedRow, heldRoles, serverOf, variableRow } from "./facts.ts";
import { parseAccount, parseEntitlement, roleKey } from "./keys.ts";
import { CONTROL, statementsOf } from "./statements.ts";
import { GRANTED_ON, WRITE } from "./write.ts";

/** Error numbers for an account, a grant or a session that is not there (any more). */
const GONE = ["1141", "1147", "1403", "1094", "1959"];

const GOALS_OF: Partial<Readonly<Record<Layer, readonly Goal[]>>> = {
  account: ["disabled", "suspended", "absent"],
  session: ["invalidated"],
  credential: ["invalidated"],
  group: ["absent"],
  entitlement: ["absent"],
};

/** Ends one access. Statements are written by the server itself (QUOTE) from its own tables, never by us. */
export async function revoke(
  session: SqlSession<MariadbConfig>,
  target: Target,
  goal: Goal,
  signal: AbortSignal,
): Promise<RevokeResult> {
  const goals = GOALS_OF[target.layer];
  if (goals === undefined) return unsupported(`MariaDB and MySQL have no lever on the layer ${target.layer}`);
  if (!goals.includes(goal)) return unsupported(`this can only be ${goals.join(" or ")}, not ${goal}`);
  const drops = target.layer === "account" && goal === "absent";
  if (drops && !session.config.allowDrop) return unsupported("policy does not allow dropping accounts here");
  return session.act(signal, async (line) => {
    const act = new SqlAct(line, GONE);
    const server = serverOf(await act.rows(variableRow, CONTROL, []));
    if (server === null) return act.failed();
    if (target.layer === "session") return endSession(act, target);
    if (target.layer === "group") return leave(act, target, server.family);
    if (target.layer === "entitlement") return takeRight(act, target, server.family);
    if (target.layer === "account") return onAccount(act, target, drops ? WRITE.drop : WRITE.lock);
    if (server.family === "mysql") return act.result({ kind: "unsupported", reason: NO_CREDENTIAL_LEVER });
    return onAccount(act, target, WRITE.invalidate);
  });
}

const grantedOnRow = z.object({ place: z.string(), account: z.string() });

const NO_CREDENTIAL_LEVER = "MySQL has no password that nobody can type; lock the account, or drop it";

const statementRow = z.object({ statement: z.string(), own: z.union([z.number(), z.string()]).transform(Number) });

/** Writes one statement about the account, unless it is the one with which Closeout signs in. */
async function onAccount(act: SqlAct, target: Target, write: string): Promise<RevokeResult> {
  const { user, host } = parseAccount(target.accountNativeId);
  const rows = await act.rows(statementRow, write, [user, host]);
  if (rows === null) return act.failed();
  const [row] = rows;
  if (row === undefined) return act.result({ kind: "already_absent" });
  if (row.own === 1) return act.result({ kind: "refused", reason: "this is the account with which Closeout signs in" });
  return act.run([row.statement]);
}

/** A connection's number is not given twice while the server runs, and only the leaver's own is ended. */
async function endSession(act: SqlAct, target: Target): Promise<RevokeResult> {
  const { user } = parseAccount(target.accountNativeId);
  const rows = await act.rows(z.object({ statement: z.string() }), WRITE.kill, [target.nativeKey, user]);
  if (rows === null) return act.failed();
  const [row] = rows;
  if (row !== undefined) return act.run([row.statement]);
  const reason = "no such session is shown to the user that acts; without PROCESS it sees its own alone";
  return act.result({ kind: "refused", reason });
}

async function leave(act: SqlAct, target: Target, family: "mariadb" | "mysql"): Promise<RevokeResult> {
  const account = parseAccount(target.accountNativeId);
  const granted = await act.rows(grantedRow, statementsOf(family).grantedRoles, []);
  if (granted === null) return act.failed();
  const held = heldRoles(granted, account).find((row) => roleKey(row) === target.nativeKey);
  if (held === undefined) return act.result({ kind: "already_absent" });
  if (held.user !== account.user || held.host !== account.host) {
    return act.result({ kind: "refused", reason: `the role comes through ${held.user}, which the account holds` });
  }
  const write = family === "mariadb" ? WRITE.leave : WRITE.leaveMysql;
  const role = family === "mariadb" ? [held.role] : [held.role, held.roleHost];
  const rows = await act.rows(z.object({ statement: z.string() }), write, [...role, account.user, account.host]);
  return rows === null ? act.failed() : act.run(rows.map(({ statement }) => statement));
}

async function takeRight(act: SqlAct, target: Target, family: "mariadb" | "mysql"): Promise<RevokeResult> {
  const key = parseEntitlement(target.nativeKey);
  if (key === null) return act.result({ kind: "unsupported", reason: "this right is not one that Closeout listed" });
  if (key.kind === "default_role") {
    return onAccount(act, target, family === "mariadb" ? WRITE.noDefaultRole : WRITE.noDefaultRoleMysql);
  }
  if (key.kind === "global") {
    const grant = await onAccount(act, target, WRITE.noGlobalGrant);
    return grant.outcome.kind === "accepted" ? onAccount(act, target, WRITE.noGlobal) : grant;
  }
  const { user, host } = parseAccount(target.accountNativeId);
  const one = [user, host, key.name];
  const rows = await act.rows(grantedOnRow, GRANTED_ON, [...one, ...one, ...one]);
  if (rows === null) return act.failed();
  // The right to pass a grant on stands apart, and keeps the grant's row alive by itself.
  const rights = ["grant option", "all privileges"];
  return act.run(
    rows.flatMap(({ place, account }) => rights.map((right) => `revoke ${right} on ${place} from ${account}`)),
  );
}
