import type { Look, Target } from "../../contract.ts";
import { SqlLook } from "../../kit/sql-look.ts";
import type { SqlSession } from "../../kit/sql-session.ts";
import type { MariadbConfig } from "./config.ts";
import { NO_PROCESS, ONE_NODE, REPLICA } from "./control.ts";
import * as facts from "./facts.ts";
import { parseAccount, parseEntitlement, roleKey, type UserAtHost } from "./keys.ts";
import { issuedFacts } from "./map.ts";
import {
  CONTROL,
  GLOBAL_GRANTS,
  PLACE_GRANTS,
  SEES_SESSIONS,
  SESSIONS,
  type Statements,
  statementsOf,
} from "./statements.ts";

/** Looks at one access in a whole listing of its table, after the server said which one it is. */
export function observe(session: SqlSession<MariadbConfig>, target: Target, signal: AbortSignal): Promise<Look> {
  return session.look(signal, async (line) => {
    const look = new SqlLook(line, `${target.layer} ${target.nativeKey} of ${target.accountNativeId}`);
    const server = facts.serverOf(await look.rows(facts.variableRow, CONTROL));
    if (server === null) return look.failed();
    if (server.isReplica) return look.blind(null, [REPLICA]);
    const statements = statementsOf(server.family);
    const account = parseAccount(target.accountNativeId);
    switch (target.layer) {
      case "account":
        return atAccount(look, statements, account);
      case "session":
        return atSession(look, account, target.nativeKey, server);
      case "credential":
        return atCredential(look, statements, account);
      case "group":
        return atRole(look, statements, account, target.nativeKey);
      case "entitlement":
        return atRight(look, statements, account, target.nativeKey);
      default:
        return look.blind(null);
    }
  });
}

async function ownRow(look: SqlLook, statements: Statements, account: UserAtHost) {
  const rows = await look.rows(facts.accountRow, statements.accounts);
  // Whoever asks is an account too: a table without any is a table that hides.
  if (rows === null || rows.length === 0) return null;
  return { row: rows.find((one) => facts.isOf(one, account)) };
}

async function atAccount(look: SqlLook, statements: Statements, account: UserAtHost): Promise<Look> {
  const found = await ownRow(look, statements, account);
  if (found === null) return look.failed();
  if (found.row === undefined) return look.seen("absent", {}, "complete");
  return look.seen(found.row.locked ? "disabled" : "active");
}

async function atSession(look: SqlLook, account: UserAtHost, id: string, server: facts.Server): Promise<Look> {
  const sees = await look.rows(facts.seesRow, SEES_SESSIONS);
  const sessions = await look.rows(facts.sessionRow, SESSIONS);
  if (sees === null || sessions === null) return look.failed();
  if (sessions.some((one) => one.id === id && one.user === account.user)) return look.seen("active");
  if (sees[0]?.sees !== 1) return look.blind(null, [NO_PROCESS]);
  return server.isNode ? look.blind(null, [ONE_NODE]) : look.seen("absent", {}, "complete");
}

async function atCredential(look: SqlLook, statements: Statements, account: UserAtHost): Promise<Look> {
  const found = await ownRow(look, statements, account);
  if (found === null) return look.failed();
  if (found.row === undefined || (found.row.impossible && !found.row.several)) return look.seen("absent");
  return look.seen("active", issuedFacts(found.row));
}

async function atRole(look: SqlLook, statements: Statements, account: UserAtHost, key: string): Promise<Look> {
  const granted = await look.rows(facts.grantedRow, statements.grantedRoles);
  if (granted === null) return look.failed();
  const held = facts.heldRoles(granted, account).some((row) => roleKey(row) === key);
  return look.seen(held ? "active" : "absent", { effective: true }, "complete");
}

async function atRight(look: SqlLook, statements: Statements, account: UserAtHost, text: string): Promise<Look> {
  const key = parseEntitlement(text);
  if (key === null) return look.blind(null);
  const held = await holds(look, statements, account, key);
  return held === null ? look.failed() : look.seen(held ? "active" : "absent", {}, "complete");
}

/** null when it could not be read. */
async function holds(
  look: SqlLook,
  statements: Statements,
  account: UserAtHost,
  key: NonNullable<ReturnType<typeof parseEntitlement>>,
): Promise<boolean | null> {
  if (key.kind === "global") {
    const rows = await look.rows(facts.globalRow, GLOBAL_GRANTS);
    return rows?.some((row) => row.grantee === facts.grantee(account)) ?? null;
  }
  if (key.kind === "default_role") {
    const rows = await look.rows(facts.defaultRow, statements.defaultRoles);
    return rows?.some((row) => facts.isOf(row, account) && roleKey(row) === key.name) ?? null;
  }
  const rows = await look.rows(facts.placeRow, PLACE_GRANTS);
  return rows?.some((row) => facts.isOf(row, account) && row.place === key.name) ?? null;
}
